// Twin of src/Runtime/Rcu/ReaderRegistry.cs: see TwinCatalogue.cs for the one edit.
namespace Quiesce.Runtime.Tests.Twins.RecordsOfTheLivingAreReused;

/// <summary>The records of all threads that have ever read, those of ended threads reused.</summary>
internal sealed class ReaderRegistry
{
    private readonly object gate = new();
    private ReaderRecord[] records = [];

    /// <summary>Raised, on a pool thread, when a thread has ended inside a section.</summary>
    internal event Action? Abandoned;

    /// <summary>All records. The array is never changed, only replaced by a longer one.</summary>
    internal ReaderRecord[] Snapshot => Volatile.Read(ref records);

    /// <summary>Finds or makes a record for the current thread.</summary>
    internal ReaderRecord Register()
    {
        ReaderRecord record;
        lock (gate)
            record = Reuse() ?? Append();
        // A full fence between publishing the record and the first protected load: a grace period that still scans
        // the shorter array has unlinked before, and this reader sees it.
        Interlocked.MemoryBarrier();
        return record;
    }

    /// <summary>If the record's thread has ended inside a section, closes the section for it and says so.</summary>
    internal void RepairIfOrphan(ReaderRecord record)
    {
        lock (gate)
        {
            if (record is { IsInside: true, IsOrphan: true })
                Repair(record);
        }
    }

    private ReaderRecord? Reuse()
    {
        foreach (ReaderRecord record in records)
        {
            if (record.IsInside)
                continue;
            if (record.IsInside)
                Repair(record);
            record.Adopt(Thread.CurrentThread);
            return record;
        }

        return null;
    }

    private ReaderRecord Append()
    {
        ReaderRecord record = new(Thread.CurrentThread);
        Volatile.Write(ref records, [.. records, record]);
        return record;
    }

    private void Repair(ReaderRecord record)
    {
        record.Reset();
        // Not on this thread: it holds locks that a handler must not run under.
        if (Abandoned is { } handlers)
            ThreadPool.UnsafeQueueUserWorkItem(static raise => raise(), handlers, preferLocal: false);
    }
}
