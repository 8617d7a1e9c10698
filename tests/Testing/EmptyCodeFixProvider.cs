using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Quiesce.Testing;

/// <summary>A fix that fixes nothing, where a test names its fixes in another way.</summary>
public sealed class EmptyCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [];

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;
}
