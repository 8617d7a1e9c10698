using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Simulation;

namespace Quiesce.Analyzers.Reporting;

/// <summary>
/// Finding to diagnostic. The location is the acquire or the wrong call, the additional locations are the path in order,
/// and since those carry no text, <c>Properties["0".."n"]</c> do. The names that a remedy needs are properties too.
/// </summary>
sealed class DiagnosticFactory(ProtocolCatalogue catalogue)
{
    /// <summary>The property of a QSC999 that tells of a failure of the analyzer itself, not of a limit.</summary>
    public const string FailureProperty = "failure";

    private readonly SubjectText _subject = new(catalogue);

    public Diagnostic Create(Finding finding, SemanticModel model)
    {
        List<Step> steps = Shown(finding);
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        for (int i = 0; i < steps.Count; i++)
            properties.Add(i.ToString(CultureInfo.InvariantCulture), TextOf(finding, steps[i]));
        AddRemedies(finding, model, properties);
        return Diagnostic.Create(
            Rules.For(finding.Defect),
            finding.Site.Syntax.GetLocation(),
            steps.Select(PathText.PlaceOf),
            properties.ToImmutable(),
            Subject(finding),
            Circumstance(finding, steps));
    }

    public static Diagnostic Limit(Location location, string why) =>
        Diagnostic.Create(Rules.For(Defect.AnalysisLimit), location, why, "");

    public static Diagnostic Failure(Location location, Exception failure) => Diagnostic.Create(
        Rules.For(Defect.AnalysisLimit), location, ImmutableDictionary<string, string?>.Empty.Add(FailureProperty, failure.GetType().Name),
        $"internal failure: {failure.GetType().Name}: {failure.Message}", "");

    public static Diagnostic Malformed(ContractProblem problem) =>
        Diagnostic.Create(Rules.For(Defect.MalformedContract), problem.Where!.GetSyntax().GetLocation(), problem.Message, "");

    /// <summary>Decisions, and of a leak the way out; of the events only the one that made the finding wrong.</summary>
    private static List<Step> Shown(Finding finding)
    {
        var shown = new List<Step>();
        if (EarlierOf(finding) is { } earlier && !finding.Steps.Any(step => IsOnPath(finding, step)))
            shown.Add(new Step(StepKind.Event, earlier));
        foreach (Step step in finding.Steps)
        {
            if (step.Kind == StepKind.Returns || (step.Kind == StepKind.Event && !IsOnPath(finding, step)) || (step.Kind == StepKind.Leaves && finding.Defect != Defect.Leak)
                || (step.Kind == StepKind.CallThrows && finding.Defect == Defect.GuardCopied)
                || (step.Node == finding.Site.Syntax && step.Kind is StepKind.Branch or StepKind.NullTest or StepKind.Guards))
                continue; // what the finding is about decided nothing
            shown.Add(step);
        }

        if (finding is { Defect: Defect.AcquiredInsideTry or Defect.CountNotAtomic or Defect.GuardCopied, Earlier: { } later } && later != finding.Site)
            shown.Add(new Step(StepKind.Event, later.Syntax));
        return shown;
    }

    /// <summary>The event that made the finding wrong, where the path leads there and on.</summary>
    private static bool IsOnPath(Finding finding, Step step) =>
        (finding.Defect == Defect.NeverReleased || EarlierOf(finding) is not null)
        && finding.Earlier != finding.Site && step.Node == finding.Earlier?.Syntax && step.Kind == StepKind.Event;

    private static bool IsDropped(Finding finding) => finding is { Defect: Defect.Leak, State.Phase: Phase.Dropped };

    private static SyntaxNode? EarlierOf(Finding finding) =>
        finding.Defect is Defect.UseAfterRelease or Defect.PublishedTooEarly or Defect.DestroyedDirectly or Defect.WaitInsideSection or Defect.ReclaimWithoutGracePeriod
        || (finding is { Defect: Defect.CheckThenAct, Steps.Count: 0 })
        || (finding.Defect == Defect.OverRelease && finding.Earlier != finding.Site) || IsDropped(finding)
            ? finding.Earlier?.Syntax
            : null;

