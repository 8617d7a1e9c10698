using Quiesce.Annotations;

namespace Quiesce;

/// <summary>A read-side critical section for the time of a block. See <see cref="Rcu.Read" />.</summary>
/// <remarks>
/// Lives on one thread's stack, so the compiler refuses an <c>await</c> inside. The default value is no section. Never
/// copy it: a copy would leave twice.
/// </remarks>
[Guard]
public ref struct RcuReadScope
{
    private ReaderRecord? record;

    internal RcuReadScope(ReaderRecord record) => this.record = record;

    /// <summary>Leaves the section. A second call does nothing.</summary>
    /// <exception cref="InvalidOperationException">The section has been left by a <c>ReadUnlock</c> too many.</exception>
    [ExitsRead(Domain = "default")]
    public void Dispose()
    {
        ReaderRecord? entered = record;
        record = null;
        entered?.Exit();
    }
}
