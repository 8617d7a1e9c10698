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
