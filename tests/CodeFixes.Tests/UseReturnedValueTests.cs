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
    [InlineData("{|QSC111:Interlocked.Decrement(ref _users)|}; if (b) _users = 5; if (_users == 0) GC.Collect();")]
    [InlineData("{|QSC111:Interlocked.Decrement(ref _users)|}; while (_users == 0) GC.Collect();")]
    [InlineData("{|QSC111:Interlocked.Decrement(ref _users)|}; if (_users == 0) GC.Collect(); else if (_users == 1) GC.Collect();")]
    [InlineData("{|QSC111:Interlocked.Decrement(ref _users)|}; if (_users == 0 || Interlocked.Increment(ref _users) == 1) GC.Collect();")]
    [InlineData("if (b) {|QSC111:Interlocked.Decrement(ref _users)|}; if (_users == 0) GC.Collect();")]
    public Task Is_not_offered_where_the_condition_is_more_than_a_second_read(string body) =>
        Fix.IsNotOffered<UseReturnedValue>($"private int _users; void M(bool b) {{ {body} }}");

    [Fact]
    public Task What_is_not_read_at_once_is_kept_in_a_local() => Fix.Becomes<UseReturnedValue>(
        """
        private long _users;

        void Between(bool count)
        {
            // one less
            {|QSC111:Interlocked.Decrement(ref _users)|}; // down
            Console.WriteLine();
            if (Volatile.Read(ref _users) == 0) // over
                GC.Collect();
        }

        void Condition(bool b)
        {
            {|QSC111:_users--|};
            if (b && _users == 0)
                GC.Collect();
        }

        void Twice()
        {
            {|QSC111:Interlocked.Decrement(ref _users)|};
            if (_users == 0 || _users < 0)
                GC.Collect();
        }

        void Named()
        {
            long left = {|QSC111:Interlocked.Decrement(ref _users)|};
            if (_users == 0)
                GC.Collect();
        }

        void Copied()
        {
            {|QSC111:Interlocked.Decrement(ref _users)|};
            long left = _users;
            if (left == 0)
                GC.Collect();
        }

        bool Returned()
        {
            {|QSC111:Interlocked.Decrement(ref _users)|};
            return _users == 0;
        }
        """,
        """
        private long _users;

        void Between(bool count)
        {
            // one less
            long count2 = Interlocked.Decrement(ref _users); // down
            Console.WriteLine();
            if (count2 == 0) // over
                GC.Collect();
        }

        void Condition(bool b)
        {
            long count = Interlocked.Decrement(ref _users);
            if (b && count == 0)
                GC.Collect();
        }

        void Twice()
        {
            long count = Interlocked.Decrement(ref _users);
            if (count == 0 || count < 0)
                GC.Collect();
        }

        void Named()
        {
            long left = Interlocked.Decrement(ref _users);
            if (left == 0)
                GC.Collect();
        }

        void Copied()
        {
            long left = Interlocked.Decrement(ref _users);
            if (left == 0)
                GC.Collect();
        }

        bool Returned()
        {
            return Interlocked.Decrement(ref _users) == 0;
        }
        """);

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
