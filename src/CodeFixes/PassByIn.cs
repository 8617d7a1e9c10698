using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC108: the parameter that gets a guard by value gets it by <c>in</c>. Offered where the method stands in the same document, only
/// reads the parameter, and is nobody else's business: no override, no implementation, no delegate.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassByIn)), Shared]
public sealed class PassByIn : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC108");

    /// <summary>Where it is no argument that is copied.</summary>
    internal override Remedy? Otherwise { get; } = new UseOriginalGuard();

    private protected override string Title(Site site) => "Pass it by 'in'";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (Parameter(site) is not { } parameter || Declaration(site, parameter) is not { } declaration)
            return null;
        if (!IsFree(parameter) || !OnlyReads(site, declaration, parameter) || IsMadeDelegate(site, (IMethodSymbol)parameter.ContainingSymbol) || IsHandedOver(site, parameter))
            return null;
        SyntaxToken mode = SyntaxFactory.Token(SyntaxKind.InKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        ParameterSyntax changed = declaration.Modifiers.Count == 0 && declaration.Type is { } type
            ? declaration.WithType(type.WithoutLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(mode.WithLeadingTrivia(type.GetLeadingTrivia())))
            : declaration.AddModifiers(mode);
        return site.Root.ReplaceNode(declaration, changed);
    }

    private static IParameterSymbol? Parameter(Site site) =>
        site.Node.AncestorsAndSelf().OfType<ArgumentSyntax>().FirstOrDefault(argument => argument.Expression == site.Node) is { } passed
        && passed.Parent?.Parent is ExpressionSyntax call && site.Model.GetSymbolInfo(call, site.Cancellation).Symbol is IMethodSymbol method
            ? Annotations.ParameterOf(passed, method)
            : null;

    private static ParameterSyntax? Declaration(Site site, IParameterSymbol parameter) =>
        parameter.OriginalDefinition.DeclaringSyntaxReferences is { Length: 1 } declared && declared[0].SyntaxTree == site.Root.SyntaxTree
        && declared[0].GetSyntax(site.Cancellation) is ParameterSyntax { Default: null, Parent.Parent: not TypeDeclarationSyntax } declaration
            ? declaration
            : null;

    /// <summary>A parameter of a method whose signature nobody else prescribes, and that lives no longer than the call.</summary>
    private static bool IsFree(IParameterSymbol parameter) =>
        parameter is { RefKind: RefKind.None, Type.TypeKind: TypeKind.Struct, ContainingSymbol: IMethodSymbol method }
        && method is { IsVirtual: false, IsAbstract: false, IsOverride: false, IsAsync: false, PartialDefinitionPart: null, PartialImplementationPart: null }
        && method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.Constructor
        && method.ExplicitInterfaceImplementations.IsEmpty && !Implements(method);

    private static bool Implements(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(i => i.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    /// <summary>
    /// Members of the guard may be read; calling what changes it would change a hidden copy. What copies it, or disposes it as a
    /// <c>using</c> does, releases what the caller's guard releases too, by <c>in</c> as well.
    /// </summary>
    private static bool OnlyReads(Site site, ParameterSyntax declaration, IParameterSymbol parameter)
    {
        SyntaxNode method = declaration.Parent!.Parent!;
        if (method.DescendantNodes().Any(node => node is YieldStatementSyntax))
            return false;
        foreach (IdentifierNameSyntax name in method.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == parameter.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(site.Model.GetSymbolInfo(name, site.Cancellation).Symbol, parameter))
                continue;
            bool isNested = name.Ancestors().TakeWhile(node => node != method).Any(Syntax.IsFunction);
            if (isNested || name.Parent is not MemberAccessExpressionSyntax || Operand.IsWritten(name) || Calls(name, site))
                return false;
        }

        return true;
    }

    private static bool Calls(IdentifierNameSyntax name, Site site) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == name
        && site.Model.GetSymbolInfo(call, site.Cancellation).Symbol is IMethodSymbol { IsReadOnly: false, IsExtensionMethod: false };

    /// <summary>In other files any use of the name that is no call may be one.</summary>
    private static bool IsMadeDelegate(Site site, IMethodSymbol method) => Mentions(site, method)
        .Where(name => !IsCalled(name))
        .Any(name => name.SyntaxTree != site.Root.SyntaxTree || (site.Model.GetSymbolInfo(name, site.Cancellation).Symbol is IMethodSymbol named
            && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, method.OriginalDefinition)));

    /// <summary>Who makes a guard in the call hands it over: by <c>in</c> it would be nobody's. Calls of that name in other files count too.</summary>
    private static bool IsHandedOver(Site site, IParameterSymbol parameter)
    {
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        return Mentions(site, method).Where(IsCalled)
            .SelectMany(name => name.FirstAncestorOrSelf<ExpressionSyntax>(node => node is InvocationExpressionSyntax or ObjectCreationExpressionSyntax)!.ChildNodes().OfType<ArgumentListSyntax>())
            .SelectMany(list => list.Arguments)
            .Any(argument => argument.Expression is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax
                && Annotations.ParameterOf(argument, method)?.Name == parameter.Name);
    }

    /// <summary>Every name like the method's, in all files.</summary>
    private static IEnumerable<SimpleNameSyntax> Mentions(Site site, IMethodSymbol method) => site.Model.Compilation.SyntaxTrees
        .SelectMany(tree => tree.GetRoot(site.Cancellation).DescendantNodes().OfType<SimpleNameSyntax>())
        .Where(name => name.Identifier.ValueText == method.Name);

    private static bool IsCalled(SimpleNameSyntax name) => name.Parent is InvocationExpressionSyntax
        || (name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax && name.Parent.Parent is InvocationExpressionSyntax)
        || name.Parent is ObjectCreationExpressionSyntax;
}
