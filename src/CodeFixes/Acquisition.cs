using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>How a statement acquires: where the reference is held after it.</summary>
internal sealed class Acquisition
{
    private Acquisition(StatementSyntax statement, StatementSyntax? branch = null, string? flag = null, bool isExact = true, bool isFlagKept = false)
    {
        Statement = statement;
        Branch = branch;
        Flag = flag;
        IsExact = isExact;
        IsFlagKept = isFlagKept;
    }

    /// <summary>The statement that holds the acquiring call.</summary>
    public StatementSyntax Statement { get; }

    /// <summary>The branch of <see cref="Statement"/> in which the reference is held; null when it is held after the statement.</summary>
    public StatementSyntax? Branch { get; }

    /// <summary>The bool local that tells afterwards whether the reference is held; null when it surely is.</summary>
    public string? Flag { get; }

    /// <summary>False when the reference may also be held on the ways that the shape calls not held: <c>if (m.TryGet() &amp;&amp; x)</c>.</summary>
    public bool IsExact { get; }

    /// <summary>True when a statement runs only where the acquire has failed.</summary>
    public bool FailsAt(StatementSyntax statement)
    {
        if (Statement is IfStatementSyntax branch)
            return IsExact && (Branch is null ? branch.Statement : OtherBranch(branch))?.Contains(statement) == true;
        return Flag is not null && statement.Ancestors().OfType<IfStatementSyntax>()
            .Any(test => test.Statement.Contains(statement) && Syntax.IsNot(test.Condition, Flag));
    }

    /// <summary>True when the flag is a local that is false until the acquire writes it, and that nothing else writes: it tells to the end.</summary>
    public bool IsFlagKept { get; }

    private StatementSyntax? OtherBranch(IfStatementSyntax branch) =>
        Branch == branch.Statement ? branch.Else?.Statement : branch.Statement;

    /// <summary>The shape of the acquiring call's statement, or null when no remedy knows it.</summary>
    public static Acquisition? Of(InvocationExpressionSyntax call, SemanticModel model)
    {
        ExpressionSyntax whole = CallShape.Whole(call);
        Acquisition? shape = OfShape(call, whole, model);
        return shape is { Flag: { } flag }
            ? new Acquisition(shape.Statement, flag: flag, isFlagKept: FlagWrites.AreOnlyIn(shape.Statement, flag, model))
            : shape;
    }

