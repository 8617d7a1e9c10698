using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Quiesce.Analyzers.Tests.HarnessTests;

/// <summary>Calls Release where Leak is called; variants that a test of fixes must reject derive from it.</summary>
public class RenameLeakFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["QSC101"];

    protected virtual string NewName => "Release";

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        // From the end: the spans before stay where they are.
        foreach (Diagnostic diagnostic in diagnostics.OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start))
            document = await RenameAsync(document, diagnostic, context.CancellationToken);
        return document;
    });

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(CodeAction.Create("Release", token => RenameAsync(context.Document, diagnostic, token), "Release"), diagnostic);
            context.RegisterCodeFix(CodeAction.Create("Keep", _ => Task.FromResult(context.Document), "Keep"), diagnostic);
        }

        return Task.CompletedTask;
    }

    private async Task<Document> RenameAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken))!;
        SyntaxToken name = root.FindToken(diagnostic.Location.SourceSpan.Start);
        return document.WithSyntaxRoot(root.ReplaceToken(name, SyntaxFactory.Identifier(name.LeadingTrivia, NewName, name.TrailingTrivia)));
    }
}

/// <summary>Its result does not compile.</summary>
public sealed class BreakingFix : RenameLeakFix
{
    protected override string NewName => "Nothing";
}

/// <summary>Its result is what it fixes.</summary>
public sealed class IdleFix : RenameLeakFix
{
    protected override string NewName => "Leak";
}

/// <summary>Its Fix All does something else.</summary>
public sealed class ForgetfulFixAllFix : RenameLeakFix
{
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create((_, document, _) => Task.FromResult<Document?>(document));
}
