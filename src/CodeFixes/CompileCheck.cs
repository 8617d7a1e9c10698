using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.CodeFixes;

/// <summary>Whether an edit inside one member leaves it as compilable as it was.</summary>
internal static class CompileCheck
{
    /// <summary>
    /// True when the edited member, or the whole file, has no error that it did not have before. Errors are compared by id and number: positions move
    /// with the edit, and source that does not compile yet may still be remedied. What the compiler reports only while it emits
    /// (a guard alive across a suspension point) is each remedy's own business.
    /// </summary>
    public static bool AddsNoError(SemanticModel before, SemanticModel after, TextSpan member, CancellationToken cancellation)
    {
        Dictionary<string, int> allowed = new();
        foreach (string id in Errors(before, member, cancellation))
            allowed[id] = allowed.TryGetValue(id, out int count) ? count + 1 : 1;

        // The edit lies inside the member, so the member still starts where it did.
        SyntaxNode root = after.SyntaxTree.GetRoot(cancellation);
        TextSpan edited = member == before.SyntaxTree.GetRoot(cancellation).Span
            ? root.Span
            : Syntax.MemberOf(root.FindToken(member.Start).Parent ?? root).Span;
        foreach (string id in Errors(after, edited, cancellation))
        {
            if (!allowed.TryGetValue(id, out int count) || count == 0)
                return false;
            allowed[id] = count - 1;
        }
        return true;
    }

    private static IEnumerable<string> Errors(SemanticModel model, TextSpan span, CancellationToken cancellation) =>
        model.GetDiagnostics(span, cancellation)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsSuppressed)
            .Select(diagnostic => diagnostic.Id);
}
