using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC302: the object is handed to the domain, which disposes it after a grace period. Only where the reclaiming call is the
/// object's own <see cref="IDisposable.Dispose"/> or its asynchronous form: that is what the domain will call.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetireInstead)), Shared]
public sealed class RetireInstead : Remedy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC302");

    /// <summary>What is not disposed but given back some other way is waited for.</summary>
    internal override Remedy? Otherwise { get; } = new WaitBeforeReclaim();

    private protected override string Title(Site site) => "Retire after a grace period";

    private protected override SyntaxNode? Apply(Site site)
    {
        if (site.Property(FixKeys.Defer) is not { } defer || Reclaim.Of(site) is not { } reclaim)
            return null;
        if (Disposed(site, reclaim.Call) is not { } disposed || Retiring(site, reclaim, defer, disposed) is not { } retiring)
            return null;
        if (reclaim.Statement is not { } statement)
            return ExpressionBody.Replace(site.Root, reclaim.Whole, retiring);
        if (!reclaim.IsWholeStatement || IsOnlyAwait(reclaim.Whole))
            return null;
        return retiring is IfStatementSyntax && StatementList.Around(statement) is null
            ? site.Root.ReplaceNode(statement, Layout.Embedded([retiring], site.Root))
            : site.Root.ReplaceNode(statement, retiring);
    }

    private static StatementSyntax? Retiring(Site site, Reclaim reclaim, string defer, INamedTypeSymbol disposed)
    {
        // An expression body has no comments of its own: any statement will do.
        StatementSyntax old = reclaim.Statement ?? SyntaxFactory.EmptyStatement();
        string target = reclaim.Target.WithoutTrivia().ToString();
        if (Argument(site, reclaim, defer, disposed) is not { } cast)
            return null;
        if (!CallShape.IsConditional(reclaim.Call))
            return Syntax.Statement($"{defer}({cast}{target});").WithTriviaFrom(old);
        if (!reclaim.TargetHasEffects)
            return Layout.IfInPlaceOf(old, $"{target} is not null", $"{defer}({cast}{target});", site.Root);
        string name = Syntax.FreshName("old", reclaim.Call);
        return Layout.IfInPlaceOf(old, $"{target} is {{ }} {name}", $"{defer}({cast}{name});", site.Root);
    }

    /// <summary>
    /// The cast, empty where none is needed, with which the deferring method takes the object as what is disposed now; null when
    /// it takes no such object.
    /// </summary>
    private static string? Argument(Site site, Reclaim reclaim, string defer, INamedTypeSymbol disposed)
    {
        string cast = $"({disposed.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})";
        return new[] { "", cast }.FirstOrDefault(prefix =>
        {
            ExpressionSyntax call = SyntaxFactory.ParseExpression($"{defer}({prefix}{reclaim.Target.WithoutTrivia()})");
            SymbolInfo info = site.Model.GetSpeculativeSymbolInfo(
                reclaim.Call.SpanStart, call, SpeculativeBindingOption.BindAsExpression);
            return info.Symbol is IMethodSymbol { Parameters: { Length: > 0 } parameters }
                && (parameters[0].Type.Equals(disposed, SymbolEqualityComparer.Default)
                    || parameters[0].OriginalDefinition.Type is ITypeParameterSymbol);
        });
    }

    /// <summary>The interface whose method the call is on the object's type: the object is disposed and not merely closed.</summary>
    private static INamedTypeSymbol? Disposed(Site site, InvocationExpressionSyntax call)
    {
        if (site.Model.GetSymbolInfo(call, site.Cancellation).Symbol is not IMethodSymbol method)
            return null;
        Compilation compilation = site.Model.Compilation;
        INamedTypeSymbol?[] interfaces =
        [
            compilation.GetSpecialType(SpecialType.System_IDisposable),
            compilation.GetTypeByMetadataName(MetadataNames.AsyncDisposable),
        ];
        return interfaces.FirstOrDefault(type => type?.GetMembers().Any(member => Means(method, member)) ?? false);
    }

    private static bool Means(IMethodSymbol method, ISymbol member)
    {
        if (SymbolEqualityComparer.Default.Equals(method, member))
            return true;
        for (IMethodSymbol? declared = method; declared is not null; declared = declared.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(declared.ContainingType.FindImplementationForInterfaceMember(member), declared))
                return true;
        }
        return false;
    }

    /// <summary>An async function must keep an await, or its task no longer completes as its author meant.</summary>
    private static bool IsOnlyAwait(ExpressionSyntax whole) =>
        whole is AwaitExpressionSyntax
        && Syntax.Executed(Syntax.FunctionOf(whole)).OfType<AwaitExpressionSyntax>().Count() == 1;
}
