using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>Which statements give a reference back, given its release statements and what tells whether it is held: a flag, or what carries it.</summary>
internal sealed class GiveBack(IReadOnlyList<StatementSyntax> releases, string? flag, Carrier? carrier = null)
{
    /// <summary>True when a release occurs somewhere in the statement.</summary>
    public bool Occurs(StatementSyntax statement) => releases.Any(statement.Contains);

    /// <summary>
    /// True when whoever gets past the statement has given the reference back; an exception that the statement itself swallows
    /// may have skipped the release, which is the leak to be remedied and not a longer lifetime.
    /// </summary>
    public bool Settles(StatementSyntax statement) => statement switch
    {
        ExpressionStatementSyntax => releases.Contains(statement),
        BlockSyntax block => block.Statements.Any(Settles),
        IfStatementSyntax { Else: null } branch => IsHeld(branch.Condition) && Settles(branch.Statement),
        IfStatementSyntax branch => SettlesOrExits(branch.Statement) && SettlesOrExits(branch.Else!.Statement)
            && Occurs(branch),
        TryStatementSyntax attempt => Settles(attempt.Block) || (attempt.Finally is { } last && Settles(last.Block)),
        LockStatementSyntax locked => Settles(locked.Statement),
        UsingStatementSyntax scoped => Settles(scoped.Statement),
        CheckedStatementSyntax inner => Settles(inner.Block),
        UnsafeStatementSyntax inner => Settles(inner.Block),
        SwitchStatementSyntax choice => HasDefault(choice) && choice.Sections.All(Settles),
        _ => false,
    };

    private bool Settles(SwitchSectionSyntax section) =>
        section.Statements.Any(Settles) || section.Statements.LastOrDefault() is ReturnStatementSyntax or ThrowStatementSyntax;

    private bool SettlesOrExits(StatementSyntax statement) => Settles(statement) || Syntax.Exits(statement);

    private bool IsHeld(ExpressionSyntax condition) =>
        (flag is not null && Syntax.IsName(condition, flag)) || carrier?.IsHoldIn(condition) == true;

    private static bool HasDefault(SwitchStatementSyntax choice) =>
        choice.Sections.Any(section => section.Labels.Any(label => label.IsKind(SyntaxKind.DefaultSwitchLabel)));
}
