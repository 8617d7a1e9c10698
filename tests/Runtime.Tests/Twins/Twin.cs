namespace Quiesce.Runtime.Tests.Twins;

/// <summary>A frozen copy of one product file in a namespace of its own, broken by one edit.</summary>
/// <param name="Name">Its name, the last part of its namespace, and the name of its file.</param>
/// <param name="Source">The product file, from the root of the repository.</param>
/// <param name="Correct">The text that is edited; occurs once in the product file.</param>
/// <param name="Broken">What stands there in the twin.</param>
/// <param name="Companions">Product files that must use the twin instead of the product: copied without any edit.</param>
public sealed record Twin(string Name, string Source, string Correct, string Broken, params string[] Companions)
{
    /// <summary>The folder of all twins, from the root of the repository.</summary>
    internal const string Folder = "tests/Runtime.Tests/Twins/Frozen";

    /// <summary>What must be on disk: each path, from the root of the repository, with its text.</summary>
    internal IEnumerable<(string Path, string Text)> Files()
    {
        yield return ($"{Folder}/{Name}.cs", Copy(Source, Edit(Repository.Read(Source)), "see TwinCatalogue.cs for the one edit"));
        foreach (string companion in Companions)
        {
            yield return (
                $"{Folder}/{Name}.{Path.GetFileName(companion)}",
                Copy(companion, Repository.Read(companion), "unchanged, to use the broken twin beside it"));
        }
    }

    private string Edit(string product)
    {
        Assert.Equal(2, product.Split(Correct).Length);
        return product.Replace(Correct, Broken, StringComparison.Ordinal);
    }

    private string Copy(string source, string text, string note)
    {
        const string ProductNamespace = "namespace Quiesce;";
        Assert.Equal(2, text.Split(ProductNamespace).Length);
        string twinNamespace = $"namespace Quiesce.Runtime.Tests.Twins.{Name};";
        return $"// Twin of {source}: {note}.\n" + text.Replace(ProductNamespace, twinNamespace, StringComparison.Ordinal);
    }
}
