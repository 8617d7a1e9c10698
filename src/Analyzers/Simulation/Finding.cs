using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>A defect with its evidence: data, not a diagnostic.</summary>
/// <param name="Defect">Which.</param>
/// <param name="Site">The acquire or the wrong call.</param>
/// <param name="Operand">The expression it is about, for its name.</param>
/// <param name="Tag">The resource kind or domain.</param>
/// <param name="Steps">The path, oldest first.</param>
/// <param name="State">Where the object stood.</param>
/// <param name="Earlier">The operation that made it wrong: the release before the use, the unlink before the reclaim.</param>
/// <param name="IsHalfOfPair">Every path takes it and nothing gives it back.</param>
/// <param name="IsInSection">On some path to the site the body is inside a read-side section of the domain <paramref name="Tag"/>.</param>
/// <param name="Ways">Of a leak: every way out, and whether the reference is kept there; null where that says nothing.</param>
sealed record Finding(
    Defect Defect, IOperation Site, IOperation? Operand, string Tag, IReadOnlyList<Step> Steps, ProtocolState State, IOperation? Earlier = null,
    bool IsHalfOfPair = false, bool IsInSection = false, IReadOnlyList<WayOut>? Ways = null)
{
    /// <summary>
    /// Of a path on which the loop around the site turns again, or comes to its end, the steps of the turn that came by the site, behind it in
    /// the text; none where that turn is left, or something behind the loop decides.
    /// </summary>
    public List<Step> StepsInTurn()
    {
        if (Loops.Around(Site.Syntax) is not { Count: > 0 } loops)
            return [];
        var steps = Steps.ToList();
        int end = steps.FindIndex(step => step.Node == Site.Syntax || step.Node.SpanStart < Site.Syntax.SpanStart || !Loops.IsInBody(loops[0], step.Node));
        bool isDecidedBehind = end < 0 || steps.FindIndex(end, step => step.Kind is not (StepKind.Leaves or StepKind.Returns) && !loops[0].Span.Contains(step.Node.Span)) >= 0;
        return isDecidedBehind ? [] : steps.GetRange(0, end);
    }
}

/// <summary>One way out of a body, and what becomes of one reference there.</summary>
readonly record struct WayOut(Step Step, Keeping Keeps);

/// <summary>What a way out does with a reference.</summary>
enum Keeping
{
    /// <summary>It has none: not acquired, or given back.</summary>
    Nothing,

    /// <summary>It leaves with one that should have been given back.</summary>
    Leak,

    /// <summary>It may be meant to: in other hands, kept as every way with its outcome keeps it, or the analysis has lost it.</summary>
    Kept,

    /// <summary>Anything else: several, or one of another acquire.</summary>
    Unclear,
}

/// <summary>
/// The findings of one body: one per site and defect, in the order of the source. Of several the first one found; but not one that takes an
/// exception where another needs none.
/// </summary>
sealed class Findings
{
    private readonly Dictionary<(Defect, IOperation), Finding> _findings = [];

    /// <summary>Of the uses after one release, the first in the source stands for all.</summary>
    public IEnumerable<Finding> InSourceOrder
    {
        get
        {
            var seen = new HashSet<(IOperation, string)>();
            return _findings.Values.OrderBy(f => f.Site.Syntax.SpanStart).ThenBy(f => f.Site.Syntax.Span.Length).ThenBy(f => f.Defect)
                .Where(f => f.Defect != Defect.UseAfterRelease || f.Earlier is null || seen.Add((f.Earlier, f.Tag))).ToList();
        }
    }

    public bool Has(Defect defect, IOperation site) => _findings.ContainsKey((defect, site));

    public void Remove(Defect defect, IOperation site) => _findings.Remove((defect, site));

    private static bool IsByException(Finding finding) => finding.Steps.Any(step => step.Kind == StepKind.CallThrows);

    public void Add(Finding finding)
    {
        (Defect, IOperation) key = (finding.Defect, finding.Site);
        if (!_findings.TryGetValue(key, out Finding? first))
            _findings.Add(key, finding);
        else
            _findings[key] = (IsByException(first) && !IsByException(finding) ? finding : first) with { IsInSection = first.IsInSection || finding.IsInSection };
    }
}
