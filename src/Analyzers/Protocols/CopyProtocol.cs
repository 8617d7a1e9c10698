using System.Collections.Immutable;
using static Quiesce.Analyzers.Protocols.Phase;
using static Quiesce.Analyzers.Protocols.ProtocolEvent;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// A guard that is a struct has one variable: what one copy gives back, the other still believes to hold. A copy is no defect as
/// long as only one of the two is disposed: then the guard was moved.
/// </summary>
static class CopyProtocol
{
    public static ImmutableArray<Row> Rows { get; } = ImmutableArray.Create<Row>(
        new(Untouched, Duplicate, Doubled),
        new(Untouched, Copy, Copied),
        new(Doubled, Copy, Copied),
        new(Doubled, Release, Released),
        new(Copied, Release, Copied, 0, Defect.GuardCopied),
        new(Released, Release, Released, 0, Defect.GuardCopied));
}
