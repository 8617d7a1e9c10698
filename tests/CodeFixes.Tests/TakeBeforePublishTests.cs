using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class TakeBeforePublishTests
{
    [Fact]
    public Task The_acquire_moves_before_the_publication() => Fix.Becomes<TakeBeforePublish>(
        """
        Module? _owner;

        void Open(Module owner, Queue<Module> queue)
        {
            int count = owner.Count();

            // for the others
            {|step:_owner|} = owner; // now
            // for us
            if (!{|QSC112:owner.TryGet()|})
                return;

            owner.Put();
        }
        """,
        """
        Module? _owner;

        void Open(Module owner, Queue<Module> queue)
        {
            int count = owner.Count();

            // for us
            if (!owner.TryGet())
                return;
            // for the others
            _owner = owner; // now

            owner.Put();
        }
        """);

    [Fact]
    public Task What_stands_between_and_is_forgotten_on_failure_follows() => Fix.Becomes<TakeBeforePublish>(
        """
        void Open(Module owner, Queue<Module> queue, string text)
        {
            int count;

            // for the others
            {|step:queue.Enqueue(owner)|}; // now
            // five
            count = 5;

            int more = count; // six
            if (!{|QSC112:owner.TryGet()|})
                return;
            Console.WriteLine(more);
            owner.Put();
        }

        void Always(Module owner)
        {
            {|step:_owner|} = owner;
            _count++;
            {|QSC112:owner.Acquire()|};
        }

        Module? _owner;
        int _count;
        """,
        """
        void Open(Module owner, Queue<Module> queue, string text)
        {
            int count;

            if (!owner.TryGet())
                return;
            // for the others
            queue.Enqueue(owner); // now
            // five
            count = 5;

            int more = count; // six
            Console.WriteLine(more);
            owner.Put();
        }

        void Always(Module owner)
        {
            owner.Acquire();
            _owner = owner;
            _count++;
        }

        Module? _owner;
        int _count;
        """,
        without: "tryAcquire");

    [Theory]
    [InlineData("Console.WriteLine();", "return;")]
    [InlineData("m.Run();", "return;")]
    [InlineData("_count++;", "return;")]
    [InlineData("text = _count.ToString();", "return;")]
    [InlineData("string other = text;", "throw new Exception(other);")]
    [InlineData("text = \"\"; Action f = () => text = \"\";", "return;")]
    [InlineData("try { } finally { }", "return;")]
    public Task Is_not_offered_where_what_stands_between_is_not_forgotten(string between, string exit) => Fix.IsNotOffered<TakeBeforePublish>(
        $"int _count; void M(Module m, Queue<Module> q, string text) {{ {{|step:q.Enqueue(m)|}}; {between} if (!{{|QSC112:m.TryGet()|}}) {exit} m.Put(); }}");

    [Fact]
    public Task Is_not_offered_where_a_handler_or_the_next_turn_knows_what_stands_between() => Fix.IsNotOffered<TakeBeforePublish>(
        """
        void Handler(Module m, Queue<Module> q, int count)
        {
            try
            {
                {|step:q.Enqueue(m)|};
                count = 5;
                if (!{|QSC112:m.TryGet()|})
                    return;
                m.Put();
            }
            finally
            {
                Console.WriteLine(count);
            }
        }

        void Turn(Module[] modules, Queue<Module> q, int count)
        {
            foreach (Module m in modules)
            {
                {|step:q.Enqueue(m)|};
                count = 5;
                if (!{|QSC112:m.TryGet()|})
                    continue;
                m.Put();
            }
            Console.WriteLine(count);
        }
        """);

    [Theory]
    [InlineData("void M(Module m, Queue<Module> q) { {|step:q.Enqueue(m)|}; if ({|QSC112:m.TryGet()|}) m.Put(); }")]
    [InlineData("void M(Module m, Queue<Module> q) { {|step:q.Enqueue(m)|}; {|QSC112:m.Get()|}; m.Put(); }")]
    [InlineData("void M(Module m, Queue<Module> q, bool b) { {|step:q.Enqueue(m)|}; if (b) return; {|QSC112:m.Get()|}; m.Put(); }")]
    [InlineData("void M(Module m, Queue<Module> q, bool b) { if (b) { {|step:q.Enqueue(m)|}; } {|QSC112:m.Get()|}; m.Put(); }")]
    [InlineData("void M(Module m, Queue<Module> q, bool b) { {|step:q.Enqueue(m)|}; if (b) { {|QSC112:m.Get()|}; m.Put(); } }")]
    [InlineData("void M(Module m, Queue<Module> q) { {|step:q.Enqueue(m)|}; bool held = {|QSC112:m.TryGet()|}; if (held) m.Put(); }")]
    [InlineData("void M(Module m, Queue<Module> q) { {|step:q.Enqueue(m)|}; var n = m; {|QSC112:n.Get()|}; n.Put(); }")]
    public Task Is_not_offered_where_something_else_would_change(string members) => Fix.IsNotOffered<TakeBeforePublish>(members);
}
