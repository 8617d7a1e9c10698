using System.Collections.Immutable;

namespace Quiesce.Oracle.Execution;

/// <summary>
/// The decisions of one path: every unknown of a program takes its next one. Exhausting all paths is counting: run, then
/// increase the last decision that has another alternative and forget what came after it.
/// </summary>
sealed class Tape(ImmutableArray<Func<Exception>> exceptions)
{
    [ThreadStatic]
    private static Tape? t_current;

    /// <summary>Decisions of one path. A program that takes more never ends.</summary>
    private const int LongestPath = 10_000;

    private readonly List<(int Taken, int Alternatives)> _decisions = [];
    private readonly Dictionary<int, int> _turns = [];
    private int _position;
    private bool _isNextIgnored;

    /// <summary>The one of the path that this thread runs.</summary>
    public static Tape Current => t_current ?? throw new InvalidOperationException("no path is running");

    /// <summary>The line of the snippet that is running, where the program tells.</summary>
    public int Line { get; set; }

    /// <summary>What can be reached by others still when the path ends.</summary>
    public Ledger? OnBoard { get; set; }

    /// <summary>What the path does on the read side.</summary>
    public Readers Readers { get; private set; } = new();

    /// <summary>The exceptions that calls of this path threw: leaving by one is leaving by a call.</summary>
    public HashSet<Exception> ThrownByCalls { get; } = [];

    /// <summary>Asking forgets: it is said of one acquire only.</summary>
    public bool IsNextIgnored
    {
        get
        {
            bool isIgnored = _isNextIgnored;
            _isNextIgnored = false;
            return isIgnored;
        }
        set => _isNextIgnored = value;
    }

    /// <summary>The guards that were made on this path and can be asked what became of them.</summary>
    public List<Subjects.Pin> Pins { get; } = [];

    /// <summary>What the last call threw that puts something into a collection: who is left by that had no way to give it back.</summary>
    public Exception? FailedToAdd { get; set; }

    /// <summary>The accounts of the program's modules.</summary>
    public IReadOnlyList<Ledger> Ledgers { get; set; } = [];

    /// <summary>The language asks for the next text of a module: no exception comes from there, as far as the analysis is concerned.</summary>
    public bool IsNextQuiet { get; set; }

    /// <summary>Starts the path that was decided.</summary>
    public void Begin()
    {
        _position = 0;
        _turns.Clear();
        _isNextIgnored = false;
        IsNextQuiet = false;
        ThrownByCalls.Clear();
        FailedToAdd = null;
        Readers = new();
        OnBoard = null;
        Pins.Clear();
        t_current = this;
    }

    /// <summary>Decides the next path; false when there is none.</summary>
    public bool Advance()
    {
        _decisions.RemoveRange(_position, _decisions.Count - _position);
        while (_decisions.Count > 0)
        {
            (int taken, int alternatives) = _decisions[^1];
            _decisions.RemoveAt(_decisions.Count - 1);
            if (taken + 1 == alternatives)
                continue;
            _decisions.Add((taken + 1, alternatives));
            return true;
        }

        return false;
    }

    /// <summary>One of <paramref name="alternatives" />.</summary>
    public int Next(int alternatives)
    {
        if (_position > LongestPath)
            throw new InvalidProgramException("a path does not end");
        if (_position == _decisions.Count)
            _decisions.Add((0, alternatives));
        return _decisions[_position++].Taken;
    }

    /// <summary>Goes on, or throws one of the exceptions that the program can tell apart.</summary>
    public void MayThrow()
    {
        int which = Next(exceptions.Length + 1);
        if (which == 0)
            return;
        CancelReturns();
        Exception thrown = exceptions[which - 1]();
        ThrownByCalls.Add(thrown);
        throw thrown;
    }

    /// <summary>An exception on the way out: what was to be returned is not.</summary>
    public void CancelReturns() => Pins.ForEach(pin => pin.CancelReturn());

    /// <summary>Whether this path takes another turn of this loop: of all that it comes to, there is a bounded number.</summary>
    public bool TakesTurn(int site)
    {
        int before = _turns.GetValueOrDefault(site);
        bool takes = before < Limits.Turns && Next(2) == 1;
        _turns[site] = takes ? before + 1 : before;
        return takes;
    }
}
