namespace Quiesce.Analyzers.Simulation;

interface IRow
{
    /// <summary>The key that rows are sorted by; unique within a table.</summary>
    long Key { get; }
}

/// <summary>An immutable table of a few rows, sorted by key. Copied on change: the tables of a path are tiny.</summary>
readonly struct SortedRows<T>(T[] rows) where T : struct, IRow
{
    public static SortedRows<T> Empty { get; } = new([]);

    public T[] Rows { get; } = rows;

    public int Find(long key)
    {
        int low = 0, high = Rows.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            long found = Rows[middle].Key;
            if (found == key)
                return middle;
            if (found < key)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    public SortedRows<T> Set(T row)
    {
        int index = Find(row.Key);
        if (index >= 0)
        {
            var replaced = (T[])Rows.Clone();
            replaced[index] = row;
            return new(replaced);
        }

        index = ~index;
        var inserted = new T[Rows.Length + 1];
        Array.Copy(Rows, inserted, index);
        inserted[index] = row;
        Array.Copy(Rows, index, inserted, index + 1, Rows.Length - index);
        return new(inserted);
    }

    public SortedRows<T> WithoutFirst()
    {
        var rest = new T[Rows.Length - 1];
        Array.Copy(Rows, 1, rest, 0, rest.Length);
        return new(rest);
    }

    public SortedRows<T> Where(Func<T, bool> keep)
    {
        int kept = 0;
        foreach (T row in Rows)
            kept += keep(row) ? 1 : 0;
        return kept == Rows.Length ? this : new(Array.FindAll(Rows, row => keep(row)));
    }
}
