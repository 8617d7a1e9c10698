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
    private readonly int _limit;

    public Budget(int blocks) => _limit = 40_000 + (StepsPerBlock * blocks);

    /// <summary>Where it ran out first; null while it lasts.</summary>
    public SyntaxNode? ExceededAt { get; private set; }

    public int Steps => _steps;

    /// <summary>Counts one evaluation of one block for one state.</summary>
    public void Spend() => _steps++;

    public bool Allows(int groups) => groups < (_steps < _limit ? GroupsPerPoint : 1);

    public void Exceed(SyntaxNode at) => ExceededAt ??= at;
}
