namespace Quiesce.Runtime.Tests.Stress;

/// <summary>A read side under test. Static, so that it is inlined as in the product.</summary>
internal interface IReadSide
{
    static abstract void Enter();

    static abstract void Exit();

    static abstract void Synchronize();
}

internal sealed class ProductReadSide : IReadSide
{
    public static void Enter() => Rcu.ReadLock();

    public static void Exit() => Rcu.ReadUnlock();

    public static void Synchronize() => Rcu.Synchronize();
}

internal sealed class SynchronizeWaitsForNobody : IReadSide
{
    public static void Enter() => Twins.SynchronizeWaitsForNobody.ReadSide.Enter();

    public static void Exit() => Twins.SynchronizeWaitsForNobody.ReadSide.Exit();

    public static void Synchronize() => Twins.SynchronizeWaitsForNobody.ReadSide.Synchronize();
}

internal sealed class SynchronizeWithoutBarrier : IReadSide
{
    public static void Enter() => Twins.SynchronizeWithoutBarrier.ReadSide.Enter();

    public static void Exit() => Twins.SynchronizeWithoutBarrier.ReadSide.Exit();

    public static void Synchronize() => Twins.SynchronizeWithoutBarrier.ReadSide.Synchronize();
}

internal sealed class SynchronizeTrustsAnOldGracePeriod : IReadSide
{
    public static void Enter() => Twins.SynchronizeTrustsAnOldGracePeriod.ReadSide.Enter();

    public static void Exit() => Twins.SynchronizeTrustsAnOldGracePeriod.ReadSide.Exit();

    public static void Synchronize() => Twins.SynchronizeTrustsAnOldGracePeriod.ReadSide.Synchronize();
}

internal sealed class FencedReadersWithoutFence : IReadSide
{
    public static void Enter() => Twins.FencedReadersWithoutFence.ReadSide.Enter();

    public static void Exit() => Twins.FencedReadersWithoutFence.ReadSide.Exit();

    public static void Synchronize() => Twins.FencedReadersWithoutFence.ReadSide.Synchronize();
}

internal sealed class RecordsOfTheLivingAreReused : IReadSide
{
    public static void Enter() => Twins.RecordsOfTheLivingAreReused.ReadSide.Enter();

    public static void Exit() => Twins.RecordsOfTheLivingAreReused.ReadSide.Exit();

    public static void Synchronize() => Twins.RecordsOfTheLivingAreReused.ReadSide.Synchronize();
}
