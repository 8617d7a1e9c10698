using Quiesce.Annotations;
using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Subjects;

/// <summary>A guard that is a struct. Two copies that are both disposed give one reference back twice.</summary>
#pragma warning disable CA1815 // never compared
[Guard(HeldProperty = nameof(IsHeld))]
public struct Hold : IDisposable
{
    private Ticket? ticket;

    internal Hold(Ticket ticket) => this.ticket = ticket;

    /// <summary>Whether it holds a reference, as far as it knows.</summary>
    [Observes(HeldQuery = true)]
    public readonly bool IsHeld => ticket is not null;

    /// <summary>Somebody gets a copy, and may give the reference back; it may throw.</summary>
    public static void Lend(Hold hold)
    {
        hold.ticket?.Take();
        Tape.Current.MayThrow();
    }

    /// <summary>Gives the reference back, if this copy did not.</summary>
    public void Dispose()
    {
        ticket?.GiveBack();
        ticket = null;
    }
}
#pragma warning restore CA1815

/// <summary>One reference, which all copies of a guard believe to be theirs.</summary>
sealed class Ticket(Quiesce.Module real, List<Fault> faults)
{
    private bool _isGone;

    /// <summary>Somebody else has it, and has given it back for all that is known.</summary>
    public void Take()
    {
        if (!_isGone)
            real.Put();
        _isGone = true;
    }

    public void GiveBack()
    {
        if (_isGone)
            faults.Add(new Fault(Defects.GuardCopied, Tape.Current.Line));
        Take();
    }
}
