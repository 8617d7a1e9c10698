namespace Quiesce;

/// <summary>A callback has thrown. See <see cref="Rcu.CallbackFailed" />.</summary>
/// <param name="exception">What it has thrown.</param>
public sealed class RcuCallbackFailedEventArgs(Exception exception) : EventArgs
{
    /// <summary>What the callback has thrown.</summary>
    public Exception Exception { get; } = exception;
}
