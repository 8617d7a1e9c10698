using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Execution;

/// <summary>The sections that this path is inside, and the grace periods that it has waited for.</summary>
sealed class Readers
{
    private int _depth;

    /// <summary>Whether a section is open, as far as that can be told: <see cref="ByDesign.CountsSaturate" />.</summary>
    public bool IsInside => _depth > 0 && !IsLost;

    /// <summary>How many grace periods have ended.</summary>
    public int Periods { get; private set; }

    /// <summary>What the path did wrong, and where.</summary>
    public List<Fault> Faults { get; } = [];

    private bool IsLost { get; set; }

    public void Enter() => _depth++;

    public void Exit()
    {
        IsLost |= ByDesign.CountsSaturate(_depth);
        _depth = Math.Max(0, _depth - 1);
    }

    /// <summary>Who waits inside waits for itself.</summary>
    public void Wait()
    {
        if (IsInside)
            Faults.Add(new Fault(Defects.WaitInsideSection, Tape.Current.Line));
        Periods++;
    }
}
