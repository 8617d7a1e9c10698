using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>What one function does with one operand: where it releases it, acquires it again, or lets it go to another owner.</summary>
internal sealed class ReferenceUses
{
    private readonly SemanticModel _model;
    private readonly SyntaxNode _function;
    private readonly IReadOnlyList<ExpressionSyntax> _mentions;
    private readonly IReadOnlyList<ExpressionSyntax> _around;
    private readonly HashSet<string> _acquires;
    private readonly HashSet<string> _releases;
    private readonly string _release;

    private ReferenceUses(Site site, InvocationExpressionSyntax call, Operand operand, string release, Carrier? carrier)
    {
        _model = site.Model;
        _release = release;
        Carrier = carrier;
        _function = Syntax.FunctionOf(call);
        Operand = operand;
        ILookup<bool, ExpressionSyntax> mentions = operand.Mentions(Syntax.MemberOf(call)).Select(Whole).ToLookup(_function.Contains);
        _mentions = [.. mentions[true]];
        _around = [.. mentions[false]];
        _acquires = carrier is null ? site.Names(FixKeys.Acquires) : [];
        _releases = carrier is null ? site.Names(FixKeys.Releases) : [release];
        Releases = [.. _mentions.Select(ReleaseAt).OfType<StatementSyntax>().OrderBy(statement => statement.SpanStart)];
    }

    /// <summary>The object that is acquired and released.</summary>
    public Operand Operand { get; }

    /// <summary>The statements of the function that are nothing but a release of the operand, in source order.</summary>
    public IReadOnlyList<StatementSyntax> Releases { get; private set; }

    /// <summary>The uses of the operand of an acquiring call; null when the operand is not stable or has no release.</summary>
    public static ReferenceUses? Of(Site site, InvocationExpressionSyntax call)
    {
        if (Carrier.Of(site, call) is { } carrier)
            return new ReferenceUses(site, call, carrier.Operand, carrier.Release, carrier);
        if (Carrier.IsResult(site, call))
            return null;
        return site.Property(FixKeys.Release) is { } release && Operand.Of(call, site.Model) is { } operand
            ? new ReferenceUses(site, call, operand, release, carrier: null)
            : null;
    }

    /// <summary>The call that gives back what a call took; where the code asks for null before the one or the other, so does this.</summary>
    /// <param name="acquire">The call that took it.</param>
    /// <param name="isSure">Whether what carries the reference is known to carry one.</param>
    public string GivingBack(InvocationExpressionSyntax acquire, bool isSure = false) => Carrier?.GivingBack(isSure) ?? Operand.Call(
        _release, (CallShape.IsConditional(acquire) && CallShape.Whole(acquire).Parent is ExpressionStatementSyntax) || Releases.Any(release => release is ExpressionStatementSyntax { Expression: ConditionalAccessExpressionSyntax }));

    /// <summary>What carries the reference where that is not what the acquire was called on.</summary>
    public Carrier? Carrier { get; }

    /// <summary>The calls that acquire the operand, in source order.</summary>
    public IEnumerable<InvocationExpressionSyntax> Acquires => _mentions.Where(IsAcquire)
        .Select(mention => CallOn(mention) is { } call ? Site.CallAt(call) : null).OfType<InvocationExpressionSyntax>();

    /// <summary>
    /// True when the operand is the same object in the whole function, and nothing but the plain statements of this function
    /// releases it or may let it go; acquires do not count.
    /// </summary>
    public bool AreLocal => !AreShared
        && Operand.WritesIn(_function).All(IsOwnWrite)
        && !Layout.HasConditionalCode(_function)
        && !_function.DescendantNodes().Any(node => node is GotoStatementSyntax or LabeledStatementSyntax)
        && !_mentions.Any(mention => (!IsAcquire(mention) && IsForeign(mention)) || Syntax.FunctionOf(mention) != _function);

    /// <summary>True when another function of the member takes the operand or gives it back: it may run in the middle of this one.</summary>
    public bool AreShared => _around.Any(IsPaired) || _mentions.Any(mention => Syntax.FunctionOf(mention) != _function && IsPaired(mention));

