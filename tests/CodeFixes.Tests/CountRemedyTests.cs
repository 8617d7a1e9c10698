using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>The remedies of QSC111 beside <see cref="UseReturnedValueTests"/>.</summary>
public class CountRemedyTests
{
    [Fact]
    public Task A_decrement_becomes_atomic() => Fix.Becomes<CountAtomically>(
        """
        private int _users;

        void Leave()
        {
            if ({|QSC111:--_users|} == 0) // the last
                GC.Collect();
        }

        void Quit()
        {
            if ({|QSC111:_users--|} == 1)
                GC.Collect();
        }

        void Forget()
        {
            {|QSC111:this._users--|}; // one less
        }
        """,
        """
        private int _users;

        void Leave()
        {
            if (Interlocked.Decrement(ref _users) == 0) // the last
                GC.Collect();
        }

        void Quit()
        {
            if (Interlocked.Decrement(ref _users) == 0)
                GC.Collect();
        }

        void Forget()
        {
            Interlocked.Decrement(ref this._users); // one less
        }
        """);

    [Theory]
    [InlineData("if ({|QSC111:--_users|} == 0 && _users == 0) GC.Collect();")]
    [InlineData("if ({|QSC111:_users--|} == 2) GC.Collect();")]
    [InlineData("if ({|QSC111:_all[0]--|} == 1) GC.Collect();")]
    public Task A_decrement_that_is_not_understood(string body) =>
        Fix.IsNotOffered<CountAtomically>($"private int _users; private int[] _all = new int[1]; void M() {{ {body} }}");

    [Fact]
    public Task Destroyed_when_nobody_holds_it() => Fix.Becomes<DestroyAtZero>(
        """
        private int _users;

        void Leave()
        {
            if ({|QSC111:Interlocked.Decrement(ref _users)|} > 0) // still
                {|step:GC.Collect()|};
        }
        """,
        """
        private int _users;

        void Leave()
        {
            if (Interlocked.Decrement(ref _users) == 0) // still
                GC.Collect();
        }
        """);

    [Theory]
    [InlineData("if ({|QSC111:Interlocked.Decrement(ref _users)|} > 0) return; {|step:GC.Collect()|};")]
    [InlineData("if ({|QSC111:Interlocked.Decrement(ref _users)|} > 0) {|step:GC.Collect()|}; else Console.WriteLine();")]
    [InlineData("if ({|QSC111:Interlocked.Decrement(ref _users)|} < 5) {|step:GC.Collect()|};")]
    public Task Another_test_is_left_alone(string body) =>
        Fix.IsNotOffered<DestroyAtZero>($"private int _users; void M() {{ {body} }}");

    [Fact]
    public Task Incremented_unless_it_is_zero() => Fix.Becomes<IncrementUnlessZero>(
        """
        private long _users;

        bool Enter()
        {
            // not when it is over
            if (_users == 0)
                return false;
            {|QSC111:Interlocked.Increment(ref _users)|};
            return true;
        }
        """,
        """
        private long _users;

        bool Enter()
        {
            // not when it is over
            long count;
            do
            {
                count = Volatile.Read(ref _users);
                if (count == 0)
                    return false;
            }
            while (Interlocked.CompareExchange(ref _users, count + 1, count) != count);
            return true;
        }
        """);

    [Theory]
    [InlineData("if (_users == 0) GC.Collect(); {|QSC111:Interlocked.Increment(ref _users)|};")]
    [InlineData("if (_users == 0) return; GC.Collect(); {|QSC111:Interlocked.Increment(ref _users)|};")]
    [InlineData("while (b) { if (_users == 0) break; {|QSC111:Interlocked.Increment(ref _users)|}; }")]
    [InlineData("if (_users == 0 || b) return; {|QSC111:Interlocked.Increment(ref _users)|};")]
    [InlineData("if (_users == 0) /* over */ return; {|QSC111:Interlocked.Increment(ref _users)|};")]
    [InlineData("if (Next()._users == 0) return; {|QSC111:Interlocked.Increment(ref Next()._users)|};")]
    public Task An_increment_that_is_not_understood(string body) =>
        Fix.IsNotOffered<IncrementUnlessZero>($"private int _users; C Next() => new(); void M(bool b) {{ {body} }}");
}
