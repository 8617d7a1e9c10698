using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.CodeFixes;

/// <summary>The annotations as remedies read and write them; by full name, in whatever assembly they are.</summary>
internal static class Annotations
{
    /// <summary>True when something about ownership is declared of a symbol, its parameters or its result.</summary>
    public static bool Declare(IMethodSymbol method) =>
        method.GetAttributes().Concat(method.GetReturnTypeAttributes()).Concat(method.Parameters.SelectMany(parameter => parameter.GetAttributes()))
            .Any(IsAnnotation);

    /// <summary>True when nothing is declared of a parameter.</summary>
    public static bool AreMissing(IParameterSymbol parameter) => !parameter.GetAttributes().Any(IsAnnotation);

    /// <summary>True when the parameter that an argument is for is declared to do something with what it gets.</summary>
    public static bool Moves(ArgumentSyntax argument, SemanticModel model) =>
        ParameterOf(argument, model) is { } parameter && !AreMissing(parameter);

    /// <summary>True when what an argument gets by reference is declared to tell whether the call acquired.</summary>
    public static bool Tells(ArgumentSyntax argument, SemanticModel model) =>
        ParameterOf(argument, model) is { } parameter && parameter.GetAttributes().Any(attribute => Is(attribute, MetadataNames.Taken));

    /// <summary>True when one of the parameters is declared to take over what it gets.</summary>
    public static bool HasOwner(IMethodSymbol method) =>
        method.Parameters.Any(parameter => parameter.GetAttributes().Any(attribute => Is(attribute, MetadataNames.Owns)));

    /// <summary>
    /// True when what a call takes is the caller's to give back on the operand: it returns nothing more than whether it did, or the operand
    /// itself. What it returns else, a guard above all, owns the reference.
    /// </summary>
    public static bool IsOnOperand(InvocationExpressionSyntax call, SemanticModel model)
    {
        ITypeSymbol? value = model.GetTypeInfo(CallShape.Whole(call)).Type;
        return value?.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean
            || (value is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } && CallShape.IsConditional(call))
            || (model.GetSymbolInfo(call).Symbol is IMethodSymbol method && method.GetReturnTypeAttributes()
                .Any(attribute => Is(attribute, MetadataNames.ReturnsReceiver)));
    }

    /// <summary>The parameter that an argument of a call is for; null where it is none that can be told.</summary>
    public static IParameterSymbol? ParameterOf(ArgumentSyntax argument, SemanticModel model) =>
        argument.Parent is ArgumentListSyntax { Parent: ExpressionSyntax call } && model.GetSymbolInfo(call).Symbol is IMethodSymbol method
            ? ParameterOf(argument, method)
            : null;

    /// <summary>The same where the method is known.</summary>
    public static IParameterSymbol? ParameterOf(ArgumentSyntax argument, IMethodSymbol method)
    {
        if (argument.NameColon is { } named)
            return method.Parameters.FirstOrDefault(parameter => parameter.Name == named.Name.Identifier.ValueText);
        int index = ((BaseArgumentListSyntax)argument.Parent!).Arguments.IndexOf(argument);
        return index < method.Parameters.Length && !method.Parameters[index].IsParams ? method.Parameters[index] : null;
    }

    /// <summary>An attribute list with one annotation: <c>[return: Acquired(Kind = "module")] </c>.</summary>
    public static AttributeListSyntax List(string name, string? target, IEnumerable<string> arguments)
    {
        string values = string.Join(", ", arguments);
        AttributeSyntax attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName($"global::{MetadataNames.AnnotationsNamespace}.{Short(name)}").WithAdditionalAnnotations(Simplifier.Annotation),
            values.Length == 0 ? null : SyntaxFactory.ParseAttributeArgumentList($"({values})"));
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute));
        return target is null ? list : list.WithTarget(SyntaxFactory.AttributeTargetSpecifier(
            SyntaxFactory.Identifier(target), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)));
    }

    /// <summary>The file with the annotations' namespace in scope, as it may be already.</summary>
    public static SyntaxNode InScope(SyntaxNode root, SyntaxNode place, SemanticModel model)
    {
        bool isKnown = model.LookupNamespacesAndTypes(place.SpanStart, name: MetadataNames.Owns).Any(type =>
            type.ContainingNamespace.ToDisplayString() == MetadataNames.AnnotationsNamespace);
        if (isKnown || root is not CompilationUnitSyntax { Usings.Count: > 0 } file || IsConditional(file))
            return root;
        UsingDirectiveSyntax last = file.Usings.LastOrDefault(directive => IsBefore(directive)) ?? file.Usings.Last();
        UsingDirectiveSyntax added = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(MetadataNames.AnnotationsNamespace))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithTrailingTrivia(Layout.EndOfLine(root));
        return root.InsertNodesAfter(last, [added]);
    }

    /// <summary>Usings that only some configurations have: a new one among them would not be there in all.</summary>
    private static bool IsConditional(CompilationUnitSyntax file) =>
        file.Usings.Any(Layout.HasConditionalCode) || file.Usings.Last().GetLastToken().GetNextToken().LeadingTrivia.Any(trivia => trivia.IsDirective);

    private static bool IsBefore(UsingDirectiveSyntax directive) =>
        directive is { Alias: null, StaticKeyword.RawKind: 0, GlobalKeyword.RawKind: 0 }
        && string.CompareOrdinal(directive.Name?.ToString(), MetadataNames.AnnotationsNamespace) < 0;

    private static bool Is(AttributeData attribute, string name) => attribute.AttributeClass?.Name == name && IsAnnotation(attribute);

    private static bool IsAnnotation(AttributeData attribute) =>
        attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == MetadataNames.AnnotationsNamespace;

    /// <summary>An attribute as it is written.</summary>
    private static string Short(string name) => name.Substring(0, name.Length - MetadataNames.AttributeSuffix.Length);
}
