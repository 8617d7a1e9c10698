namespace Quiesce.Runtime.Tests.Twins;

/// <summary>All twins, each with its one edit.</summary>
internal static class TwinCatalogue
{
    private const string Count = "src/Runtime/Modules/ReferenceCount.cs";
    private const string Table = "src/Runtime/Modules/ModuleTable.cs";
    private const string ReadSide = "src/Runtime/Rcu/ReadSide.cs";
    private const string ReaderRecord = "src/Runtime/Rcu/ReaderRecord.cs";
    private const string ReaderRegistry = "src/Runtime/Rcu/ReaderRegistry.cs";
    private const string Callbacks = "src/Runtime/Rcu/CallbackQueue.cs";
    private const string List = "src/Runtime/Rcu/RcuList.cs";

    internal static readonly Twin[] All =
    [
        new("GetChecksThenAdds", Count,
            """
                        long found = Interlocked.CompareExchange(ref word, seen + One, seen);
                        if (found == seen)
                            return true;
                        seen = found;
            """,
            """
                        Interlocked.Add(ref word, One);
                        return true;
            """),
        new("StopChecksThenWrites", Count,
            "long before = Interlocked.And(ref word, ~Base);",
            "long before = Volatile.Read(ref word); Volatile.Write(ref word, before & ~Base);"),
        new("StopRevivesTheDead", Count,
            """
                    while (seen != 0)
                    {
                        long found = Interlocked.CompareExchange(ref word, seen | Base, seen);
            """,
            """
                    while (seen >= 0)
                    {
                        long found = Interlocked.CompareExchange(ref word, seen | Base, seen);
            """),
        new("StopIgnoresOtherAttempts", Count,
            """
                    if ((before & Base) == 0)
                        return false; // another attempt has the base: it alone decides

            """,
            ""),
        new("PutChecksThenSubtracts", Count,
            """
                        long found = Interlocked.CompareExchange(ref word, seen - One, seen);
                        if (found == seen)
                            return true;
                        seen = found;
            """,
            """
                        Interlocked.Add(ref word, -One);
                        return true;
            """),
        new("SynchronizeWaitsForNobody", ReadSide, "WaitFor(record, number);", "_ = record;"),
        new("SynchronizeWithoutBarrier", ReadSide, "ReaderFence.Writer();", ""),
        new("SynchronizeTrustsAnOldGracePeriod", ReadSide, "Completed > seen", "Completed >= seen"),
        new("FencedReadersWithoutFence", ReaderRecord,
            "if (ReaderFence.IsOnReaders)",
            "if (seen == long.MinValue)",
            ReadSide, ReaderRegistry),
        new("RecordsOfTheLivingAreReused", ReaderRegistry,
            "if (!record.IsOrphan)",
            "if (record.IsInside)",
            ReadSide),
        new("CallbacksWithoutGracePeriod", Callbacks, "            synchronize();", "            if (count == 0) synchronize();"),
        new("BarrierTrustsAnEmptyQueue", Callbacks,
            "using ManualResetEventSlim reached = new();",
            "if (Volatile.Read(ref pendingCount) == 0) return; using ManualResetEventSlim reached = new();"),
        new("RemoveCutsTheLinkForward", List,
            "node.Previous = null;\n    }",
            "node.Previous = null;\n        node.Next = head;\n    }"),
        new("AddPublishesTooEarly", List,
            """
             Next = next };
                    // Release: whoever sees the node sees its value and its link forward.
                    Volatile.Write(ref previous.Next, node);
            """,
            """
             Next = head };
                    Volatile.Write(ref previous.Next, node);
                    Volatile.Write(ref node.Next, next);
            """),
        new("DeleteIgnoresReferences", Table,
            "if (!module.TryStop())",
            "if (!module.TryStop() && module.RefCount > 1)"),
        new("ReleaseWithoutGracePeriod", Table, "        Rcu.Synchronize();\n", ""),
    ];
}
