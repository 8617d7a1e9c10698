using System.Collections.Immutable;
using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle;

/// <summary>A disagreement as a test of the analyzers, with the marks that the judge expects.</summary>
static class Snippet
{
    private const string World = """
            [NeverThrows] static bool Ask(int site) => site > 0;
            [NeverThrows] static void Ask(int site, out bool answer) => answer = site > 0;
            static readonly object Gate = new();
            sealed class Flags { public bool F0, F1, F2, F3, F4, F5, F6, F7; }
            static bool Check(int site) => site > 0;
            [NeverThrows] static bool More(int site) => site > 0;
            [NeverThrows] static int Count(int site) => site;
            [NeverThrows] static IEnumerable<int> Items(int site) { yield return site; }
            static void Work(int site) { }
            static Task WorkAsync(int site) => Task.CompletedTask;
            static Module? Board;
            [NeverThrows, EntersRead] static void EnterRead() { }
            [NeverThrows, ExitsRead] static void ExitRead() { }
            [NeverThrows, WaitsGracePeriod] static void Synchronize() { }
            private Module? _kept0, _kept1, _kept2;
            private ModuleLease? _lease0, _lease1, _lease2;
            sealed class Item { [NeverThrows] public static void Publish([Publishes] Item item) { } [NeverThrows] public static void Unlink([Unlinks] Item item) { } [NeverThrows] public static void Retire([Defers] Item item) { } [NeverThrows, Reclaims] public void Destroy() { } [NeverThrows] public static void Look([Borrowed] Item item) { } }
            [NeverThrows] static void Use([Borrowed] Module module) { }

        """;

    public static string Of(Result result)
    {
        ImmutableDictionary<int, string> marks = Marks(result);
        string method = Rendering.ForReaders(result.Sketch, marks);
        IEnumerable<string> world = World.Split('\n').Where(line => IsNeeded(line, method));
        string body = string.Concat(world.Concat(method.TrimEnd('\n').Split('\n').Select(line => "    " + line)).Select(line => $"    {line.TrimStart('\0')}\n"));
        string call = marks.IsEmpty ? "Silent" : "Rule";
        return $"    [Fact]\n    public Task Seed_{result.Sketch.Seed}_{result.Sketch.Name}() => Verify.{call}(\"\"\"\n{body}        \"\"\");\n";
    }

    private static bool IsNeeded(string line, string method)
    {
        string[] names = ["Ask", "Check", "More", "Count", "Items", "Work", "WorkAsync", "Use", "EnterRead", "ExitRead", "Synchronize"];
        return (line.Contains("class Flags", StringComparison.Ordinal) && method.Contains("own.", StringComparison.Ordinal))
            || (line.Contains("class Item", StringComparison.Ordinal) && method.Contains("Item ", StringComparison.Ordinal))
            || (line.Contains("_kept", StringComparison.Ordinal) && method.Contains("_kept", StringComparison.Ordinal))
            || (line.Contains("_lease", StringComparison.Ordinal) && method.Contains("_lease", StringComparison.Ordinal))
            || (line.Contains(" Board;", StringComparison.Ordinal) && method.Contains("Board =", StringComparison.Ordinal))
            || (line.Contains(" Gate ", StringComparison.Ordinal) && method.Contains("(Gate)", StringComparison.Ordinal)) || names.Any(name => line.Contains($" {name}(", StringComparison.Ordinal) && method.Contains($"{name}(", StringComparison.Ordinal));
    }

    /// <summary>Runs the program once more, telling where it is.</summary>
    private static ImmutableDictionary<int, string> Marks(Result result)
    {
        Observed observed = new Batch([result.Sketch], tells: true).Run()[0];
        return Judge.Sentences(result.Sketch, observed)
            .Select(sentence => (sentence.Statement, Id: IdOf(sentence)))
            .Distinct()
            .GroupBy(mark => mark.Statement)
            .ToImmutableDictionary(marks => marks.Key, marks => string.Join(" // ", OneOfLeaks([.. marks.Select(mark => mark.Id)])));
    }

    /// <summary>A leak that a call's exception shows is no finding of its own where there is another.</summary>
    private static IEnumerable<string> OneOfLeaks(ImmutableSortedSet<string> ids) =>
        ids.Contains("QSC101") ? ids.Remove("QSC110") : ids;

    private static string IdOf(Sentence sentence) => sentence.Defect switch
    {
        Defects.Leak when sentence.IsKept => "QSC107",
        Defects.Leak => sentence.IsByCall ? "QSC110" : "QSC101",
        Defects.OverRelease => "QSC102",
        Defects.UseAfterRelease => "QSC103",
        Defects.ResultIgnored => "QSC104",
        Defects.WaitInsideSection => "QSC205",
        Defects.ReclaimedTooEarly => "QSC302",
        Defects.DestroyedDirectly => "QSC114",
        Defects.PublishedTooEarly => "QSC112",
        Defects.AcquiredInsideTry => "QSC113",
        Defects.GuardCopied => "QSC108",
        Defects.SelfReference => "QSC106",
        _ => "QSC105",
    };
}
