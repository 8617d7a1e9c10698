using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// Whether what a private field holds is ever given back, by the text of all code that can reach it: the outermost type around
/// it. It is not only where each mention is one that can neither release nor hand on what is there: an assignment to it, a
/// comparison, a member that is known to release nothing, the same of a local that is its other name. Any other mention may
/// release it (errs towards silence). Syntax only, so no keystroke binds other files; thread-safe.
/// </summary>
sealed class FieldSearch(ProtocolCatalogue catalogue, ImmutableHashSet<string> releasingInSource, NamesInText names)
{
    private const int LongestAlias = 3;

    private readonly ConcurrentDictionary<ISymbol, bool> _keeps = new(SymbolEqualityComparer.Default);

    public bool Keeps(ISymbol member) => _keeps.GetOrAdd(member.OriginalDefinition, Read);

    private bool Read(ISymbol member)
    {
        if ((TypeOfPrivate(member) ?? TypeOfParameter(member)) is not { } type)
            return false;
        for (INamedTypeSymbol outer = member.ContainingType; ; outer = outer.ContainingType)
        {
            if (outer.ContainingType is null)
                return outer.DeclaringSyntaxReferences.All(part => AreHarmless(part.GetSyntax(), member, type));
        }
    }

    /// <summary>The type of a field, or of a property that is only a field, that no other type can reach; static ones live as long as the process.</summary>
    private static ITypeSymbol? TypeOfPrivate(ISymbol member)
    {
        if (member is not { IsStatic: false, DeclaredAccessibility: Accessibility.Private, DeclaringSyntaxReferences: { Length: 1 } declarations })
            return null;
        return member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property when declarations[0].GetSyntax() is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
                && accessors.All(a => a.Body is null && a.ExpressionBody is null) => property.Type,
            _ => null,
        };
    }

    /// <summary>A primary constructor's parameter that other members mention is a private field without a name of its own.</summary>
    private static ITypeSymbol? TypeOfParameter(ISymbol member) =>
        member is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, DeclaringSyntaxReferences: { Length: 1 } declarations } } parameter
        && declarations[0].GetSyntax() is TypeDeclarationSyntax ? parameter.Type : null;

    private bool AreHarmless(SyntaxNode where, ISymbol member, ITypeSymbol type) => MentionsIn(where, member.Name)
        .All(mention => LocalNames.Hide(mention, isMember: member is not IParameterSymbol) || IsHarmless(Whole(mention), type, 0));

    private IEnumerable<IdentifierNameSyntax> MentionsIn(SyntaxNode where, string name) => names.Of(name, where).OfType<IdentifierNameSyntax>().Where(IsValue);

    private static bool IsValue(IdentifierNameSyntax name) =>
        name.Parent is not (NameColonSyntax { Parent: not SubpatternSyntax } or NameEqualsSyntax) && !SyntaxFacts.IsInTypeOnlyContext(name);

    /// <summary>The mention with everything around it that gives the same object.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax mention)
    {
        while (mention.Parent is ExpressionSyntax parent && IsSame(mention, parent))
            mention = parent;
        return mention;
    }

    private static bool IsSame(ExpressionSyntax part, ExpressionSyntax whole) => whole switch
    {
        MemberAccessExpressionSyntax access => access.Name == part,
        ParenthesizedExpressionSyntax or CastExpressionSyntax => true,
        PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.AsExpression),
        _ => false,
    };

    private bool IsHarmless(ExpressionSyntax mention, ITypeSymbol type, int aliases) => mention.Parent switch
    {
        AssignmentExpressionSyntax store => store.Left == mention && (store.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax
            || (store.Parent is ParenthesizedExpressionSyntax && IsHarmless(Whole(store), type, aliases))),
        ArgumentSyntax { Parent.Parent: AssignmentExpressionSyntax { Left: TupleExpressionSyntax left } } argument => argument.Parent == left,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax called } } =>
            called.Identifier.IsKind(SyntaxKind.IdentifierToken) && called.Identifier.ValueText == SyntaxFacts.GetText(SyntaxKind.NameOfKeyword),
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.IsExpression,
        InterpolationSyntax or LockStatementSyntax => true,
        IsPatternExpressionSyntax test => test.Pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>()
            .All(alias => IsHarmlessAlias(alias.Identifier.ValueText, alias, type, aliases)),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax local } alias } =>
            local.UsingKeyword.IsKind(SyntaxKind.None) && IsHarmlessAlias(alias.Identifier.ValueText, alias, type, aliases),
        MemberAccessExpressionSyntax access => IsHarmlessCall(access, access.Name.Identifier.ValueText, type),
        ConditionalAccessExpressionSyntax access when access.Expression == mention =>
            FirstName(access.WhenNotNull) is { } name && IsHarmlessCall(access, name, type),
        _ => false,
    };

    private bool IsHarmlessAlias(string name, SyntaxNode declaration, ITypeSymbol type, int aliases) =>
        aliases < LongestAlias && MentionsIn(LocalNames.ScopeOf(declaration), name).All(mention => IsHarmless(Whole(mention), type, aliases + 1));

    /// <summary>Each member of this name is known to release nothing, and nothing is released further along the chain of calls.</summary>
    private bool IsHarmlessCall(ExpressionSyntax access, string name, ITypeSymbol type)
    {
        SyntaxNode chain = access;
        while (chain.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax or ConditionalAccessExpressionSyntax)
            chain = chain.Parent;
        ISymbol[] members = [.. Partners.MembersOf(type).Where(m => m.Name == name)];
        return members.Length > 0 && members.All(IsHarmless)
            && !chain.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => IsReleasing(n.Identifier.ValueText));
    }

    private bool IsHarmless(ISymbol member)
    {
        if (member is not IMethodSymbol method)
            return !HandsOut(member);
        if (catalogue.Declared.Of(method) is { } contract)
            return !contract.Has(EffectKind.Releases) && !contract.Has(EffectKind.Reclaims) && !contract.Has(EffectKind.ReturnsReceiver);
        if (WellKnownContracts.IsDispose(method))
            return false;
        for (IMethodSymbol? m = method; m is not null; m = m.OverriddenMethod)
        {
            if (m.ContainingType.SpecialType == SpecialType.System_Object)
                return true;
        }

        return !method.DeclaringSyntaxReferences.IsEmpty
            && method.DeclaringSyntaxReferences.All(part => !part.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>().Any(n => IsReleasing(n.Identifier.ValueText)));
    }

    /// <summary>What a member holds may be the same object again, and given back under that name.</summary>
    private bool HandsOut(ISymbol member) =>
        ((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type) is { IsReferenceType: true, SpecialType: SpecialType.None } type
        && Partners.MembersOf(type).Any(m => IsReleasing(m.Name));

    private bool IsReleasing(string name) => catalogue.AllReleasingNames.Contains(name) || releasingInSource.Contains(name);

    private static string? FirstName(SyntaxNode afterQuestionMark) =>
        afterQuestionMark.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault()?.Name.Identifier.ValueText;
}
