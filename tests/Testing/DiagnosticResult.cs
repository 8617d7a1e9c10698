using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.Testing;

/// <summary>What of an expected diagnostic is not compared.</summary>
[Flags]
public enum DiagnosticOptions
{
    /// <summary>All is compared.</summary>
    None = 0,

    /// <summary>Any severity will do.</summary>
    IgnoreSeverity = 1,

    /// <summary>Any additional locations will do.</summary>
    IgnoreAdditionalLocations = 2,
}

/// <summary>An expected place: a key of the markup, a point, or a span, lines and columns from 0.</summary>
readonly record struct ExpectedLocation(string? Path, FileLinePositionSpan Span, bool IsPoint, string? MarkupKey);

/// <summary>A diagnostic that a test expects; what is not said is not compared. Immutable.</summary>
public readonly record struct DiagnosticResult
{
    private const string DefaultPath = "/0/Test0.cs";

    /// <summary>A diagnostic of <paramref name="id" />.</summary>
    public DiagnosticResult(string id, DiagnosticSeverity severity) => (Id, Severity) = (id, severity);

    /// <summary>A diagnostic of <paramref name="descriptor" />, at its default severity.</summary>
    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity) => MessageFormat = descriptor.MessageFormat;

    /// <summary>The diagnostic's id.</summary>
    public string Id { get; }

    /// <summary>The diagnostic's severity.</summary>
    public DiagnosticSeverity Severity { get; init; }

    /// <summary>What is not compared.</summary>
    public DiagnosticOptions Options { get; init; }

    /// <summary>The descriptor's format, where it is known: with arguments it makes the message.</summary>
    public LocalizableString? MessageFormat { get; init; }

    /// <summary>The message's arguments; unset: not compared.</summary>
    public object[]? MessageArguments { get; init; }

    /// <summary>The message; unset: made from format and arguments, else not compared.</summary>
    public string? Message { get; init; }

    internal ImmutableArray<ExpectedLocation> Places { get => field.IsDefault ? [] : field; init; }

    /// <summary>An error of the compiler.</summary>
    public static DiagnosticResult CompilerError(string id) => new(id, DiagnosticSeverity.Error);

    /// <summary>A warning of the compiler.</summary>
    public static DiagnosticResult CompilerWarning(string id) => new(id, DiagnosticSeverity.Warning);

    /// <summary>At the place marked <c>{|#key:...|}</c>; the first is the primary location, the rest are additional.</summary>
    public DiagnosticResult WithLocation(int markupKey) =>
        With(new ExpectedLocation(null, default, false, "#" + markupKey.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Starting at this line and column (from 1) of the first source.</summary>
    public DiagnosticResult WithLocation(int line, int column) => WithLocation(DefaultPath, line, column);

    /// <summary>Starting at this line and column (from 1).</summary>
    public DiagnosticResult WithLocation(string path, int line, int column) =>
        With(new ExpectedLocation(path, Span(path, line, column, line, column), true, null));

    /// <summary>Exactly this span (lines and columns from 1) of the first source.</summary>
    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(DefaultPath, startLine, startColumn, endLine, endColumn);

    /// <summary>Exactly this span (lines and columns from 1).</summary>
    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        With(new ExpectedLocation(path, Span(path, startLine, startColumn, endLine, endColumn), false, null));

    /// <summary>With these arguments of the message.</summary>
    public DiagnosticResult WithArguments(params object[] arguments) => this with { MessageArguments = arguments };

    /// <summary>With this whole message.</summary>
    public DiagnosticResult WithMessage(string? message) => this with { Message = message };

    /// <summary>With this severity.</summary>
    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    /// <summary>Compared with these exceptions.</summary>
    public DiagnosticResult WithOptions(DiagnosticOptions options) => this with { Options = options };

    private DiagnosticResult With(ExpectedLocation location) => this with { Places = Places.Add(location) };

    private static FileLinePositionSpan Span(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        new(path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1));
}
