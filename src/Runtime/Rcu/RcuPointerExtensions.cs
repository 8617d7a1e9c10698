using Quiesce.Annotations;

namespace Quiesce;

/// <summary>Replaces what a pointer points to and retires what it pointed to before.</summary>
public static class RcuPointerExtensions
{
    /// <summary>Publishes an object and disposes the one before after a grace period. Never waits.</summary>
    /// <param name="pointer">The pointer.</param>
    /// <param name="next">The object, completely set up; or null.</param>
    public static void Replace<T>(this RcuPointer<T> pointer, [Publishes(Domain = "default")] T? next)
        where T : class, IDisposable
    {
        ArgumentNullException.ThrowIfNull(pointer);
        if (pointer.Exchange(next) is { } previous)
            Rcu.Retire(previous);
    }

    /// <summary>Publishes an object and reclaims the one before after a grace period. Never waits.</summary>
    /// <param name="pointer">The pointer.</param>
    /// <param name="next">The object, completely set up; or null.</param>
    /// <param name="reclaim">Reclaims the object before, on the callback thread; not called if there was none.</param>
    public static void Replace<T>(
        this RcuPointer<T> pointer,
        [Publishes(Domain = "default")] T? next,
        [Invoked(Later = true)] Action<T> reclaim)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(pointer);
        ArgumentNullException.ThrowIfNull(reclaim);
        if (pointer.Exchange(next) is { } previous)
            Rcu.Call(previous, reclaim);
    }
}
