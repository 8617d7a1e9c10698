using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC103: a guard is used after it was disposed.</summary>
public sealed class UsedGuardTests
{
    private const string Api = """
        [Guard(HeldProperty = nameof(IsHeld))]
        class Ticket : IDisposable
        {
            [Acquires(Kind = "ticket")] public Ticket() { }
            public bool IsHeld => true;
            [Observes(HeldQuery = true)] public bool IsMine => true;
            [Observes(Immutable = true)] public int Id => 1;
            [NeverThrows] public void Stamp() { }
            public void Dispose() { }
        }
        [Guard]
        struct Pass : IDisposable
        {
            [Acquires(Kind = "pass")] public Pass(int number) => Number = number;
            public int Number;
            [NeverThrows] public void Stamp() { }
            public void Dispose() { }
            public static void Renew(ref Pass pass) => pass = new Pass(2);
        }

        """;

    [Theory]
    [InlineData("Console.WriteLine(lease.Module)")]
    [InlineData("Console.WriteLine($\"{lease.Module}\")")]
    public Task A_lease(string use) => Verify.Rule($$"""
        void Open(Module module)
        {
            ModuleLease? lease = module.Lease();
            if (lease is null)
                return;
            lease.Dispose(); // 1: released here
            {{use}}; // QSC103: 'lease' is used after it was given up at line 6
        }
        """);

    [Fact]
    public Task A_guard_behind_its_using() => Verify.Rule(Api + """
        void Open()
        {
            Ticket ticket;
            using (ticket = new Ticket())
            {
            }
            ticket.Stamp(); // QSC103
        }
        """);

    [Theory]
    [InlineData("pass.Stamp()")]
    [InlineData("Console.WriteLine(pass.Number)")]
    public Task A_guard_that_is_a_struct(string use) => Verify.Rule(Api + $$"""
        void Open()
        {
            Pass pass = new Pass(1);
            pass.Dispose();
            {{use}}; // QSC103: 'pass' is used after it was given up
        }
        """);

    [Fact]
    public Task On_one_path() => Verify.Rule(Api + """
        void Open(bool early)
        {
            Ticket ticket = new Ticket();
            if (early)
                ticket.Dispose();
            ticket.Stamp(); // QSC103: when 'early' is true
            ticket.Dispose();
        }
        """);

    [Theory]
    [InlineData("Ticket ticket = new Ticket(); ticket.Dispose(); ticket.Dispose();")]
    [InlineData("Ticket ticket = new Ticket(); ticket.Dispose(); Console.WriteLine(ticket.IsHeld || ticket.IsMine); Console.WriteLine(ticket.Id);")]
    [InlineData("Ticket? ticket = new Ticket(); ticket.Dispose(); Console.WriteLine(ticket == null); GC.KeepAlive(ticket);")]
    [InlineData("Ticket ticket = new Ticket(); ticket.Dispose(); Console.WriteLine($\"{ticket}\" + ticket);")]
    [InlineData("Ticket ticket = new Ticket(); ticket.Dispose(); Console.WriteLine(ticket.ToString() + ticket.GetHashCode() + ticket.Equals(null));")]
    [InlineData("var live = new List<Ticket>(); Ticket ticket = new Ticket(); live.Add(ticket); try { Console.WriteLine(); } finally { ticket.Dispose(); live.Remove(ticket); }")]
    [InlineData("Ticket ticket = new Ticket(); ticket.Dispose(); ticket = new Ticket(); ticket.Stamp(); ticket.Dispose();")]
    [InlineData("Pass pass = new Pass(1); pass.Dispose(); pass = new Pass(2); pass.Stamp(); pass.Dispose();")]
    [InlineData("Pass pass = new Pass(1); pass.Dispose(); pass = default; Console.WriteLine(pass.Number);")]
    [InlineData("Pass pass = new Pass(1); pass.Dispose(); Pass.Renew(ref pass); Console.WriteLine(pass.Number); pass.Dispose();")]
    [InlineData("Pass pass = new Pass(1); for (int i = 0; i < 3; i++) { pass.Stamp(); pass.Dispose(); pass = new Pass(i); } pass.Dispose();")]
    public Task Disposed_again_asked_or_another_one(string body) => Verify.Silent(Api + $$"""
        void Open()
        {
            {{body}}
        }
        """);

    [Fact]
    public Task One_that_the_caller_made() => Verify.Silent(Api + """
        private Pass _pass;

        void Open(Ticket ticket)
        {
            ticket.Dispose();
            ticket.Stamp();
            _pass.Dispose();
            _pass = new Pass(1);
            _pass.Stamp();
        }

        void Close() => _pass.Dispose();
        """);
}
