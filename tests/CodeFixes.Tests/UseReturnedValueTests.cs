using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class UseReturnedValueTests
{
    [Fact]
    public Task The_update_moves_into_the_condition() => Fix.Becomes<UseReturnedValue>(
        """
        private int _users;

        void Leave()
        {
            // one less
            {|QSC111:Interlocked.Decrement(ref this._users)|}; // now
            if (0 == _users)
                GC.Collect();
        }

        void Quit()
        {
            GC.Collect();

            {|QSC111:Interlocked.Decrement(ref _users)|};
            if (Volatile.Read(ref _users) > 0 && Environment.HasShutdownStarted)
                return;
            GC.Collect();
        }
        """,
        """
        private int _users;

        void Leave()
        {
            // one less
            // now
            if (0 == Interlocked.Decrement(ref this._users))
                GC.Collect();
        }

        void Quit()
        {
            GC.Collect();

            if (Interlocked.Decrement(ref _users) > 0 && Environment.HasShutdownStarted)
                return;
            GC.Collect();
        }
        """);

    [Theory]
    [InlineData("{|QSC111:Interlocked.Decrement(ref _users)|}; GC.Collect(); if (_users == 0) GC.Collect();")]
    [InlineData("{|QSC111:Interlocked.Decrement(ref _users)|}; if (b && _users == 0) GC.Collect();")]
    [InlineData("{|QSC111:Interlocked.Decrement(ref _users)|}; if (_users == 0 || _users < 0) GC.Collect();")]
    [InlineData("int n = {|QSC111:Interlocked.Decrement(ref _users)|}; if (_users == 0) GC.Collect();")]
    public Task Is_not_offered_where_the_condition_is_more_than_a_second_read(string body) =>
        Fix.IsNotOffered<UseReturnedValue>($"private int _users; void M(bool b) {{ {body} }}");

    [Fact]
    public Task A_plain_decrement_becomes_an_atomic_one_in_the_condition() => Fix.Becomes<UseReturnedValue>(
        """
        private int _users;

        void Leave()
        {
            {|QSC111:_users--|};
            if (_users == 0)
                GC.Collect();
        }
        """,
        """
        private int _users;

        void Leave()
        {
            if (Interlocked.Decrement(ref _users) == 0)
                GC.Collect();
        }
        """);
}
