using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.Analyzers.Tests;

/// <summary>The source of a test, as a whole file.</summary>
sealed record Snippet(string Source, VerifyOptions Options)
{
    /// <summary>In scope of every snippet, in a file of their own.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Quiesce;
        global using Quiesce.Annotations;
        """;

    /// <summary>Kept on the snippet's first line, so that its line numbers are those a reader counts.</summary>
    public const string Opening = "class C { ";

    public static Snippet WholeFile(string source, VerifyOptions? options) => new(source, options ?? VerifyOptions.Default);

    public static Snippet Parse(string text, VerifyOptions? options)
    {
        Snippet whole = WholeFile(text, options);
        return IsWholeFile(text, whole.ParseOptions) ? whole : whole with { Source = Opening + text + "\n}\n" };
    }

    public CSharpParseOptions ParseOptions
    {
        get
        {
            LanguageVersion version = LanguageVersion.Latest;
            if (Options.CSharp is { } wanted && !LanguageVersionFacts.TryParse(wanted, out version))
                throw new NotSupportedException($"This compiler does not know C# {wanted}: mark the test with [LanguageFact(\"{wanted}\")].");
            return new CSharpParseOptions(version, DocumentationMode.Parse);
        }
    }

    /// <summary>Whether <paramref name="text" /> stands alone rather than inside a class.</summary>
    public static bool IsWholeFile(string text, CSharpParseOptions options)
    {
        CompilationUnitSyntax root = SyntaxFactory.ParseCompilationUnit(text, options: options);
        return root.Usings.Count > 0
            || root.AttributeLists.Count > 0
            || root.Members.Any(member => member is BaseNamespaceDeclarationSyntax)
            || (root.Members.Count > 0 && root.Members.All(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax));
    }

    /// <summary>The source with line numbers, for a failure to show.</summary>
    public string Numbered => string.Join('\n', Source.Split('\n').Select(
        (line, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1,4} {line}")));
}
