namespace Quiesce.Runtime.Tests;

public sealed class PublicApiTests
{
    private const string Baseline = "src/Runtime/PublicAPI.txt";

    [Fact]
    public void The_public_API_is_the_one_agreed_on()
    {
        string actual = PublicApi.Of(typeof(Module).Assembly);
        if (Repository.Accepts)
            Repository.Write(Baseline, actual);
        string agreed = Repository.Has(Baseline) ? Repository.Read(Baseline) : "";
        string[] gone = [.. agreed.Split('\n').Except(actual.Split('\n')).Select(static line => "- " + line)];
        string[] added = [.. actual.Split('\n').Except(agreed.Split('\n')).Select(static line => "+ " + line)];
        Assert.True(
            agreed == actual,
            $"The public API differs from {Baseline}:\n{string.Join('\n', gone.Concat(added))}\n" +
            "To agree: QUIESCE_ACCEPT=1 dotnet test tests/Runtime.Tests --filter PublicApiTests");
    }
}
