using System.Diagnostics;

namespace Quiesce.Runtime.Tests.Stress;

/// <summary>
/// The fallback without a process-wide barrier. Which of the two a process uses is fixed before its first section, so
/// each of these tests runs in a process of its own: this assembly again, through its <see cref="Main" />.
/// </summary>
[Collection(StressCollection.Name)]
public sealed class FencedReadersStress
{
    private static readonly Dictionary<string, Action> Tests = new()
    {
        ["product"] = static () => StressRun.Holds(ReadSideStress.NoReaderSeesReclaimed<ProductReadSide>),
        ["twin"] = static () => StressRun.Catches(ReadSideStress.NoReaderSeesReclaimed<FencedReadersWithoutFence>),
    };

    [Fact]
    public void No_reader_sees_a_reclaimed_node_with_fences_on_the_readers() => RunInChild("product");

    [Fact]
    public void No_reader_sees_a_reclaimed_node_fails_if_fenced_readers_leave_out_their_fence() => RunInChild("twin");

    /// <summary>The child process.</summary>
    /// <param name="args">The name of the test.</param>
    /// <returns>0 if the test has passed.</returns>
    public static int Main(string[] args)
    {
        AppContext.SetSwitch("Quiesce.FencedReaders", true);
        Assert.True(ReaderFence.IsOnReaders);
        Tests[args.Single()]();
        return 0;
    }

    private static void RunInChild(string test)
    {
        string host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        ProcessStartInfo start = new(host, ["exec", typeof(FencedReadersStress).Assembly.Location, test])
        {
            RedirectStandardError = true,
        };
        using Process child = Process.Start(start)!;
        string errors = child.StandardError.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, errors);
    }
}
