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

    private const int StepsPerBlock = 4_000;

    private int _steps;
    private int _blocks;

    /// <summary>Where it ran out first; null while it lasts.</summary>
    public SyntaxNode? ExceededAt { get; private set; }

    public int Steps => _steps;

    /// <summary>Counts one evaluation of one block for one state.</summary>
    public void Spend() => _steps++;

    /// <summary>The bound grows with the code to be run; returns how much there was before.</summary>
    public int Extend(int blocks)
    {
        int before = _blocks;
        _blocks += blocks;
        return before;
    }

    public bool IsExhausted => _steps >= 40_000 + (StepsPerBlock * _blocks);

    public bool Allows(int groups) => groups < (IsExhausted ? 1 : GroupsPerPoint);

    public void Exceed(SyntaxNode at) => ExceededAt ??= at;
}
