using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC108: copies of struct guards.</summary>
public sealed class GuardCopyTests
{
    private const string Ticket = """
        [Guard(HeldProperty = nameof(IsHeld))]
        public struct Ticket : IDisposable
        {
            private object? _held;
            [Observes(HeldQuery = true)] public readonly bool IsHeld => _held is not null;
            public void Dispose() => _held = null;
        }
        public sealed class Office
        {
            [return: Acquired(Kind = "ticket")] public Ticket Take() => default;
        }
        static void Show(Ticket ticket) => Console.WriteLine(ticket.IsHeld);
        static void Look(in Ticket ticket) => Console.WriteLine(ticket.IsHeld);
        static void Keep([Owns] Ticket ticket) => ticket.Dispose();

        """;

    private static Task Rule(string members) => Verify.Rule(Ticket + members);

    private static Task Silent(string members) => Verify.Silent(Ticket + members);

    [Fact]
    public Task F12_passed_by_value_and_disposed() => Rule("""
        void Open(Office office)
        {
            using Ticket ticket = office.Take(); // 1: disposed here
            Show(ticket); // QSC108: 'ticket' is copied, and disposed at line 17 as well: each copy gives the reference back
        }
        """);

    [Fact]
    public Task F12_assigned_and_both_disposed() => Rule("""
        void Open(Office office)
        {
            Ticket ticket = office.Take();
            Ticket second = ticket; // QSC108: 'ticket' is copied, and disposed at line 20 as well
            second.Dispose();
            ticket.Dispose(); // 1: disposed here
        }
        """);

    [Fact]
    public Task Boxed_and_both_disposed() => Rule("""
        void Open(Office office)
        {
            using Ticket ticket = office.Take();
            IDisposable boxed = ticket; // QSC108
            boxed.Dispose();
        }
        """);

    [Fact]
    public Task Boxed_into_a_collection_and_disposed() => Rule("""
        private readonly List<IDisposable> _open = new();

        void Open(Office office)
        {
            Ticket ticket = office.Take();
            _open.Add(ticket); // QSC108: 'ticket'
            ticket.Dispose();
        }
        """);

    [Fact]
    public Task Stored_in_a_field_and_disposed() => Rule("""
        private Ticket _ticket;

        void Open(Office office)
        {
            using Ticket ticket = office.Take();
            _ticket = ticket; // QSC108: 'ticket'
        }
        """);

    [Fact]
    public Task Captured_by_a_function_that_disposes_it_too() => Rule("""
        Action Open(Office office)
        {
            Ticket ticket = office.Take();
            Action close = () => ticket.Dispose(); // QSC108: 'ticket'
            Task.Run(close);
            ticket.Dispose();
            return close;
        }
        """);

    [Fact]
    public Task Returned_although_it_is_disposed_on_the_way_out() => Rule("""
        Ticket Open(Office office)
        {
            using Ticket ticket = office.Take();
            return ticket; // QSC108: 'ticket'
        }
        """);

    [Fact]
    public Task A_field_that_lives_on() => Rule("""
        private Ticket _ticket;

        void Tell()
        {
            Show(_ticket); // QSC108: '_ticket' is copied, and the original lives on
        }

        void Close()
        {
            Ticket ticket = _ticket; // QSC108: '_ticket'
            ticket.Dispose();
        }
        """);

    [Fact]
    public Task A_reference_that_lives_on() => Rule("""
        void Tell(in Ticket ticket)
        {
            Show(ticket); // QSC108: 'ticket' is copied, and the original lives on
        }
        """, twins: false);

    private static Task Rule(string members, bool twins) => Verify.Rule(Ticket + members, new VerifyOptions { Twins = twins });

    [Fact]
    public Task Handed_over() => Silent("""
        Ticket Open(Office office)
        {
            Ticket ticket = office.Take();
            return ticket;
        }

        void Give(Office office)
        {
            Ticket ticket = office.Take();
            Keep(ticket);
        }
        """);

    [Fact]
    public Task Moved_to_another_variable() => Silent("""
        private Ticket _ticket;

        void Open(Office office, bool keep)
        {
            Ticket ticket = office.Take();
            Ticket moved = ticket;
            if (keep)
                _ticket = moved;
            else
                moved.Dispose();
        }

        void Close() => _ticket.Dispose();
        """);

    [Fact]
    public Task Moved_out_of_a_field() => Silent("""
        private Ticket _ticket;

        void Close()
        {
            Ticket ticket = _ticket;
            _ticket = default;
            ticket.Dispose();
        }
        """);

    [Fact]
    public Task Passed_by_reference_and_used() => Silent("""
        void Open(Office office)
        {
            using Ticket ticket = office.Take();
            Look(ticket);
            Look(in ticket);
            Console.WriteLine(ticket.IsHeld);
        }
        """);

    [Fact]
    public Task Captured_by_a_function_that_only_asks() => Silent("""
        void Open(Office office)
        {
            using Ticket ticket = office.Take();
            Task.Run(() => Console.WriteLine(ticket.IsHeld)).Wait();
        }
        """);

    [Fact]
    public Task A_guard_that_is_a_class() => Verify.Silent("""
        private ModuleLease? _lease;

        void Open(Module owner, Action<ModuleLease> work)
        {
            ModuleLease? lease = owner.Lease();
            if (lease is null)
                return;
            work(lease);
            _lease = lease;
            lease.Dispose();
        }
        """);

    [Fact]
    public Task N27_a_guard_with_using() => Silent("""
        void Open(Office office, Action work)
        {
            using (Ticket ticket = office.Take())
            {
                if (ticket.IsHeld)
                    work();
            }
        }
        """);

    [Fact]
    public Task Every_guard_of_a_list() => Silent("""
        void Close(List<Ticket> tickets)
        {
            foreach (Ticket ticket in tickets)
                ticket.Dispose();
        }
        """);
}
