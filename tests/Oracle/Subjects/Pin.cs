using Quiesce.Annotations;
using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Subjects;

/// <summary>A guard that is no guard of the runtime's: it can be told to hold one reference more.</summary>
[Guard]
public sealed class Pin : IDisposable
{
    private readonly Quiesce.Module real;
    private readonly Ledger ledger;
    private int held;
    private bool isLost;
    private bool isOnItsWay;

    internal Pin(Quiesce.Module real, Ledger ledger)
    {
        (this.real, this.ledger) = (real, ledger);
        isLost = ledger.IsSelf; // that it was taken is the finding
        held = 1;
        Tape.Current.Pins.Add(this);
    }

    internal bool IsHeld => held > 0 && !isLost;

    /// <summary>Something that only a pin that holds can say.</summary>
    public int Number
    {
        get
        {
            Reach();
            return held;
        }
    }

    /// <summary>Needs what is pinned.</summary>
    [NeverThrows]
    public void Reach()
    {
        if (held == 0 && !isLost)
            ledger.Faults.Add(new Fault(Defects.UseAfterRelease, Tape.Current.Line));
    }

    /// <summary>Takes one more.</summary>
    [NeverThrows]
    [return: Acquired(Kind = "module"), ReturnsReceiver]
    public Pin Again()
    {
        real.Get();
        held++;
        return this;
    }

    /// <summary>Gives one back, where one is held.</summary>
    public void Dispose()
    {
        if (isOnItsWay && held == 1)
            ledger.Faults.Add(new Fault(Defects.UseAfterRelease, Tape.Current.Line));
        isOnItsWay = false;
        isLost |= ByDesign.CountsSaturate(held);
        int given = ByDesign.CountsSaturate(held) ? held : Math.Min(held, 1); // nothing more is said of many
        for (int i = 0; i < given; i++)
            real.Put();
        held -= given;
    }

    /// <summary>The caller is about to get it. The caller may have given back what holds several.</summary>
    internal void Return() => (isOnItsWay, isLost) = (held == 1 && !isLost, isLost || held > 1);

    /// <summary>The caller does not get it: whose it is then nobody knows.</summary>
    internal void CancelReturn() => (isOnItsWay, isLost) = (false, isLost || isOnItsWay);

    /// <summary>The method has ended. What the caller got, the caller gives back.</summary>
    internal void Leave(bool isReturned)
    {
        for (; (isReturned || isLost) && held > 0; held--)
            real.Put();
    }
}
