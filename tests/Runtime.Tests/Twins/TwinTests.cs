namespace Quiesce.Runtime.Tests.Twins;

public sealed class TwinTests
{
    public static TheoryData<string> Names => [.. TwinCatalogue.All.Select(twin => twin.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_twin_differs_from_the_product_by_its_one_edit(string name)
    {
        Twin twin = TwinCatalogue.All.Single(twin => twin.Name == name);
        string expected = twin.Expected();
        if (Repository.Accepts)
            Repository.Write(twin.Path, expected);
        Assert.True(
            Repository.Has(twin.Path) && Repository.Read(twin.Path) == expected,
            $"{twin.Path} is not {twin.Source} with its one edit. " +
            "To rewrite the twins: QUIESCE_ACCEPT=1 dotnet test tests/Runtime.Tests -p:AcceptTwins=true --filter TwinTests");
    }

    [Fact]
    public void Every_twin_on_disk_is_in_the_catalogue()
    {
        string folder = Path.Combine(Repository.Root, "tests/Runtime.Tests/Twins/Frozen");
        IEnumerable<string> onDisk = Directory.EnumerateFiles(folder, "*.cs")
            .Select(static file => Path.GetFileNameWithoutExtension(file));
        Assert.Equal(
            TwinCatalogue.All.Select(twin => twin.Name).Order(StringComparer.Ordinal),
            onDisk.Order(StringComparer.Ordinal));
    }
}
