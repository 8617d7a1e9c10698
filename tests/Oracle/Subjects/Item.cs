using Quiesce.Annotations;
using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Subjects;

/// <summary>
/// Something that readers find without a lock. It may be destroyed once nobody can find it any more, and a grace period has passed since.
/// </summary>
public sealed class Item
{
    private bool isLinked;
    private int? unlinkedIn;
    private bool isRetired;
    private bool isGone;

    internal List<Fault> Faults { get; } = [];

    private bool IsFoundByNobody => unlinkedIn < Tape.Current.Readers.Periods;

    private bool IsKnown => isLinked || unlinkedIn is not null || isRetired;

    /// <summary>Readers find it from now on.</summary>
    [NeverThrows]
    public static void Publish([Publishes] Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!item.isRetired && !item.isGone)
            (item.isLinked, item.unlinkedIn) = (true, null);
    }

    /// <summary>Who looks for it from now on does not find it.</summary>
    [NeverThrows]
    public static void Unlink([Unlinks] Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!item.isRetired && !item.isGone)
            (item.isLinked, item.unlinkedIn) = (false, item.unlinkedIn ?? Tape.Current.Readers.Periods);
    }

    /// <summary>Destroys it after a grace period.</summary>
    [NeverThrows]
    public static void Retire([Defers] Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.isRetired || item.isGone)
            return;
        if (item.isLinked)
            item.Add(Defects.ReclaimedTooEarly);
        item.isRetired = true;
    }

    /// <summary>Destroys it now. Where it was never published nor unlinked that is its owner's business.</summary>
    [Reclaims]
    [NeverThrows]
    public void Destroy()
    {
        if (isGone || !IsKnown)
            return;
        if (isLinked || isRetired || !IsFoundByNobody)
            Add(Defects.ReclaimedTooEarly);
        isGone = true;
    }

    /// <summary>Uses it.</summary>
    [NeverThrows]
    public static void Look([Borrowed] Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.isRetired || item.isGone)
            item.Add(Defects.UseAfterRelease);
    }

    private void Add(Defects defect) => Faults.Add(new Fault(defect, Tape.Current.Line));
}
