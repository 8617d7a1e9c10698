namespace Quiesce.Runtime.Tests.Stress;

/// <summary>A callback queue under test.</summary>
internal interface ICallbacks
{
    void Call<T>(T state, Action<T> callback);

    void Barrier();
}

internal sealed class ProductCallbacks : ICallbacks
{
    public void Call<T>(T state, Action<T> callback) => Rcu.Call(state, callback);

    public void Barrier() => Rcu.Barrier();
}

internal sealed class CallbacksWithoutGracePeriod : ICallbacks
{
    private readonly Twins.CallbacksWithoutGracePeriod.CallbackQueue queue = new(ReadSide.Synchronize, ReadSide.LeaveAll);

    public void Call<T>(T state, Action<T> callback) => queue.Enqueue(Callback.Of(state, callback));

    public void Barrier() => queue.Barrier();
}

internal sealed class BarrierTrustsAnEmptyQueue : ICallbacks
{
    private readonly Twins.BarrierTrustsAnEmptyQueue.CallbackQueue queue = new(ReadSide.Synchronize, ReadSide.LeaveAll);

    public void Call<T>(T state, Action<T> callback) => queue.Enqueue(Callback.Of(state, callback));

    public void Barrier() => queue.Barrier();
}
