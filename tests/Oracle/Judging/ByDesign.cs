using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Judging;

/// <summary>
/// Where the design chooses not to say what an execution shows. Each choice has a name, is described in docs/oracle.md under that
/// name, and is left out by a predicate: the judge tolerates nothing else.
/// </summary>
static class ByDesign
{
    /// <summary>Three or more are "many": beyond, counts are alike, and how many are left of many is not known.</summary>
    public static bool CountsSaturate(int net) => Math.Abs(net) >= 3;

    /// <summary>After an acquire whose result was ignored nothing more is said of that object on that path.</summary>
    public static bool IgnoredAcquire(ModuleEnd end) => end.IsAssumed;

    /// <summary>A reference kept on every path is half of a pair where the type gives such references back.</summary>
    public static bool HalfOfPair(Sketch sketch) => sketch.All.Any(node => node.GivesBack);

    /// <summary>A release where nothing was asked for gives back the reference of the caller.</summary>
    public static bool CallersReference(bool isGivenBack, bool isRefused) => !isGivenBack && !isRefused;

    /// <summary>
    /// What was shown to others before anything was asked of it is also their business. Whether they gave it back on a path that neither
    /// keeps nor gives back is not known, so nobody is asked who gives back, or shows something else in its place.
    /// </summary>
    public static bool GivenAway(Sketch sketch)
    {
        HashSet<int> shown = [.. sketch.All.Where(node => node.Kind == Kind.Show).Select(node => node.Number)];
        return shown.Count > 1 || sketch.All.Any(node => node.Kind is Kind.Put or Kind.Operate && shown.Contains(node.Number));
    }

    /// <summary>Whoever asks for the same lock finds what was shown there when it is taken already. One lock is one statement: no program shows in one.</summary>
    public static bool ShownInLock(Sketch sketch) => sketch.All.Any(node => node.Kind == Kind.Lock
        && (node.Has(Kind.Show) || node.Has(Kind.Keep) || node.Has(Kind.HandOver) || (node.Has(Kind.CallLocal) && sketch.LocalFunctions.Any(function => function.Has(Kind.HandOver)))));

    /// <summary>A local function that nobody calls is analysed alone, like a method.</summary>
    public static bool UncalledFunction(Sketch sketch) =>
        sketch.Body.Parts is not [{ Kind: Kind.CallLocal } or { Kind: Kind.If, Parts: [{ Kind: Kind.Parameter }, { Parts: [{ Kind: Kind.CallLocal }, ..] }, ..] }, ..];

    /// <summary>Fields are memory that others may change: at each turn of a loop they are read anew.</summary>
    public static bool MembersInLoops(Sketch sketch) => (sketch.Style.Flags != Flags.Locals || sketch.All.Any(node => node.Kind == Kind.Show)) && sketch.All.Any(node => node.IsLoop);

    /// <summary>A flag that each turn of a loop turns over may be set or not, whatever turned it.</summary>
    public static bool TurnedInLoops(Sketch sketch) => sketch.All.Where(node => node.IsLoop).Any(loop =>
        loop.Has(Kind.AssignXor) || (loop.Has(Kind.CallLocal) && sketch.LocalFunctions.Any(function => function.Has(Kind.AssignXor))));

    /// <summary>What is added to a number is known while the number is: one that is this or that, and then counts on, is not.</summary>
    public static bool CountOfSeveral(Sketch sketch) => sketch.All
        .Where(node => node.Kind is Kind.Raise or Kind.Lower)
        .GroupBy(node => (node.Kind, node.Number)).Any(count => count.Count() > 1);

    /// <summary>
    /// Filters run before the finally blocks inside their try. The analysis runs them in the order of the text: a flag that such
    /// a finally sets has its new value already when the filter asks.
    /// </summary>
    public static bool FilterBeforeFinally(Sketch sketch) => sketch.All.Where(node => node.Kind == Kind.Try).Any(tried =>
    {
        HashSet<int> asked = [.. Clauses(tried).Where(HasFilter).SelectMany(clause => clause.Parts[0].All).Where(IsFlag).Select(flag => flag.Number)];
        return tried.Parts[0].All.Where(node => node.Kind == Kind.Finally)
            .SelectMany(node => node.All.Concat(node.Has(Kind.CallLocal) ? sketch.LocalFunctions.SelectMany(function => function.All) : []))
            .Any(node => node.IsAssignment && asked.Contains(node.Number));
    });

    /// <summary>
    /// What a path has learnt of the type of an exception in flight is forgotten where it passes a clause or is thrown again: a
    /// later clause for such a type may or may not take it.
    /// </summary>
    public static bool ExceptionInFlight(Sketch sketch) => sketch.All.Where(node => node.Kind == Kind.Try && Clauses(node).Any(IsTyped)).Any(tried =>
        ThrowsAgain(tried.Parts[0], isKnown: true) || tried.Parts[0].All.Any(node => node.Kind == Kind.Catch && IsTyped(node))
        || Clauses(tried).SkipLast(1).Any(clause => IsTyped(clause) && HasFilter(clause)));

    /// <summary>Whether something of a type that the path could know is thrown again.</summary>
    private static bool ThrowsAgain(Node node, bool isKnown)
    {
        if (node.Kind == Kind.Rethrow)
            return isKnown;
        bool isThrown = node.Kind == Kind.Try && node.Parts[0].Has(Kind.Throw);
        return node.Parts.Any(part => ThrowsAgain(part, part.Kind == Kind.Catch ? isThrown || IsTyped(part) : isKnown));
    }

    private static IEnumerable<Node> Clauses(Node tried) => tried.Parts.Where(part => part.Kind == Kind.Catch);

    private static bool HasFilter(Node clause) => clause.Parts.Length > 1;

    private static bool IsTyped(Node clause) => clause.Number < Exceptions.Any;

    private static bool IsFlag(Node node) => node.Kind == Kind.Flag;
}
