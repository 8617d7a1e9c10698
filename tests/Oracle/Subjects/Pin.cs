using Quiesce.Annotations;
using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Subjects;

/// <summary>A guard that is no guard of the runtime's: it can be told to hold one reference more.</summary>
[Guard]
public sealed class Pin : IDisposable
{
    private readonly Quiesce.Module real;
    private int held;

    internal Pin(Quiesce.Module real)
    {
        this.real = real;
        held = 1;
    }

    /// <summary>Takes one more.</summary>
    [NeverThrows]
    [return: Acquired(Kind = "module"), ReturnsReceiver]
    public Pin Again()
    {
        real.Get();
        held++;
        return this;
    }

    /// <summary>Gives one back, where one is held.</summary>
    public void Dispose()
    {
        int given = ByDesign.CountsSaturate(held) ? held : Math.Min(held, 1); // nothing more is said of many
        for (int i = 0; i < given; i++)
            real.Put();
        held -= given;
    }
}