    /// <summary>The same of a call whose result may carry the reference: it is held where there is a result.</summary>
    public static Acquisition? Of(InvocationExpressionSyntax call, ReferenceUses uses, SemanticModel model)
    {
        if (uses.Carrier is null)
            return Of(call, model);
        return CallShape.Whole(call).Parent switch
        {
            EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax declaration } => new Acquisition(declaration),
            AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } => new Acquisition(statement),
            AssignmentExpressionSyntax set when set.FirstAncestorOrSelf<StatementSyntax>() is IfStatementSyntax branch => OfQuestion(branch, uses.Carrier),
            IsPatternExpressionSyntax test when test.FirstAncestorOrSelf<StatementSyntax>() is IfStatementSyntax branch && branch.Condition.Contains(test) => OfCondition(branch, test),
            _ => null,
        };
    }

    private static Acquisition? OfShape(InvocationExpressionSyntax call, ExpressionSyntax whole, SemanticModel model)
    {
        return call.FirstAncestorOrSelf<StatementSyntax>() switch
        {
            ExpressionStatementSyntax statement => OfExpression(statement, call, whole, model),
            LocalDeclarationStatementSyntax declaration => OfDeclaration(declaration, whole, model),
            IfStatementSyntax branch when branch.Condition.Contains(call) => OfCondition(branch, whole),
            WhileStatementSyntax loop when loop.Condition.Contains(call) => OfLoop(loop, loop.Condition, whole),
            DoStatementSyntax loop when loop.Condition.Contains(call) => OfLoop(loop, loop.Condition, whole),
            _ => null,
        };
    }

    private static Acquisition? OfExpression(
        ExpressionStatementSyntax statement, InvocationExpressionSyntax call, ExpressionSyntax whole, SemanticModel model) =>
        statement.Expression switch
        {
            _ when statement.Expression == whole => new Acquisition(statement, flag: FlagArgument(call, model)),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax flag } set
                when set.Right == whole && flag.Identifier.ValueText != "_" && IsBool(whole, model) => new Acquisition(statement, flag: flag.Identifier.ValueText),
            _ => null,
        };

    private static Acquisition? OfDeclaration(LocalDeclarationStatementSyntax declaration, ExpressionSyntax call, SemanticModel model) =>
        IsBool(call, model)
        && declaration.Declaration.Variables is { Count: 1 } variables && variables[0].Initializer?.Value == call
            ? new Acquisition(declaration, flag: variables[0].Identifier.ValueText)
            : null;

    private static bool IsBool(ExpressionSyntax call, SemanticModel model) => model.GetTypeInfo(call).Type?.SpecialType == SpecialType.System_Boolean;

    private static Acquisition? OfCondition(IfStatementSyntax branch, ExpressionSyntax call)
    {
        if (HeldWhen(branch.Condition, call) is not { } held)
            return null;
        if (held.Value)
            return new Acquisition(branch, branch.Statement, isExact: held.IsExact);
        if (branch.Else is { } otherwise)
            return new Acquisition(branch, otherwise.Statement, isExact: held.IsExact);
        return Syntax.Exits(branch.Statement) ? new Acquisition(branch, isExact: held.IsExact) : null;
    }

    /// <summary>A question that fills the carrier and asks it.</summary>
    private static Acquisition? OfQuestion(IfStatementSyntax branch, Carrier carrier)
    {
        if (carrier.IsHoldIn(branch.Condition))
            return new Acquisition(branch, branch.Statement);
        if (!carrier.IsLackIn(branch.Condition))
            return null;
        return branch.Else is { } otherwise ? new Acquisition(branch, otherwise.Statement) : Syntax.Exits(branch.Statement) ? new Acquisition(branch) : null;
    }

    /// <summary>A loop that tries until it succeeds: only its condition ends it.</summary>
    private static Acquisition? OfLoop(StatementSyntax loop, ExpressionSyntax condition, ExpressionSyntax call) =>
        HeldWhen(condition, call) is { Value: false, IsExact: true }
        && !Syntax.Executed(loop).Any(node => node is BreakStatementSyntax or GotoStatementSyntax)
            ? new Acquisition(loop)
            : null;

    /// <summary>
    /// The value of a condition that implies that a call in it returned true; exact when the other value implies that it did not.
    /// </summary>
    private static (bool Value, bool IsExact)? HeldWhen(ExpressionSyntax condition, ExpressionSyntax call)
    {
        if (condition == call)
            return (call is not IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax }, true);
        if (Syntax.Question(condition) is var (asked, isTrue) && asked != condition)
            return HeldWhen(asked, call) is { } held ? (held.Value == isTrue, held.IsExact) : null;
        return condition switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and =>
                HeldInOperand(and, call) is { Value: true } conjunct ? conjunct : null,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or =>
                HeldInOperand(or, call) is { Value: false } disjunct ? disjunct : null,
            _ => null,
        };
    }

    /// <summary>The left operand runs whatever the right one says: what it took is then held on both ways.</summary>
    private static (bool Value, bool IsExact)? HeldInOperand(BinaryExpressionSyntax binary, ExpressionSyntax call)
    {
        bool isLeft = binary.Left.Contains(call);
        return HeldWhen(isLeft ? binary.Left : binary.Right, call) is { } held ? (held.Value, held.IsExact && !isLeft) : null;
    }

    /// <summary>The variable that the acquire is declared to set when it has taken; what else it tells by reference is no such flag.</summary>
    private static string? FlagArgument(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments
            .Where(argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && Annotations.Tells(argument, model))
            .Select(argument => argument.Expression switch
            {
                IdentifierNameSyntax name => name.Identifier.ValueText,
                DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax name } => name.Identifier.ValueText,
                _ => null,
            })
            .FirstOrDefault();
}
