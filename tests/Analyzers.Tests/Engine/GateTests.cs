using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quiesce.Analyzers.Protocols;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What is looked at: nothing where no annotation can matter, and everything that can reach one.</summary>
public sealed class GateTests
{
    private static readonly MetadataReference s_core = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);

    [Fact]
    public void Without_the_annotations_there_is_no_catalogue() =>
        Assert.Null(Catalogue(Compile("A", "class C { }", s_core)));

    [Fact]
    public void A_reference_that_the_source_never_names_is_no_reason_to_look() =>
        Assert.Null(Catalogue(Compile("A", "class C { bool TryGet() => true; void M() { TryGet(); } }", s_core, Analysis.Runtime)));

    [Fact]
    public void A_using_anywhere_is() =>
        Assert.NotNull(Catalogue(Compile("A", "global using Quiesce;", s_core, Analysis.Runtime)));

    [Fact]
    public void So_is_an_assembly_between_that_exposes_the_type()
    {
        CSharpCompilation between = Compile("Between", "public class Host { public Quiesce.Module Module => null!; }", s_core, Analysis.Runtime);
        CSharpCompilation user = Compile("User", "class C { void M(Host host) { host.Module.TryGet(); } }", s_core, Analysis.Runtime, between.ToMetadataReference());
        Assert.NotNull(Catalogue(user));
    }

    [Fact]
    public void An_internal_copy_of_the_annotations_counts() =>
        Assert.NotNull(Catalogue(Compile("A", "namespace Quiesce.Annotations { class AcquiresAttribute : System.Attribute { } }", s_core)));

    private static ProtocolCatalogue? Catalogue(Compilation compilation) => ProtocolCatalogue.Create(compilation, default);

    private static CSharpCompilation Compile(string name, string source, params MetadataReference[] references) =>
        CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], references, new(OutputKind.DynamicallyLinkedLibrary));
}
