using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quiesce.Runtime.Tests.Stress;

/// <summary>A reclaimed node is never seen by a reader.</summary>
[Collection(StressCollection.Name)]
public sealed class ReadSideStress
{
    private const int Poison = -1;

    [Fact]
    public void No_reader_sees_a_reclaimed_node() => StressRun.Holds(NoReaderSeesReclaimed<ProductReadSide>);

    [Fact]
    public void No_reader_sees_a_reclaimed_node_fails_if_synchronize_waits_for_nobody() =>
        StressRun.Catches(NoReaderSeesReclaimed<SynchronizeWaitsForNobody>);

    [Fact]
    public void No_reader_sees_a_reclaimed_node_fails_without_the_process_wide_barrier() =>
        StressRun.Catches(NoReaderSeesReclaimed<SynchronizeWithoutBarrier>);

    [Fact]
    public void No_reader_sees_a_reclaimed_node_fails_if_synchronize_trusts_an_old_grace_period() =>
        StressRun.Catches(NoReaderSeesReclaimed<SynchronizeTrustsAnOldGracePeriod>);

    [Fact]
    public void No_reader_sees_a_reclaimed_node_while_threads_come_and_go() =>
        StressRun.Holds(ThreadsComeAndGo<ProductReadSide>);

    [Fact]
    public void No_reader_sees_a_reclaimed_node_while_threads_come_and_go_fails_if_records_of_the_living_are_reused() =>
        StressRun.Catches(ThreadsComeAndGo<RecordsOfTheLivingAreReused>);

    internal static void NoReaderSeesReclaimed<T>(StressRun run)
        where T : IReadSide
    {
        Shared shared = new();
        run.InParallel(
            () =>
            {
                for (int i = 0; i < 1000; i++)
                    Read<T>(shared, run);
            },
            () =>
            {
                for (int i = 0; i < 10; i++)
                    Update<T>(shared, run);
            });
    }

    private static void ThreadsComeAndGo<T>(StressRun run)
        where T : IReadSide
    {
        Shared shared = new();
        void ReadOnNewThreads()
        {
            using Barrier bothKnown = new(2);
            Thread[] readers = [NewReader<T>(shared, run, bothKnown), NewReader<T>(shared, run, bothKnown)];
            foreach (Thread reader in readers)
                reader.Start();
            foreach (Thread reader in readers)
                reader.Join();
        }

        run.InParallel(ReadOnNewThreads, () => Update<T>(shared, run), () => Update<T>(shared, run));
    }

    /// <summary>A reader that goes on when the other one, too, has read once and so has a record.</summary>
    private static Thread NewReader<T>(Shared shared, StressRun run, Barrier bothKnown)
        where T : IReadSide => new(() =>
    {
        try
        {
            Read<T>(shared, run);
            bothKnown.SignalAndWait();
            for (int i = 0; i < 1000; i++)
                Read<T>(shared, run);
        }
        catch (InvalidOperationException unbalanced)
        {
            run.Broken(unbalanced.Message);
            bothKnown.RemoveParticipant();
        }
    });

    /// <summary>
    /// Dirties lines that the writer writes too: those stores fill the store buffer, behind them the announcement is
    /// late, and only the writer's barrier keeps the protected loads from being early.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read<T>(Shared shared, StressRun run)
        where T : IReadSide
    {
        shared.Contended.First++;
        shared.Contended.Second++;
        T.Enter();
        Node node = Volatile.Read(ref shared.Node);
        int sum = 0;
        for (int i = 0; i < 40; i++)
            sum |= Volatile.Read(ref node.Value);
        T.Exit();
        if (sum == Poison)
            run.Broken("A reader saw a reclaimed node.");
    }

    private static void Update<T>(Shared shared, StressRun run)
        where T : IReadSide
    {
        Node old = Interlocked.Exchange(ref shared.Node, new Node());
        shared.Contended.First--;
        shared.Contended.Second--;
        T.Synchronize();
        Volatile.Write(ref old.Value, Poison);
        run.Round();
    }

    private sealed class Node
    {
        internal int Value;
    }

    private sealed class Shared
    {
        internal Node Node = new();
        internal ContendedLines Contended;
    }

    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct ContendedLines
    {
        [FieldOffset(128)]
        internal long First;

        [FieldOffset(256)]
        internal long Second;
    }
}
