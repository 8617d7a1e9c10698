using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers;

/// <summary>Defect to descriptor: every rule on one page. Each has its document <c>Rules/QSCnnn.md</c> beside this file.</summary>
static class Rules
{
    /// <summary>Where the documents are.</summary>
    public const string HelpBase = "https://github.com/quiesce-dotnet/quiesce/blob/main/src/Analyzers/Rules/";

    private const string References = "Quiesce.References";
    private const string ReadSide = "Quiesce.ReadSide";
    private const string UpdateSide = "Quiesce.UpdateSide";
    private const string Contracts = "Quiesce.Contracts";

    private static readonly DiagnosticDescriptor s_leak = new(
        "QSC101", "A reference is not released on some path", "'{0}' is not released{1}",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC101.md");

    private static readonly DiagnosticDescriptor s_overRelease = new(
        "QSC102", "Released more often than acquired", "'{0}' is released {1}",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC102.md");

    private static readonly DiagnosticDescriptor s_useAfterRelease = new(
        "QSC103", "Used after release", "'{0}' is used after it was given up{1}",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC103.md");

    private static readonly DiagnosticDescriptor s_resultIgnored = new(
        "QSC104", "The result of a conditional acquire is ignored", "'{0}' may not have been acquired: the result is ignored{1}",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC104.md");

    private static readonly DiagnosticDescriptor s_uncheckedAcquire = new(
        "QSC105", "Unconditional acquire where nothing is provably held", "'{0}' is acquired without a check where no reference is provably held{1}: it may be dying already",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC105.md");

    private static readonly DiagnosticDescriptor s_selfReference = new(
        "QSC106", "A module takes a reference on itself", "'{0}' is the module that this code belongs to{1}: a reference on itself comes too late, or keeps it loaded for ever",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC106.md");

    private static readonly DiagnosticDescriptor s_neverReleased = new(
        "QSC107", "A reference stored in a field that the type never releases", "'{0}' is stored in a field that nothing releases{1}",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC107.md");

    private static readonly DiagnosticDescriptor s_guardCopied = new(
        "QSC108", "A guard is copied", "'{0}' is copied, and {1}: each copy gives the reference back",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC108.md");

    private static readonly DiagnosticDescriptor s_checkThenAct = new(
        "QSC109", "Decided by a state or count that may have changed", "'{0}' is {1}, which may have changed since",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC109.md");

    private static readonly DiagnosticDescriptor s_leakWhenCallThrows = new(
        "QSC110", "Leaks when a call throws out of the method", "'{0}' is not released{1}",
        References, DiagnosticSeverity.Info, true, helpLinkUri: HelpBase + "QSC110.md");

    private static readonly DiagnosticDescriptor s_countNotAtomic = new(
        "QSC111", "A reference count that is not kept atomically", "'{0}' counts references unsafely: {1}",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC111.md");

    private static readonly DiagnosticDescriptor s_acquiredInsideTry = new(
        "QSC113", "Acquired inside the try that releases it", "'{0}' is acquired inside the try that releases it{1}: if the acquire throws, there is nothing to release",
        References, DiagnosticSeverity.Info, true, helpLinkUri: HelpBase + "QSC113.md");

    private static readonly DiagnosticDescriptor s_publishedTooEarly = new(
        "QSC112", "Published before a reference was taken", "'{0}' is acquired after others could reach it{1}",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC112.md");

    private static readonly DiagnosticDescriptor s_destroyedDirectly = new(
        "QSC114", "Destroyed although it is counted", "'{0}' is destroyed although it is counted and others may hold it{1}",
        References, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC114.md");

    private static readonly DiagnosticDescriptor s_waitInsideSection = new(
        "QSC205", "Waits for a grace period inside a read-side critical section", "'{0}' waits for the readers of a domain inside a section of the same domain{1}: it waits for itself",
        ReadSide, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC205.md");

    private static readonly DiagnosticDescriptor s_reclaim = new(
        "QSC302", "Reclaimed without a grace period", "'{0}' is reclaimed while readers may still see it{1}",
        UpdateSide, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC302.md");

    private static readonly DiagnosticDescriptor s_malformed = new(
        "QSC901", "Malformed contract", "This contract has no effect: {0}{1}",
        Contracts, DiagnosticSeverity.Warning, true, helpLinkUri: HelpBase + "QSC901.md");

    private static readonly DiagnosticDescriptor s_limit = new(
        "QSC999", "The analysis gave up here", "Not analysed to the end: {0}{1}",
        Contracts, DiagnosticSeverity.Hidden, true, helpLinkUri: HelpBase + "QSC999.md");

    /// <summary>The rules that path analysis can report.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfPaths { get; } = ImmutableArray.Create(
        s_leak,
        s_overRelease,
        s_useAfterRelease,
        s_resultIgnored,
        s_uncheckedAcquire,
        s_selfReference,
        s_neverReleased,
        s_guardCopied,
        s_checkThenAct,
        s_leakWhenCallThrows,
        s_publishedTooEarly,
        s_countNotAtomic,
        s_acquiredInsideTry,
        s_destroyedDirectly,
        s_waitInsideSection,
        s_reclaim,
        s_limit);

    /// <summary>The rules about contracts themselves.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfContracts { get; } = ImmutableArray.Create(s_malformed);

    /// <summary>Every rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = OfPaths.AddRange(OfContracts);

    /// <summary>The rule that names <paramref name="defect"/>.</summary>
    public static DiagnosticDescriptor For(Defect defect) => defect switch
    {
        Defect.Leak => s_leak,
        Defect.LeakWhenCallThrows => s_leakWhenCallThrows,
        Defect.OverRelease => s_overRelease,
        Defect.UseAfterRelease => s_useAfterRelease,
        Defect.ResultIgnored => s_resultIgnored,
        Defect.UncheckedAcquire => s_uncheckedAcquire,
        Defect.SelfReference => s_selfReference,
        Defect.NeverReleased => s_neverReleased,
        Defect.AcquiredInsideTry => s_acquiredInsideTry,
        Defect.PublishedTooEarly => s_publishedTooEarly,
        Defect.DestroyedDirectly => s_destroyedDirectly,
        Defect.GuardCopied => s_guardCopied,
        Defect.CheckThenAct => s_checkThenAct,
        Defect.CountNotAtomic => s_countNotAtomic,
        Defect.WaitInsideSection => s_waitInsideSection,
        Defect.ReclaimWithoutGracePeriod => s_reclaim,
        Defect.MalformedContract => s_malformed,
        _ => s_limit,
    };
}
