namespace Quiesce.Runtime.Tests.Twins;

public sealed class TwinTests
{
    public static TheoryData<string> Names => [.. TwinCatalogue.All.Select(twin => twin.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_twin_differs_from_the_product_by_its_one_edit(string name)
    {
        Twin twin = TwinCatalogue.All.Single(twin => twin.Name == name);
        foreach ((string path, string text) in twin.Files())
        {
            if (Repository.Accepts)
                Repository.Write(path, text);
            Assert.True(
                Repository.Has(path) && Repository.Read(path) == text,
                $"{path} is not the product with the one edit of {name}. To rewrite the twins: " +
                "QUIESCE_ACCEPT=1 dotnet test tests/Runtime.Tests -p:AcceptTwins=true --filter TwinTests");
        }
    }

    [Fact]
    public void Every_twin_on_disk_is_in_the_catalogue()
    {
        IEnumerable<string> onDisk = Directory.EnumerateFiles(Path.Combine(Repository.Root, Twin.Folder))
            .Select(static file => Path.GetFileName(file));
        IEnumerable<string> inCatalogue = TwinCatalogue.All
            .SelectMany(static twin => twin.Files())
            .Select(static file => Path.GetFileName(file.Path));
        Assert.Equal(inCatalogue.Order(StringComparer.Ordinal), onDisk.Order(StringComparer.Ordinal));
    }
}
