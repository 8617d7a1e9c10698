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
    [InlineData("if (_users > 0) { {|QSC111:Interlocked.Increment(ref _users)|}; GC.Collect(); } GC.Collect();")]
    [InlineData("if (_users < 5) return; {|QSC111:Interlocked.Increment(ref _users)|};")]
    [InlineData("if (Interlocked.Decrement(ref _users) > 0) { } {|QSC111:Interlocked.Increment(ref _users)|};")]
    [InlineData("if (Next()._users == 0) return; {|QSC111:Interlocked.Increment(ref Next()._users)|};")]
    public Task An_increment_that_is_not_understood(string body) =>
        Fix.IsNotOffered<IncrementUnlessZero>($"private int _users; C Next() => new(); void M(bool b) {{ {body} }}");

    [Theory]
    [InlineData("_users == 0", "count == 0")]
    [InlineData("_users <= 0", "count <= 0")]
    [InlineData("0 == _users", "0 == count")]
    [InlineData("this._users < 1", "count < 1")]
    [InlineData("Volatile.Read(ref _users) is 0", "count is 0")]
    public Task The_loop_asks_what_the_test_asked(string test, string asked) => Fix.Becomes<IncrementUnlessZero>(
        $$"""
        private int _users;

        bool Enter()
        {
            // over?
            if ({{test}}) // yes
                return false; // too late
            {|QSC111:Interlocked.Increment(ref _users)|}; // in
            return true;
        }
        """,
        $$"""
        private int _users;

        bool Enter()
        {
            // over?
            // yes
            // too late
            // in
            int count;
            do
            {
                count = Volatile.Read(ref _users);
                if ({{asked}})
                    return false;
            }
            while (Interlocked.CompareExchange(ref _users, count + 1, count) != count);
            return true;
        }
        """);

    [Fact]
    public Task A_test_around_the_increment_is_unfolded() => Fix.Becomes<IncrementUnlessZero>(
        """
        private int _users;

        bool Enter()
        {
            if (_users > 0)
            {
                {|QSC111:Interlocked.Increment(ref _users)|};
                // in
                return true;
            }
            return false; // over
        }

        void Work()
        {
            if (_users > 0)
            {
                {|QSC111:Interlocked.Increment(ref _users)|};
                GC.Collect();
            }
            return;
        }
        """,
        """
        private int _users;

        bool Enter()
        {
            // over
            int count;
            do
            {
                count = Volatile.Read(ref _users);
                if (count <= 0)
                    return false;
            }
            while (Interlocked.CompareExchange(ref _users, count + 1, count) != count);
            // in
            return true;
        }

        void Work()
        {
            int count;
            do
            {
                count = Volatile.Read(ref _users);
                if (count <= 0)
                    return;
            }
            while (Interlocked.CompareExchange(ref _users, count + 1, count) != count);
            GC.Collect();
            return;
        }
        """);

    [Theory]
    [InlineData("if ({|QSC111:Interlocked.Decrement(ref _users)|} is > 0) {|step:GC.Collect()|};", "if (Interlocked.Decrement(ref _users) == 0) GC.Collect();")]
    [InlineData("if (0 < {|QSC111:Interlocked.Decrement(ref _users)|}) {|step:GC.Collect()|};", "if (Interlocked.Decrement(ref _users) == 0) GC.Collect();")]
    [InlineData("int left = {|QSC111:Interlocked.Decrement(ref _users)|}; if (left != 0) {|step:GC.Collect()|};", "int left = Interlocked.Decrement(ref _users); if (left == 0) GC.Collect();")]
    [InlineData("if ({|QSC111:Interlocked.Decrement(ref _users)|} == 0) return; {|step:GC.Collect()|};", "if (Interlocked.Decrement(ref _users) != 0) return; GC.Collect();")]
    public Task The_other_ways_to_destroy_too_early(string body, string expected) =>
        Fix.Becomes<DestroyAtZero>($"private int _users; void M() {{ {body} }}", $"private int _users; void M() {{ {expected} }}");

    [Theory]
    [InlineData("int left = {|QSC111:Interlocked.Decrement(ref _users)|}; left = 5; if (left > 0) {|step:GC.Collect()|};")]
    [InlineData("if ({|QSC111:Interlocked.Decrement(ref _users)|} == 0) Console.WriteLine(); {|step:GC.Collect()|};")]
    public Task Another_value_decides(string body) => Fix.IsNotOffered<DestroyAtZero>($"private int _users; void M() {{ {body} }}");
}
