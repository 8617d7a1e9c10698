using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A guard that is a struct, passed to a method that can only look at it: whoever made it still has it.</summary>
public sealed class LookedAtGuardTests
{
    private const string Api = """
        [Guard]
        struct Ticket : IDisposable
        {
            [Acquires(Kind = "ticket")] public Ticket(int number) => Number = number;
            public int Number { get; }
            public void Dispose() { }
        }
        class Desk
        {
            public int Look(in Ticket ticket) => ticket.Number;
        }

        """;

    private const string Owners = """
        sealed class Keeper
        {
            public Keeper(in Ticket ticket) => Kept = ticket; // QSC108
            public Ticket Kept;
        }
        class Owners
        {
            private Ticket _kept;
            public void Keep(in Ticket ticket) => _kept = ticket; // QSC108
            public void End(in Ticket ticket) => ticket.Dispose();
            public void Pass(in Ticket ticket) => End(in ticket);
            public Ticket Same(in Ticket ticket) => ticket; // QSC108
            public void Change(ref Ticket ticket) => ticket = default;
            public virtual void Any(in Ticket ticket) => Console.WriteLine(ticket.Number);
            public bool IsKept => _kept.Number > 0;
        }

        """;

    [Fact]
    public Task Leaves_after_a_look() => Verify.Rule(Api + """
        void Open(Desk desk, bool busy)
        {
            Ticket ticket = new Ticket(1); // QSC101: 'new Ticket(1)' is not released when 'busy' is true
            desk.Look(in ticket);
            if (busy)
                return;
            ticket.Dispose();
        }
        """);

    [LanguageFact("12.0")]
    public Task Leaves_after_a_look_by_reference() => Verify.Rule(Api + """
        static int See(ref readonly Ticket ticket) => ticket.Number;

        void Open(bool busy)
        {
            Ticket ticket = new Ticket(1); // QSC101: 'new Ticket(1)' is not released when 'busy' is true
            See(ref ticket);
            if (busy)
                return;
            ticket.Dispose();
        }
        """);

    [Theory]
    [InlineData("owners.Keep(in ticket);")]
    [InlineData("owners.End(in ticket);")]
    [InlineData("owners.Pass(in ticket);")]
    [InlineData("owners.Same(in ticket).Dispose();")]
    [InlineData("owners.Change(ref ticket);")]
    [InlineData("owners.Any(in ticket);")]
    [InlineData("_keeper = new Keeper(in ticket);")]
    public Task Who_may_keep_or_dispose_it(string give) => Verify.Rule(Api + Owners + $$"""
        private Keeper? _keeper;

        bool Open(Owners owners)
        {
            Ticket ticket = new Ticket(1);
            {{give}}
            return _keeper is null;
        }
        """, new() { Twins = false }); // the marked copies are of the methods called
}
