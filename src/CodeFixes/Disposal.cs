using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Quiesce.CodeFixes;

/// <summary>How one type ends its objects' lives: the method of its own that is extended, or the one of a base that is overridden.</summary>
internal sealed class Disposal(Site site, TypeDeclarationSyntax declaration, INamedTypeSymbol type)
{
    private const string Name = nameof(IDisposable.Dispose);

    /// <summary>The root with the type's own method releasing too; null where this part of the type has none with a body.</summary>
    public SyntaxNode? Extended(StatementSyntax[] statements)
    {
        MethodDeclarationSyntax[] own = [.. declaration.Members.OfType<MethodDeclarationSyntax>().Where(IsDispose)];
        if (own.FirstOrDefault(method => method.ParameterList.Parameters.Count == 1) is { } pattern)
            return Extended(pattern, [Under(pattern.ParameterList.Parameters[0].Identifier.ValueText, statements)]);
        return own.Length == 0 ? null : Extended(own[0], statements);
    }

    /// <summary>True when a base has a method of the name that cannot be overridden: whoever disposes the base would not come here.</summary>
    public bool IsInherited => Bases().Any(parent => parent.GetMembers(Name).OfType<IMethodSymbol>().Any(method => method.Parameters.IsEmpty));

    /// <summary>True when the type's own method begins with leaving where it has run before.</summary>
    public bool IsDoneOnce => declaration.Members.OfType<MethodDeclarationSyntax>().Where(IsDispose)
        .Any(method => method.Body?.Statements.FirstOrDefault() is { } first && IsOnceOnly(first));

    /// <summary>The root with an override that releases and lets the base do the rest; null where no base can be overridden.</summary>
    public SyntaxNode? Overridden(StatementSyntax[] statements)
    {
        IMethodSymbol[] inherited = [.. Bases().SelectMany(parent => parent.GetMembers(Name)).OfType<IMethodSymbol>()
            .Where(method => method.ReturnsVoid && (method.IsVirtual || method.IsAbstract || method.IsOverride) && !method.IsSealed)];
        IMethodSymbol? pattern = inherited.FirstOrDefault(method => method.Parameters.Length == 1 && method.Parameters[0].Type.SpecialType == SpecialType.System_Boolean);
        IMethodSymbol? simple = inherited.FirstOrDefault(method => method.Parameters.IsEmpty);
        if ((pattern ?? simple) is not { } method || method.IsAbstract || type.GetMembers(Name).Any())
            return null;
        string argument = method.Parameters.IsEmpty ? "" : method.Parameters[0].Name;
        string access = SyntaxFacts.GetText(method.DeclaredAccessibility);
        string signature = $"{access} override void {Name}({(argument == "" ? "" : $"bool {argument}")})";
        StatementSyntax[] own = argument == "" ? statements : [Under(argument, statements)];
        StatementSyntax last = Syntax.Statement($"base.{Name}({argument});").WithTrailingTrivia(Layout.EndOfLine(site.Root));
        return site.Root.ReplaceNode(declaration, declaration.AddMembers(Method(site, signature, [.. own, last], declaration)));
    }

    /// <summary>A method as the last member of a type.</summary>
    public static MemberDeclarationSyntax Method(Site site, string signature, StatementSyntax[] statements, TypeDeclarationSyntax type)
    {
        SyntaxTrivia end = Layout.EndOfLine(site.Root);
        MemberDeclarationSyntax method = SyntaxFactory.ParseMemberDeclaration($"{signature}{end}{{{end}}}{end}")!;
        method = ((MethodDeclarationSyntax)method).WithBody(Layout.Block(statements, site.Root));
        return method
            .WithLeadingTrivia(type.Members.Count > 0 ? SyntaxFactory.TriviaList(end) : SyntaxFactory.TriviaList())
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary><c>if (_isDisposed) return;</c>, also with a number or an exchange.</summary>
    private static bool IsOnceOnly(StatementSyntax statement) =>
        statement is IfStatementSyntax { Else: null } test && test.Statement.DescendantNodesAndSelf().OfType<StatementSyntax>().Last() is ReturnStatementSyntax
        && test.Condition switch
        {
            IdentifierNameSyntax => true,
            BinaryExpressionSyntax { Left: IdentifierNameSyntax, Right: LiteralExpressionSyntax { RawKind: not (int)SyntaxKind.NullLiteralExpression } } => true,
            BinaryExpressionSyntax { Left: InvocationExpressionSyntax exchange } => exchange.ArgumentList.Arguments.Any(argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword)),
            _ => false,
        };

    private IEnumerable<INamedTypeSymbol> Bases()
    {
        for (INamedTypeSymbol? parent = type.BaseType; parent is not null; parent = parent.BaseType)
            yield return parent;
    }

    private static bool IsDispose(MethodDeclarationSyntax method) =>
        method.Identifier.ValueText == Name && (method.Body ?? (SyntaxNode?)method.ExpressionBody) is not null
        && method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        && (method.ParameterList.Parameters.Count == 0 || IsOneBool(method.ParameterList.Parameters));

    private static bool IsOneBool(SeparatedSyntaxList<ParameterSyntax> parameters) =>
        parameters.Count == 1 && parameters[0].Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword };

    private SyntaxNode? Extended(MethodDeclarationSyntax method, StatementSyntax[] statements)
    {
        if (method.ExpressionBody is { } arrow)
            return ExpressionBody.Replace(site.Root, arrow.Expression, [SyntaxFactory.ExpressionStatement(arrow.Expression.WithoutTrivia()), .. statements]);
        return Appended(method.Body!, statements);
    }

    /// <summary>Null where some way leaves the method before its end, other than because it has run before.</summary>
    private SyntaxNode? Appended(BlockSyntax block, StatementSyntax[] statements)
    {
        if (block.Statements.Take(block.Statements.Count - 1).Any(statement => !IsOnceOnly(statement) && Syntax.Executed(statement).Any(node => node is ReturnStatementSyntax)))
            return null;
        int end = block.Statements.Count > 0 && Syntax.Exits(block.Statements.Last()) ? block.Statements.Count - 1 : block.Statements.Count;
        return StatementList.Of(block).Replace(site.Root, end, end, statements);
    }

    /// <summary>In the pattern's method other objects are touched only where it is not the finaliser that runs.</summary>
    private StatementSyntax Under(string disposing, StatementSyntax[] statements)
    {
        SyntaxTrivia end = Layout.EndOfLine(site.Root);
        IfStatementSyntax branch = (IfStatementSyntax)Syntax.Statement($"if ({disposing}){end}    ;");
        return branch.WithStatement(statements.Length == 1 ? statements[0] : Layout.Block(statements, site.Root))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