    private static string TextOf(Finding finding, Step step) => step.Kind != StepKind.Event ? PathText.Of(step) : finding.Defect switch
    {
        Defect.NeverReleased => "stored here",
        Defect.Leak => "put into a collection here",
        Defect.PublishedTooEarly => "published here",
        Defect.DestroyedDirectly when finding.State.Phase == Phase.Shared => "published here",
        Defect.DestroyedDirectly when finding.State.Phase == Phase.Held => "acquired here",
        Defect.DestroyedDirectly when finding.State.Phase == Phase.Unheld => "not acquired here",
        Defect.WaitInsideSection => "entered here",
        Defect.CheckThenAct => "read here",
        Defect.GuardCopied => "disposed here",
        Defect.CountNotAtomic when finding.State.Phase == Phase.Reclaimed => "destroyed here",
        Defect.ReclaimWithoutGracePeriod when finding.State.Phase == Phase.Published => "published here",
        Defect.ReclaimWithoutGracePeriod when finding.State.Phase == Phase.Deferred => "deferred here",
        Defect.ReclaimWithoutGracePeriod => "unlinked here",
        Defect.OverRelease when finding.State.Phase == Phase.Unheld => "not acquired here",
        Defect.UseAfterRelease when finding.State.Phase == Phase.Reclaimed => "reclaimed here",
        _ => "released here",
    };

    private string Subject(Finding finding) => finding switch
    {
        { Defect: Defect.WaitInsideSection } => PathText.Quote(finding.Site.Syntax),
        { Defect: Defect.CountNotAtomic, Site: IInvocationOperation { Arguments.Length: > 0 } update } => PathText.Quote(update.Arguments[0].Value.Syntax),
        { Defect: Defect.CountNotAtomic, Site: IIncrementOrDecrementOperation { Target: var count } } => PathText.Quote(count.Syntax),
        _ => _subject.Of(finding),
    };

    private static string Circumstance(Finding finding, List<Step> steps) => finding.Defect switch
    {
        Defect.Leak when finding.IsHalfOfPair => ": nothing here gives it back",
        Defect.Leak when IsDropped(finding) => $": nobody looks into the collection that has it{At(finding.Earlier)}",
        Defect.Leak => DecisionInTurn(finding, steps) + Ending(steps),
        Defect.LeakWhenCallThrows => Decision(steps),
        Defect.OverRelease => (finding.State.Phase == Phase.Unheld ? "although it was not acquired" : "more often than it was acquired") + DecisionBefore(finding, steps),
        Defect.AcquiredInsideTry => At(finding.Earlier),
        Defect.GuardCopied => finding.Earlier == finding.Site ? "the original lives on" : $"disposed{At(finding.Earlier)} as well",
        Defect.CheckThenAct => $"{Verb(finding.State.Phase)} because of '{PathText.Quote(finding.Earlier!.Syntax)}'{At(finding.Earlier)}",
        Defect.CountNotAtomic => Miscounted(finding),
        Defect.UseAfterRelease => At(finding.Earlier) + Decision(steps),
        Defect.NeverReleased => $": '{PathText.Quote(finding.Earlier!.Syntax)}'" + (finding.Earlier == finding.Site ? "" : At(finding.Earlier)),
        Defect.PublishedTooEarly => ": published" + At(finding.Earlier),
        Defect.WaitInsideSection => finding.Earlier is null ? "" : ", entered at line " + Line(finding.Earlier),
        Defect.ReclaimWithoutGracePeriod => Reclaimed(finding) + Decision(steps),
        _ => "",
    };

    private static string Verb(Phase phase) => phase switch
    {
        Phase.Held => "acquired",
        Phase.Released => "released",
        _ => "reclaimed",
    };

    private static string Miscounted(Finding finding)
    {
        string where = finding.Steps.Count == 0 ? "" : " at line " + PathText.LineOf(finding.Steps[0]).ToString(CultureInfo.InvariantCulture);
        return finding switch
        {
            { Earlier: null } => $"it may have become zero since it was tested{where}",
            { State.Count: > 0 } => $"it is destroyed{At(finding.Earlier)} while others hold references",
            { Site: not IInvocationOperation } => "other updates of it are atomic, this one is not",
            _ => $"it is read again{where}, when others may have changed it",
        };
    }

    private static string Reclaimed(Finding finding) => finding.State.Phase switch
    {
        Phase.Published => ": it is still linked" + At(finding.Earlier),
        Phase.Deferred => ": its reclaim was deferred" + At(finding.Earlier),
        _ => ": no grace period has passed since it was unlinked" + At(finding.Earlier),
    };

    private static string At(IOperation? operation) => operation is null ? "" : " at line " + Line(operation);

