using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// QSC107: the type gives back in <c>Dispose</c> what its field holds. An existing <c>Dispose</c> is extended, one of a base is
/// overridden where it can be, and a type that has none becomes <see cref="IDisposable"/>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseInDispose)), Shared]
public sealed class ReleaseInDispose : Remedy
{
    private const string Interface = "global::System.IDisposable";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("QSC107");

    private protected override string Title(Site site) => "Release it in Dispose";

    private protected override SyntaxNode Edited(Site site) =>
        site.Node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().LastOrDefault() ?? site.Root;

    private protected override SyntaxNode? Apply(Site site)
    {
        if (Field(site) is not var (declaration, type, field) || site.Property(FixKeys.Release) is not { } release)
            return null;
        if (Layout.HasConditionalCode(declaration) || !FieldStores.AreTaken(site, type, field, release == nameof(IDisposable.Dispose)))
            return null;
        Disposal disposal = new(site, declaration, type);
        string? flag = release == nameof(IDisposable.Dispose) || CanBeCleared(field) || disposal.IsDoneOnce ? null : Syntax.FreshName("_isReleased", declaration);
        StatementSyntax[] statements = ReleasingStatements(site, field, release, flag);
        SyntaxNode? root = disposal.Extended(statements) ?? disposal.Overridden(statements) ?? (type.AllInterfaces.Any(IsDisposable) || disposal.IsInherited
            ? null
            : site.Root.ReplaceNode(declaration, Disposable(site, declaration, statements)));
        return flag is null || root is null ? root : WithFlag(root, declaration, flag);
    }

    /// <summary>The type, whose name stands where it stood, with the flag as its first member.</summary>
    private static SyntaxNode WithFlag(SyntaxNode root, TypeDeclarationSyntax declaration, string flag)
    {
        TypeDeclarationSyntax type = (TypeDeclarationSyntax)root.FindToken(declaration.Identifier.SpanStart).Parent!;
        MemberDeclarationSyntax first = type.Members[0];
        MemberDeclarationSyntax added = SyntaxFactory.ParseMemberDeclaration($"private bool {flag};")!
            .WithLeadingTrivia(Layout.Indentation(first)).WithTrailingTrivia(Layout.EndOfLine(root));
        return root.InsertNodesBefore(first, [added]);
    }

    /// <summary>The field or property, with the part of its type that is around the finding.</summary>
    private static (TypeDeclarationSyntax Declaration, INamedTypeSymbol Type, ISymbol Field)? Field(Site site)
    {
        if (site.Property(FixKeys.Field) is not { } name)
            return null;
        foreach (TypeDeclarationSyntax declaration in site.Node.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (site.Model.GetDeclaredSymbol(declaration, site.Cancellation) is INamedTypeSymbol { TypeKind: TypeKind.Class } type
                && type.GetMembers(name).FirstOrDefault(member => member is IFieldSymbol or IPropertySymbol) is { } field)
                return (declaration, type, field);
        }
        return null;
    }

    /// <summary>
    /// What gives the field's reference back, and only once: a second <c>Dispose</c> finds nothing, as a guard does by itself, or a flag
    /// where the field cannot be cleared.
    /// </summary>
    private static StatementSyntax[] ReleasingStatements(Site site, ISymbol field, string release, string? flag)
    {
        ITypeSymbol type = field is IFieldSymbol variable ? variable.Type : ((IPropertySymbol)field).Type;
        bool canBeCleared = CanBeCleared(field);
        bool isNeverNull = !canBeCleared && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };
        string call = type.IsValueType || isNeverNull ? "." : "?.";
        StatementSyntax given = Statement(site, $"{field.Name}{call}{release}();");
        if (flag is not null)
            return [Statement(site, $"if (!{flag}){Layout.EndOfLine(site.Root)}    {given.WithoutTrivia()}"), Statement(site, $"{flag} = true;")];
        if (!canBeCleared || release == nameof(IDisposable.Dispose))
            return [given];
        string nothing = type.NullableAnnotation == NullableAnnotation.NotAnnotated ? "null!" : "null";
        return [given, Statement(site, $"{field.Name} = {nothing};")];
    }

    private static bool CanBeCleared(ISymbol field) => field switch
    {
        IFieldSymbol variable => !variable.IsReadOnly,
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };

    private static StatementSyntax Statement(Site site, string text) =>
        Syntax.Statement(text).WithTrailingTrivia(Layout.EndOfLine(site.Root));

    private static bool IsDisposable(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.System_IDisposable || (type.Name == "IAsyncDisposable" && type.ContainingNamespace.Name == nameof(System));

    private static TypeDeclarationSyntax Disposable(Site site, TypeDeclarationSyntax type, StatementSyntax[] statements)
    {
        MemberDeclarationSyntax method = Disposal.Method(site, "public void Dispose()", statements, type);
        BaseTypeSyntax disposable = SyntaxFactory.SimpleBaseType(
            SyntaxFactory.ParseTypeName(Interface).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation));
        TypeDeclarationSyntax extended = type.AddMembers(method);
        if (type.BaseList is { } bases)
            return extended.WithBaseList(bases.WithTypes(bases.Types.Replace(
                bases.Types.Last(), bases.Types.Last().WithoutTrailingTrivia()).Add(disposable.WithLeadingTrivia(SyntaxFactory.Space)
                    .WithTrailingTrivia(bases.Types.Last().GetTrailingTrivia()))));
        return WithFirstBase(extended, disposable);
    }

    /// <summary>The base list goes behind whatever stands before it, on the same line.</summary>
    private static TypeDeclarationSyntax WithFirstBase(TypeDeclarationSyntax type, BaseTypeSyntax disposable)
    {
        SyntaxNodeOrToken before = type.ChildNodes().OfType<ParameterListSyntax>().LastOrDefault() is { } parameters ? parameters
            : type.TypeParameterList is { } generic ? generic
            : type.Identifier;
        SyntaxTriviaList trailing = before.GetTrailingTrivia();
        SyntaxAnnotation mark = new();
        type = before.IsToken
            ? type.ReplaceToken(before.AsToken(), before.AsToken().WithTrailingTrivia(SyntaxFactory.Space))
            : type.ReplaceNode(before.AsNode()!, before.AsNode()!.WithTrailingTrivia(SyntaxFactory.Space).WithAdditionalAnnotations(mark));
        SyntaxToken colon = SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space);
        return type.WithBaseList(SyntaxFactory.BaseList(colon, SyntaxFactory.SingletonSeparatedList(disposable)).WithTrailingTrivia(trailing));
    }
}
