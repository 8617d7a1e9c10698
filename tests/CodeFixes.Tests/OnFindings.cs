using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>
/// Drives one remedy over what the analyzer itself finds: for what a remedy decides by what the analysis knows. The source is a list
/// of members of a class, or types.
/// </summary>
internal static class OnFindings
{
    private static readonly MetadataReference s_runtime = MetadataReference.CreateFromFile(typeof(Module).Assembly.Location);

    /// <summary>There is something to remedy, and the remedy is offered for none of it; Fix All does what other remedies can, or nothing.</summary>
    public static async Task IsNotOffered<TRemedy>(string source, string? fallback = null)
        where TRemedy : CodeFixProvider, new()
    {
        (Document document, ImmutableArray<Diagnostic> findings) = await Find<TRemedy>(source);
        foreach (Diagnostic finding in findings)
            Assert.Empty(await Fix.Offered<TRemedy>(document, finding));
        Document changed = await Fix.FixedAll<TRemedy>(document, findings);
        await Fix.Check(changed, fallback is null ? (await document.GetTextAsync()).ToString() : Wrap(fallback));
    }

    /// <summary>There is something to remedy, and the remedy is offered for none of it; what Fix All does instead is not looked at.</summary>
    public static async Task IsNeverOffered<TRemedy>(string source)
        where TRemedy : CodeFixProvider, new()
    {
        (Document document, ImmutableArray<Diagnostic> findings) = await Find<TRemedy>(source);
        foreach (Diagnostic finding in findings)
            Assert.Empty(await Fix.Offered<TRemedy>(document, finding));
    }

    /// <summary>The remedy, offered for each finding, makes the expected source of it, singly where there is one finding, and by Fix All.</summary>
    public static async Task Becomes<TRemedy>(string source, string expected)
        where TRemedy : CodeFixProvider, new()
    {
        (Document document, ImmutableArray<Diagnostic> findings) = await Find<TRemedy>(source);
        FixPromise promise = await FixPromise.OfAsync(document, findings);
        foreach (Diagnostic finding in findings)
        {
            CodeAction action = Assert.Single(await Fix.Offered<TRemedy>(document, finding));
            if (findings.Length == 1)
                await Fix.Check(await Fix.Changed(document, action), Wrap(expected));
        }

        if (new TRemedy().GetFixAllProvider() is null)
            return;
        Document all = await Fix.FixedAll<TRemedy>(document, findings);
        await Fix.Check(all, Wrap(expected));
        await promise.CheckAsync(all);
        await promise.CheckIdempotentAsync<TRemedy>(all);
    }

    /// <summary>Every finding of the rule says something, or nothing, under a key.</summary>
    public static async Task Says(string source, string id, string key, string? said)
    {
        ImmutableArray<Diagnostic> findings = [.. (await FixPromise.FindingsAsync(Create(Wrap(source)))).Where(found => found.Id == id)];
        Assert.NotEmpty(findings);
        Assert.All(findings, found => Assert.Equal(said, found.Properties.GetValueOrDefault(key)));
    }

    private static async Task<(Document Document, ImmutableArray<Diagnostic> Findings)> Find<TRemedy>(string source)
        where TRemedy : CodeFixProvider, new()
    {
        Document document = Create(Wrap(source));
        ImmutableHashSet<string> ids = [.. new TRemedy().FixableDiagnosticIds];
        ImmutableArray<Diagnostic> findings = [.. (await FixPromise.FindingsAsync(document)).Where(found => ids.Contains(found.Id))];
        Assert.NotEmpty(findings);
        return (document, findings);
    }

    private static string Wrap(string source)
    {
        const string usings = "using System;\nusing System.Collections.Generic;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing Quiesce;\nusing Quiesce.Annotations;\n\n";
        bool isTypes = SyntaxFactory.ParseCompilationUnit(source).Members is { Count: > 0 } members && members.All(member => member is BaseTypeDeclarationSyntax);
        return usings + (isTypes
            ? source
            : $"class C\n{{\n{string.Join("\n", source.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}\n}}") + "\n";
    }

    private static Document Create(string source)
    {
        AdhocWorkspace workspace = new();
        return workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Test", "Test", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest), metadataReferences: Fix.References.Add(s_runtime))).AddDocument("Test.cs", source);
    }
}
