namespace Quiesce.Runtime.Tests.Stress;

/// <summary>A reference count under test: the product's, or a broken twin of it.</summary>
internal interface ICount
{
    long References { get; }

    bool TryGet();

    bool TryPut();

    bool TryStop();
}

internal sealed class ProductCount : ICount
{
    private ReferenceCount count = new(0);

    public long References => count.References;

    public bool TryGet() => count.TryGet();

    public bool TryPut() => count.TryPut();

    public bool TryStop() => count.TryStop();
}

internal sealed class GetChecksThenAdds : ICount
{
    private Twins.GetChecksThenAdds.ReferenceCount count = new(0);

    public long References => count.References;

    public bool TryGet() => count.TryGet();

    public bool TryPut() => count.TryPut();

    public bool TryStop() => count.TryStop();
}

internal sealed class StopChecksThenWrites : ICount
{
    private Twins.StopChecksThenWrites.ReferenceCount count = new(0);

    public long References => count.References;

    public bool TryGet() => count.TryGet();

    public bool TryPut() => count.TryPut();

    public bool TryStop() => count.TryStop();
}

internal sealed class StopRevivesTheDead : ICount
{
    private Twins.StopRevivesTheDead.ReferenceCount count = new(0);

    public long References => count.References;

    public bool TryGet() => count.TryGet();

    public bool TryPut() => count.TryPut();

    public bool TryStop() => count.TryStop();
}

internal sealed class StopIgnoresOtherAttempts : ICount
{
    private Twins.StopIgnoresOtherAttempts.ReferenceCount count = new(0);

    public long References => count.References;

    public bool TryGet() => count.TryGet();

    public bool TryPut() => count.TryPut();

    public bool TryStop() => count.TryStop();
}

internal sealed class PutChecksThenSubtracts : ICount
{
    private Twins.PutChecksThenSubtracts.ReferenceCount count = new(0);

    public long References => count.References;

    public bool TryGet() => count.TryGet();

    public bool TryPut() => count.TryPut();

    public bool TryStop() => count.TryStop();
}
