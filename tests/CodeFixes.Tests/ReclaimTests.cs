using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReclaimTests
{
    [Fact]
    public Task Waiting_comes_before_the_statement_that_reclaims() => Fix.Becomes<WaitBeforeReclaim>(
        """
        void Swap(Slot<Config> slot, Config next)
        {
            Config? old = {|step:slot.Exchange(next)|};
            if (old is null) return;

            // nobody needs it
            {|QSC302:old.Dispose()|}; // now
        }
        """,
        """
        void Swap(Slot<Config> slot, Config next)
        {
            Config? old = slot.Exchange(next);
            if (old is null) return;

            // nobody needs it
            Rcu.Synchronize();
            old.Dispose(); // now
        }
        """);

    [Fact]
    public Task Objects_unlinked_before_one_wait_share_it() => Fix.Becomes<WaitBeforeReclaim>(
        """
        void Swap(Slot<Config> a, Slot<Config> b)
        {
            Config? x = {|step:a.Exchange(null)|};
            Config? y = {|step:b.Exchange(null)|};
            x?{|QSC302:.Dispose()|};
            {|QSC302:y!.Dispose()|};
        }
        """,
        """
        void Swap(Slot<Config> a, Slot<Config> b)
        {
            Config? x = a.Exchange(null);
            Config? y = b.Exchange(null);
            Rcu.Synchronize();
            x?.Dispose();
            y!.Dispose();
        }
        """);

    [Fact]
    public Task A_statement_that_unlinks_and_reclaims_is_split() => Fix.Becomes<WaitBeforeReclaim>(
        """
        void Swap(Slot<Config> slot, Config next)
        {
            // swap
            {|step:slot.Exchange(next)|}?{|QSC302:.Dispose()|}; // done
        }
        """,
        """
        void Swap(Slot<Config> slot, Config next)
        {
            // swap
            var old = slot.Exchange(next);
            Rcu.Synchronize();
            old?.Dispose(); // done
        }
        """);

    [Fact]
    public Task Embedded_and_expression_bodied_reclaims_get_a_block() => Fix.Becomes<WaitBeforeReclaim>(
        """
        void Drop(Config old, bool last)
        {
            if (last)
                {|QSC302:old.Dispose()|};
        }

        void Close(Config old) => {|QSC302:old.Dispose()|};
        """,
        """
        void Drop(Config old, bool last)
        {
            if (last)
            {
                Rcu.Synchronize();
                old.Dispose();
            }
        }

        void Close(Config old)
        {
            Rcu.Synchronize();
            old.Dispose();
        }
        """);

    [Theory]
    [InlineData("bool F(Config c) => true; void M(Config c) { while (F(c) && {|QSC302:c.GetHashCode()|} > 1) { } }")]
    [InlineData("void Use(Config? a, int b) { } void M(Slot<Config> s, Config c) { Use({|step:s.Exchange(null)|}, {|QSC302:c.GetHashCode()|}); }")]
    public Task Waiting_is_not_offered_where_it_would_come_too_early(string members) =>
        Fix.IsNotOffered<WaitBeforeReclaim>(members);

    [Fact]
    public Task Disposing_becomes_retiring() => Fix.Becomes<RetireInstead>(
        """
        async Task Swap(Config a, Config? b, Slot<Config> slot, bool last)
        {
            // first
            {|QSC302:a.Dispose()|}; // a
            b?{|QSC302:.Dispose()|};
            if (last)
                slot.Exchange(null)?{|QSC302:.Dispose()|};
            else
                await {|QSC302:a.DisposeAsync()|}.ConfigureAwait(false);
            await Task.Yield();
        }
        """,
        """
        async Task Swap(Config a, Config? b, Slot<Config> slot, bool last)
        {
            // first
            Rcu.Retire((IDisposable)a); // a
            if (b is not null)
                Rcu.Retire((IDisposable)b);
            if (last)
            {
                if (slot.Exchange(null) is { } old)
                    Rcu.Retire((IDisposable)old);
            }
            else
                Rcu.Retire((IAsyncDisposable)a);
            await Task.Yield();
        }
        """);

    [Theory]
    [InlineData("void M(Config c) { {|QSC302:c.Close()|}; }")]
    [InlineData("async Task M(Config c) { await {|QSC302:c.DisposeAsync()|}; }")]
    public Task Retiring_is_not_offered_where_it_would_do_something_else(string members) =>
        Fix.IsNotOffered<RetireInstead>(members, fallback: "Rcu.Synchronize();");
}