    /// <summary>True when the operand is mentioned behind a statement of the function, but by what takes it again.</summary>
    public bool AreUsedBehind(StatementSyntax statement) =>
        _mentions.Any(mention => mention.SpanStart > statement.Span.End && !IsAcquire(mention));

    /// <summary>The places in a node that name the operand.</summary>
    public IEnumerable<ExpressionSyntax> MentionsIn(SyntaxNode node) => _mentions.Where(node.Contains);

    /// <summary>True where a mention takes the reference or gives it back.</summary>
    public bool IsPaired(ExpressionSyntax mention) =>
        IsAcquire(mention) || (CalledOn(mention) is { } name && _releases.Contains(name)) || IsForeign(mention);

    /// <summary>
    /// True when every release from the acquire on lies in the list after it and belongs to it: no second acquire, no release by
    /// a nested function, no release that only another turn of a loop reaches, no assignment to the operand.
    /// </summary>
    public bool AreUnderstood(InvocationExpressionSyntax call, StatementList list, int first)
    {
        StatementSyntax[] held = [.. list.Statements.Skip(first)];
        return AreReleasedIn(held, call) && !held.Any(Operand.IsWrittenIn)
            && (Carrier?.Local?.Assignment is null || _mentions.All(mention => IsOwnWrite(mention) || held.Any(statement => statement.Contains(mention))));
    }

    /// <summary>The same whatever is assigned to the operand.</summary>
    public bool AreReleasedIn(StatementSyntax[] held, InvocationExpressionSyntax call)
    {
        StatementSyntax[] outside = [.. Releases.Where(release => !held.Any(statement => statement.Contains(release)))];
        Releases = [.. Releases.Except(outside)];
        return !AreShared
            && !IsReleasedUnderOtherName()
            && outside.All(release => IsOfEarlierPair(release, call))
            && !held.Any(Layout.HasConditionalCode)
            && !_mentions.Any(mention => held.Any(statement => statement.Contains(mention)) && IsForeign(mention));
    }

    /// <summary>
    /// True when a reference that no statement gives back on the normal way may be meant to stay: it is returned, stored or
    /// handed on, or the function's bool result may tell its caller that it is held.
    /// </summary>
    public bool MayMoveUnsettled(IReadOnlyList<StatementSyntax> held) =>
        ReturnsBool() || _mentions.Any(mention => held.Any(statement => statement.Contains(mention)) && IsHandedOn(mention));

    /// <summary>True when the operand is acquired again between two positions.</summary>
    public bool AcquiresBetween(int start, int end) =>
        _mentions.Any(mention => mention.SpanStart > start && mention.SpanStart < end && IsAcquire(mention));

    /// <summary>The assignment by which the local that carries the reference gets it.</summary>
    private bool IsOwnWrite(ExpressionSyntax mention) => Carrier?.Local?.Assignment is { } set && set.Left == mention;

    /// <summary>A mention with the parentheses and the <c>!</c> that stand around it alone.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax mention) => mention.Parent
        is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
        ? Whole((ExpressionSyntax)mention.Parent)
        : mention;

    private StatementSyntax? ReleaseAt(ExpressionSyntax mention)
    {
        SyntaxNode? call = CalledOn(mention) == _release ? CallOn(mention) : null;
        return call?.Parent is ExpressionStatementSyntax statement && Syntax.FunctionOf(statement) == _function
            ? statement
            : null;
    }

