using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Quiesce.Testing;

/// <summary>Files by name, in order; a file added without a name is called <c>/0/Test0.cs</c>, <c>/0/Test1.cs</c>, ...</summary>
public sealed class SourceFileList : List<(string filename, SourceText content)>
{
    /// <summary>Adds a file under the next default name.</summary>
    public void Add(string content) => Add(($"/0/Test{Count}.cs", content));

    /// <summary>Adds a file; a relative name is relative to the project's folder.</summary>
    public void Add((string filename, string content) file) =>
        Add((file.filename.StartsWith('/') ? file.filename : "/0/" + file.filename, SourceText.From(file.content)));
}

/// <summary>A project before or after a fix: its files, with or without markup, and what is expected of it.</summary>
public sealed class SolutionState
{
    /// <summary>The source files.</summary>
    public SourceFileList Sources { get; } = [];

    /// <summary>Files such as <c>/0/.editorconfig</c>.</summary>
    public SourceFileList AnalyzerConfigFiles { get; } = [];

    /// <summary>References beyond the framework's.</summary>
    public List<MetadataReference> AdditionalReferences { get; } = [];

    /// <summary>Diagnostics expected beyond those that markup announces.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    /// <summary>The kind of assembly; a library by default.</summary>
    public OutputKind? OutputKind { get; set; }
}
