using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Summaries;

/// <summary>
/// What holds the module whose own code this is: what is declared to, the parameter of an override or implementation of what
/// is, and a member of this source that is only ever assigned from such a parameter. Thread-safe.
/// </summary>
sealed class SelfSearch(ProtocolCatalogue catalogue)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _isSelf = new(SymbolEqualityComparer.Default);

    public bool IsSelf(ISymbol symbol) => _isSelf.GetOrAdd(symbol.OriginalDefinition, Read);

    private bool Read(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => catalogue.CountedKind(parameter.Type) is not null && IsDeclared(parameter),
        IFieldSymbol field => catalogue.CountedKind(field.Type) is not null && (HasWord(field) || IsOnlyAssignedSelf(field)),
        IPropertySymbol property => catalogue.CountedKind(property.Type) is not null && (HasWord(property) || IsOnlyAssignedSelf(property)),
        _ => false,
    };

    private static bool HasWord(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => Annotation.From(a, Operand.This) is { Name: MetadataNames.Self });

    private bool IsDeclared(IParameterSymbol parameter)
    {
        if (HasWord(parameter))
            return true;
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return false;
        return catalogue.Foreign.For(method.OriginalDefinition).Any(a => a.Name == MetadataNames.Self && a.Position == Operand.Parameter(parameter.Ordinal))
            || BasesOf(method).Any(m => IsDeclared(m.Parameters[parameter.Ordinal]));
    }

    private static IEnumerable<IMethodSymbol> BasesOf(IMethodSymbol method)
    {
        if (method.OverriddenMethod is { } overridden)
            yield return overridden;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation))
            yield break;
        foreach (IMethodSymbol member in method.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers()).OfType<IMethodSymbol>())
        {
            if (member.Parameters.Length == method.Parameters.Length
                && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                yield return member;
        }
    }

    /// <summary>Another value in the member on any path hides a reference on oneself (errs towards silence).</summary>
    private bool IsOnlyAssignedSelf(ISymbol member)
    {
        ExpressionSyntax[] values = [.. member.ContainingType.DeclaringSyntaxReferences.SelectMany(part => ValuesOf(member.Name, part.GetSyntax()))];
        return values.Any(value => IsSelf(value, member.ContainingType)) && values.All(value => IsSelf(value, member.ContainingType) || IsNothing(value));
    }

    private static IEnumerable<ExpressionSyntax> ValuesOf(string member, SyntaxNode type)
    {
        foreach (SyntaxNode node in type.DescendantNodes())
        {
            if (node is AssignmentExpressionSyntax { Left: var left } assignment && NameOf(left) is { } name
                && name.Identifier.ValueText == member && !LocalNames.Hide(name))
                yield return assignment.Right;
            else if (node is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax, Initializer: { } initial } field && field.Identifier.ValueText == member)
                yield return initial.Value;
            else if (node is PropertyDeclarationSyntax { Initializer: { } first } property && property.Identifier.ValueText == member)
                yield return first.Value;
        }
    }

    private static IdentifierNameSyntax? NameOf(ExpressionSyntax assigned) =>
        assigned as IdentifierNameSyntax ?? (assigned as MemberAccessExpressionSyntax)?.Name as IdentifierNameSyntax;

    private bool IsSelf(ExpressionSyntax value, INamedTypeSymbol type)
    {
        if (value is not IdentifierNameSyntax name)
            return false;
        SyntaxNode? around = name.Ancestors().FirstOrDefault(node => node is BaseMethodDeclarationSyntax or BaseTypeDeclarationSyntax);
        return type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.DeclaringSyntaxReferences.Any(part => part.Span == around?.Span && part.SyntaxTree == around.SyntaxTree))
            .SelectMany(method => method.Parameters)
            .Any(parameter => parameter.Name == name.Identifier.ValueText && IsSelf(parameter));
    }

    private static bool IsNothing(ExpressionSyntax value) => value.Kind() switch
    {
        SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression => true,
        SyntaxKind.SuppressNullableWarningExpression => IsNothing(((PostfixUnaryExpressionSyntax)value).Operand),
        _ => false,
    };
}
