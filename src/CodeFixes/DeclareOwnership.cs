using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC101: says that the reference moves. A method every normal way of which keeps it hands it to its caller: the method that returns
/// the object gets <c>[return: Acquired]</c>, the parameter or method otherwise <c>[Acquires]</c>. A declared method that was given the
/// reference takes it over: its parameter gets <c>[Owns]</c>. A claim about the program, so there is no Fix All.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareOwnership)), Shared]
public sealed class DeclareOwnership : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC101");

    internal override bool HasFixAll => false;

    private protected override string Title(Site site) => "Declare that ownership moves";

    private protected override SyntaxNode Edited(Site site) => site.Root;

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Call is not { } call || Operand.Of(call, site.Model) is not { } operand)
            return null;
        SyntaxNode? declared = site.Property(FixKeys.Exits) == FixKeys.AllExits ? Kept(site, call, operand) : HandedOn(site, call);
        return declared is null ? null : Annotations.InScope(declared, site.Node, site.Model);
    }

    /// <summary>The caller gets the reference.</summary>
    private static SyntaxNode? Kept(Site site, InvocationExpressionSyntax call, Operand operand)
    {
        SyntaxNode function = Syntax.FunctionOf(call);
        if (function is not MethodDeclarationSyntax || site.Model.GetDeclaredSymbol(function) is not IMethodSymbol { IsOverride: false } method)
            return null;
        string[] kind = site.Property(FixKeys.Kind) is { Length: > 0 } name ? [$"{MetadataNames.Kind} = {SymbolDisplay.FormatLiteral(name, quote: true)}"] : [];
        string[] always = method.ReturnsVoid ? kind : [.. kind, $"{MetadataNames.WhenProperty} = {MetadataNames.WhenReturns}"];
        if (operand.Only is null)
            return operand.IsThis && !method.IsStatic ? Annotate(site.Root, function, Annotations.List(MetadataNames.Acquires, null, always)) : null;
        if (operand.Only is not IParameterSymbol parameter || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method))
            return null;
        if (Returns(function, parameter, site.Model))
            return Annotate(site.Root, function, Annotations.List(MetadataNames.Acquired, "return", kind));
        return parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax { } written
            ? Annotate(site.Root, written, Annotations.List(MetadataNames.Acquires, null, always))
            : null;
    }

    /// <summary>True when every return gives the object back.</summary>
    private static bool Returns(SyntaxNode function, IParameterSymbol parameter, SemanticModel model)
    {
        ReturnStatementSyntax[] returns = [.. Syntax.Executed(function).OfType<ReturnStatementSyntax>()];
        return returns.Length > 0 && returns.All(exit =>
            exit.Expression is { } value && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(value).Symbol, parameter));
    }

    /// <summary>A method of this file that declares something else, and stores or gives back what it gets, takes the reference.</summary>
    private static SyntaxNode? HandedOn(Site site, InvocationExpressionSyntax call)
    {
        if (site.Exits.Count == 0 || ReferenceUses.Of(site, call) is not { } uses || uses.Releases.Count > 0)
            return null;
        foreach (ArgumentSyntax argument in uses.Operand.Mentions(Syntax.FunctionOf(call)).Select(mention => mention.Parent).OfType<ArgumentSyntax>())
        {
            if (argument.SpanStart > call.SpanStart && IsOnEveryWay(argument, site.Exits)
                && Annotations.ParameterOf(argument, site.Model) is { ContainingSymbol: IMethodSymbol receiver } parameter
                && Annotations.AreMissing(parameter) && Annotations.Declare(receiver)
                && parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(site.Cancellation) is ParameterSyntax written
                && site.Root.Contains(written) && Stores(written))
                return Annotate(site.Root, written, Annotations.List(MetadataNames.Owns, null, []));
        }
        return null;
    }

    private static bool IsOnEveryWay(ArgumentSyntax argument, IReadOnlyList<Exit> exits) =>
        Syntax.StatementOf(argument) is { } handing
        && exits.All(exit => exit.Node is BlockSyntax body
            ? StatementList.Around(handing)?.Owner == body
            : exit.Node.FirstAncestorOrSelf<StatementSyntax>() is { } leaving && (leaving == handing || Paths.AlwaysPrecedes(handing, leaving)));

    /// <summary>True when the body passes the parameter on, stores it or calls something on it.</summary>
    private static bool Stores(ParameterSyntax parameter) => Syntax.FunctionOf(parameter).DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == parameter.Identifier.ValueText
            && name.Parent is ArgumentSyntax or AssignmentExpressionSyntax or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax });

    private static SyntaxNode? Annotate(SyntaxNode root, SyntaxNode declaration, AttributeListSyntax annotation)
    {
        if (declaration is ParameterSyntax parameter)
        {
            return root.ReplaceNode(parameter, parameter.WithoutLeadingTrivia()
                .WithAttributeLists(parameter.AttributeLists.Add(annotation.WithTrailingTrivia(SyntaxFactory.Space)))
                .WithLeadingTrivia(parameter.GetLeadingTrivia()));
        }

        AttributeListSyntax line = annotation.WithTrailingTrivia(Layout.EndOfLine(root));
        SyntaxTriviaList indentation = Layout.Indentation(declaration);
        return declaration is not MethodDeclarationSyntax method ? null : root.ReplaceNode(method, method.WithLeadingTrivia(indentation)
            .WithAttributeLists(method.WithLeadingTrivia(indentation).AttributeLists.Insert(0, line))
            .WithLeadingTrivia(method.GetLeadingTrivia()));
    }
}
