using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// The bound of one body's analysis. Beyond it groups are joined and marked widened: what was found stands, nothing new is
/// reported from there, and the place is remembered.
/// </summary>
sealed class Budget
{
    /// <summary>Groups at one point. Correlated flags double them: eight live ones still fit.</summary>
    public const int GroupsPerPoint = 320;

    private const long WorkPerBody = 2_000_000;
    private const long WorkPerBlock = 10_000;

    private int _blocks;

    /// <summary>Where it ran out first; null while it lasts.</summary>
    public SyntaxNode? ExceededAt { get; private set; }

    /// <summary>Evaluations of one block for one state.</summary>
    public int Steps { get; private set; }

    /// <summary>
    /// All that takes time: operations evaluated, rows copied and compared, states compared with others, steps of evidence made
    /// and looked at. Counted, since time is no measure that a test or a build could rely on.
    /// </summary>
    public long Work { get; private set; }

    /// <summary>The bound of <see cref="Work"/>. Beyond it every point has one group, so what is left to do is little.</summary>
    public long MostWork => WorkPerBody + (WorkPerBlock * _blocks);

    public bool IsExhausted => Work >= MostWork;

    /// <summary>Counts one evaluation of one block for one state.</summary>
    public void CountStep()
    {
        Steps++;
        Work++;
    }

    public void Spend(int work = 1) => Work += work;

    /// <summary>The bound grows with the code to be run; returns how many blocks there were before.</summary>
    public int Extend(int blocks)
    {
        int before = _blocks;
        _blocks += blocks;
        return before;
    }

    public bool Allows(int groups) => groups < (IsExhausted ? 1 : GroupsPerPoint);

    public void Exceed(SyntaxNode at) => ExceededAt ??= at;
}