    private static string Line(IOperation operation) =>
        PathText.LineOf(operation.Syntax.GetLocation()).ToString(CultureInfo.InvariantCulture);

    /// <summary>What decided that the release happens; else what decided that nothing was taken in return.</summary>
    private static string DecisionBefore(Finding finding, List<Step> steps)
    {
        int release = finding.Steps.Count - 1;
        while (release >= 0 && !(finding.Steps[release].Kind == StepKind.Event && finding.Steps[release].Node == finding.Site.Syntax))
            release--;
        string before = Decision([.. finding.Steps.Take(Math.Max(release, 0))]);
        return before.Length > 0 ? before : Decision(steps);
    }

    /// <summary>Of a reference that a loop takes anew, what decided on the turn that took it; not whether there was another turn.</summary>
    private static string DecisionInTurn(Finding finding, List<Step> steps)
    {
        string inTurn = Decision(finding.StepsInTurn());
        return inTurn.Length > 0 ? inTurn : Decision(steps);
    }

    private static string Decision(List<Step> steps)
    {
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            if (steps[i].Kind is StepKind.Branch or StepKind.NullTest or StepKind.Guards or StepKind.CallThrows or StepKind.Abandons)
                return " when " + PathText.Of(steps[i]);
        }

        return "";
    }

    private static string Ending(List<Step> steps)
    {
        if (steps.Count == 0)
            return "";
        Step last = steps[steps.Count - 1];
        string line = PathText.LineOf(last).ToString(CultureInfo.InvariantCulture);
        return last.Kind switch
        {
            StepKind.Throws => $": throws at line {line}",
            StepKind.Overwrites => $": overwritten at line {line}",
            StepKind.Discards => $": discarded at line {line}",
            StepKind.Leaves => $": leaves at line {line}",
            _ => "",
        };
    }

    /// <summary>The keys are described in docs/architecture.md. Where a key is absent, the remedy that needs it is not offered.</summary>
    private void AddRemedies(Finding finding, SemanticModel model, ImmutableDictionary<string, string?>.Builder properties)
    {
        switch (finding.Defect)
        {
            case Defect.ReclaimWithoutGracePeriod:
                AddWaits(finding, properties);
                break;
            case Defect.NeverReleased when finding.Earlier is IMemberReferenceOperation { Type: { } stored } field:
                Add(properties, "field", field.Member.Name);
                Add(properties, "release", catalogue.PartnersOf(stored, finding.Tag, []).Release ?? Partners.DisposalOf(stored));
                break;
            case Defect.CountNotAtomic:
                AddAtomics(finding, properties);
                break;
            case Defect.DestroyedDirectly:
                // A path that has given its reference back, or got none, has nothing left to release.
                if (finding is { State.Phase: Phase.Untouched or Phase.Shared or Phase.Held, Operand.Type: { } counted })
                    Add(properties, "release", catalogue.PartnersOf(counted, finding.Tag, []).Release);
                break;
            default:
                PartnerProperties.Add(finding, model, catalogue, properties);
                break;
        }
    }

    /// <summary>What makes a plain decrement atomic, and an increment that must not start from zero.</summary>
    private static void AddAtomics(Finding finding, ImmutableDictionary<string, string?>.Builder properties)
    {
        if (finding.Site is IIncrementOrDecrementOperation)
            Add(properties, "decrement", WellKnownContracts.AtomicDecrement);
        if (finding is not { Earlier: null, Site: IInvocationOperation update } || WellKnownContracts.Of(update.TargetMethod)?.On(0, EffectKind.AtomicUpdate) is not { Count: 1 })
            return;
        Add(properties, "compareExchange", WellKnownContracts.AtomicExchange);
        Add(properties, "read", WellKnownContracts.AtomicRead);
    }

    /// <summary>What is still linked must be unlinked first, and who is inside a section would wait for itself.</summary>
    private void AddWaits(Finding finding, ImmutableDictionary<string, string?>.Builder properties)
    {
        if (finding.State.Phase == Phase.Published)
            return;
        if (!finding.IsInSection)
            Add(properties, "wait", FullName(catalogue.WaitFor(finding.Tag)));
        Add(properties, "defer", FullName(catalogue.DeferFor(finding.Tag)));
    }

    internal static void Add(ImmutableDictionary<string, string?>.Builder properties, string key, string? value)
    {
        if (value is not null)
            properties.Add(key, value);
    }

    private static string? FullName(IMethodSymbol? method) => method is null
        ? null
        : method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + method.Name;
}
