// Twin of src/Runtime/Modules/ReferenceCount.cs: see TwinCatalogue.cs for the one edit.
namespace Quiesce.Runtime.Tests.Twins.StopIgnoresOtherAttempts;

/// <summary>
/// The exact reference count of a module: one word, twice the number of references plus the loader's base bit.
/// </summary>
/// <remarks>
/// The kernel (2014, <c>MODULE_REF_BASE</c>) adds the base as an ordinary reference; here it has a bit of its own, so
/// that the count can be told from the base. A word of zero is dead for good: no operation leaves it again. Every
/// change is one compare-and-swap, a full fence; so what a holder did before <see cref="TryPut" /> is visible to the
/// attempt to stop that finds the count at zero. Thread-safe, lock-free, allocates nothing. A mutable struct: keep it
/// in a field and never copy it.
/// </remarks>
internal struct ReferenceCount(long references)
{
    /// <summary>The most references a word can count; more are refused, so that the count cannot wrap.</summary>
    internal const long Maximum = (long.MaxValue >> 1) - 1;

    private const long Base = 1;
    private const long One = 2;
    private long word = (references * One) | Base;

    /// <summary>A snapshot of the number of references, without the base.</summary>
    internal readonly long References => Volatile.Read(in word) >> 1;

    /// <summary>Takes a reference unless the count is dead or at its <see cref="Maximum" />.</summary>
    internal bool TryGet()
    {
        long seen = Volatile.Read(ref word);
        while (seen != 0 && seen >> 1 < Maximum)
        {
            long found = Interlocked.CompareExchange(ref word, seen + One, seen);
            if (found == seen)
                return true;
            seen = found;
        }

        return false;
    }

    /// <summary>Gives a reference back; false, and nothing changed, if none is held.</summary>
    internal bool TryPut()
    {
        long seen = Volatile.Read(ref word);
        while (seen >= One)
        {
            long found = Interlocked.CompareExchange(ref word, seen - One, seen);
            if (found == seen)
                return true;
            seen = found;
        }

        return false;
    }

    /// <summary>
    /// Tries to stop: clears the base and, if no reference is left, the word is dead and the caller alone owns it.
    /// </summary>
    /// <returns>False if references are held, if another attempt is running, or if the word is dead already.</returns>
    internal bool TryStop()
    {
        long before = Interlocked.And(ref word, ~Base);
        return before == Base || !TryRestoreBase();
    }

    /// <summary>Clears the base for good, whoever still holds references: the last to put one ends the count.</summary>
    internal void ClearBase() => Interlocked.And(ref word, ~Base);

    /// <summary>Sets the base again; false if the last reference has gone meanwhile, and the word is dead.</summary>
    private bool TryRestoreBase()
    {
        long seen = Volatile.Read(ref word);
        while (seen != 0)
        {
            long found = Interlocked.CompareExchange(ref word, seen | Base, seen);
            if (found == seen)
                return true;
            seen = found;
        }

        return false;
    }
}