    /// <summary>The name called on a mention: <c>x.Name</c>, <c>x?.Name</c>, or the mention itself where it is a method's name.</summary>
    private string? CalledOn(ExpressionSyntax mention) => mention.Parent switch
    {
        _ when mention is IdentifierNameSyntax name && _model.GetSymbolInfo(name).Symbol is IMethodSymbol => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access when access.Expression == mention => access.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax
        {
            WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member }
        } access when access.Expression == mention => member.Name.Identifier.ValueText,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax taker } when IsTakenBackBy(taker) => _release,
        _ => null,
    };

    private bool IsTakenBackBy(InvocationExpressionSyntax call) => Carrier is { IsTakenBack: true } && CallShape.Name(call) == _release;

    private static ExpressionSyntax? CallOn(ExpressionSyntax mention) => mention.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax taker } => taker,
        InvocationExpressionSyntax call => call,
        ConditionalAccessExpressionSyntax access => access,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
        _ => null,
    };

    private bool IsOfEarlierPair(StatementSyntax release, InvocationExpressionSyntax call) =>
        release.SpanStart < call.SpanStart
        && _mentions.Any(mention => mention.SpanStart < release.SpanStart && IsAcquire(mention))
        && !call.Ancestors().TakeWhile(node => node != _function).Any(node => Syntax.IsLoop(node) && node.Contains(release));

    /// <summary>An acquire, or a release that is not a plain statement of this function.</summary>
    private bool IsForeign(ExpressionSyntax mention) =>
        IsAcquire(mention)
        || (CalledOn(mention) is { } name && _releases.Contains(name) && ReleaseAt(mention) is null)
        || mention.Parent is EqualsValueClauseSyntax
        || (CalledOn(mention) is not null && CallOn(mention) is { } call && IsMemberOfBlock(call))
        || (mention.Parent is ArgumentSyntax argument && Annotations.Moves(argument, _model) && ReleaseAt(mention) is null)
        || (mention.Parent is AssignmentExpressionSyntax assignment && assignment.Right == mention);

    /// <summary>
    /// True when something of the same type is released that the function takes under no such name: another name of the operand, as far
    /// as anybody can see.
    /// </summary>
    private bool IsReleasedUnderOtherName()
    {
        InvocationExpressionSyntax[] calls = [.. _function.DescendantNodes().OfType<InvocationExpressionSyntax>()];
        Operand[] taken = [.. calls.Where(call => CallShape.Name(call) is { } name && _acquires.Contains(name))
            .Select(call => Operand.Of(call, _model)).OfType<Operand>()];
        return calls.Any(call => CallShape.Name(call) is { } name && _releases.Contains(name)
            && CallShape.Receiver(call) is { } receiver && Operand.IsOfTypeOf(receiver)
            && !(Operand.Of(call, _model) is { } other && (other.IsSame(Operand) || taken.Any(other.IsSame) || (Carrier is not null && IsMadeByCall(other)))));
    }

    /// <summary>A local that gets what some call returns is no other name of anything here.</summary>
    private bool IsMadeByCall(Operand other) => other.Only is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declared }
        && declared[0].GetSyntax() is VariableDeclaratorSyntax { Initializer: var initial }
        && (IsCall(initial?.Value) || (ResultLocal.IsNothing(initial?.Value) && other.WritesIn(_function).All(write => write.Parent is AssignmentExpressionSyntax set && IsCall(set.Right))));

    private static bool IsCall(ExpressionSyntax? value) => value is InvocationExpressionSyntax or AwaitExpressionSyntax;

    /// <summary>
    /// A call of a member of an extension block. The names that a diagnostic lists may lack some of those, so any may be a release.
    /// </summary>
    private bool IsMemberOfBlock(ExpressionSyntax call) =>
        Site.CallAt(call) is { } invocation
        && _model.GetSymbolInfo(invocation).Symbol is IMethodSymbol { ContainingType.CanBeReferencedByName: false } method
        && !_releases.Contains(method.Name);

    private bool IsAcquire(ExpressionSyntax mention) => CalledOn(mention) is { } name && _acquires.Contains(name);

    private static bool IsHandedOn(ExpressionSyntax mention) =>
        mention.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or YieldStatementSyntax or InitializerExpressionSyntax
        || (mention.Parent is ArgumentSyntax argument
            && (argument.Parent?.Parent is BaseObjectCreationExpressionSyntax or TupleExpressionSyntax
                || argument.Parent is TupleExpressionSyntax
                || argument.FirstAncestorOrSelf<ReturnStatementSyntax>() is not null));

    private bool ReturnsBool()
    {
        ITypeSymbol? result = (_model.GetDeclaredSymbol(_function) ?? _model.GetSymbolInfo(_function).Symbol) switch
        {
            IMethodSymbol method => method.ReturnType,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        if (result is INamedTypeSymbol { TypeArguments.Length: 1 } wrapped)
            result = wrapped.TypeArguments[0];
        return result?.SpecialType == SpecialType.System_Boolean;
    }
}
