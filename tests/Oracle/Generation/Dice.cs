namespace Quiesce.Oracle.Generation;

/// <summary>Chance, from a seed: the same everywhere and for ever.</summary>
sealed class Dice(long seed)
{
    private ulong _state = Mix((ulong)seed);

    public int Next(int below) => (int)(Step() % (ulong)below);

    public bool Chance(int percent) => Next(100) < percent;

    /// <summary>One of the values, each as likely as its weight says.</summary>
    public T Pick<T>(params ReadOnlySpan<(int Weight, T Value)> choices)
    {
        int total = 0;
        foreach ((int weight, _) in choices)
            total += weight;
        int left = Next(total);
        foreach ((int weight, T value) in choices)
        {
            if (left < weight)
                return value;
            left -= weight;
        }

        throw new InvalidOperationException("no choice has a weight");
    }

    // SplitMix64: seeds that are neighbours give unrelated sequences.
    private ulong Step() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
