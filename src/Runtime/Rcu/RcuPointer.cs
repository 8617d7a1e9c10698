using Quiesce.Annotations;

namespace Quiesce;

/// <summary>A pointer that readers follow without a lock while writers replace what it points to.</summary>
/// <typeparam name="T">What it points to: complete when published, unchanged afterwards.</typeparam>
/// <remarks>
/// Readers: any number, inside a section. Writers: serialised by the caller, except for <see cref="Exchange" /> and
/// <see cref="CompareExchange" />, which are atomic. Never throws.
/// </remarks>
/// <param name="initial">What it points to at first.</param>
public sealed class RcuPointer<T>(T? initial = null)
    where T : class
{
    private T? value = initial;

    /// <summary>Reads the pointer; the result may be used until the outermost section ends.</summary>
    /// <remarks>The kernel's <c>rcu_dereference</c>: an acquire, which pairs with the release of <see cref="Assign" />.</remarks>
    [Dereferences(Domain = "default")]
    [NeverThrows]
    public T? Dereference() => Volatile.Read(ref value);

    /// <summary>Reads the pointer as a writer, under the lock that serialises the writers.</summary>
    /// <remarks>The kernel's <c>rcu_dereference_protected</c>.</remarks>
    [Dereferences(Domain = "default", UnderUpdateLock = true)]
    [NeverThrows]
    public T? DereferenceProtected() => value;

    /// <summary>Reads the pointer anywhere, only to compare it: what it points to must not be used.</summary>
    /// <remarks>The kernel's <c>rcu_access_pointer</c>.</remarks>
    [Observes]
    [NeverThrows]
    public T? Peek() => Volatile.Read(ref value);

    /// <summary>Publishes an object. Readers may still see the one before until a grace period has passed.</summary>
    /// <param name="next">The object, completely set up; or null.</param>
    /// <remarks>
    /// The kernel's <c>rcu_assign_pointer</c>: a release, so what was stored into the object is seen by whoever sees it.
    /// </remarks>
    [Unlinks(Domain = "default")]
    [NeverThrows]
    public void Assign([Publishes(Domain = "default")] T? next) => Volatile.Write(ref value, next);

    /// <summary>Publishes an object and returns the one before, which readers may still see. Atomic.</summary>
    /// <param name="next">The object, completely set up; or null.</param>
    /// <remarks>The kernel's <c>rcu_replace_pointer</c>, safe among concurrent writers.</remarks>
    [NeverThrows]
    [return: Unlinks(Domain = "default")]
    public T? Exchange([Publishes(Domain = "default")] T? next) => Interlocked.Exchange(ref value, next);

    /// <summary>Publishes an object if the pointer still is what the caller compared it with. Atomic.</summary>
    /// <param name="next">The object, completely set up; or null.</param>
    /// <param name="comparand">What the pointer must be; readers may still see it afterwards.</param>
    /// <returns>What the pointer was: equal to <paramref name="comparand" /> if and only if it was replaced.</returns>
    // Not [Publishes]: whether next became visible depends on the result, and what was not published may be disposed at once.
    [NeverThrows]
    public T? CompareExchange(T? next, T? comparand) =>
        Interlocked.CompareExchange(ref value, next, comparand);
}
