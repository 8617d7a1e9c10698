namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// An immutable table sorted by key. Up to <see cref="MostRows"/> rows are one array, copied on change: nearly all tables are
/// that small. A larger one is a binary trie on the bits of the keys with such arrays as leaves. Its shape depends on nothing
/// but the keys, so two tables that come from one still share what neither changed, and to compare or join them costs what
/// they differ in, not what they hold.
/// </summary>
/// <remarks>Okasaki and Gill, Fast Mergeable Integer Maps, 1998; with buckets.</remarks>
readonly struct SortedRows<T> where T : struct, IRow<T>
{
    private const int MostRows = 16;

    private static T[] None => [];

    private readonly object _root;

    private SortedRows(object root) => _root = root;

    public static SortedRows<T> Empty => new(None);

    public Digest Digest => DigestOf(_root);

    public int Count => _root is T[] rows ? rows.Length : ((Branch)_root).Digest.Count;

    /// <summary>All rows in their order; of a large table a copy.</summary>
    public T[] Rows => _root as T[] ?? With(RowTraits.Any);

    /// <summary>The rows that have one of <paramref name="traits"/>, in their order.</summary>
    public T[] With(RowTraits traits)
    {
        List<T>? found = null;
        Collect(_root, traits, 0, long.MaxValue, ref found);
        return found?.ToArray() ?? None;
    }

    /// <summary>The rows with keys from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public T[] Between(long first, long last)
    {
        List<T>? found = null;
        Collect(_root, RowTraits.Any, first, last, ref found);
        return found?.ToArray() ?? None;
    }

    public bool TryFind(long key, out T row)
    {
        object node = _root;
        while (node is Branch branch)
            node = key < branch.Middle ? branch.Low : branch.High;
        var rows = (T[])node;
        int index = IndexOf(rows, key);
        row = index >= 0 ? rows[index] : default;
        return index >= 0;
    }

    public SortedRows<T> Set(T row, Budget budget) => new(Set(_root, row, budget));

    public SortedRows<T> Remove(long key, Budget budget)
    {
        object left = Remove(_root, key, budget);
        return ReferenceEquals(left, _root) ? this : new(left);
    }

    public SortedRows<T> WithoutFirst(Budget budget)
    {
        object node = _root;
        while (node is Branch branch)
            node = branch.Low;
        return Remove(((T[])node)[0].Key, budget);
    }

    /// <summary>The rows that differ from those of <paramref name="other"/> with the same key, where there are such.</summary>
    public List<Difference<T>>? DifferencesTo(SortedRows<T> other, Budget budget)
    {
        List<Difference<T>>? differences = null;
        Compare(_root, other._root, ref differences, budget);
        return differences;
    }

    private static Digest DigestOf(object node)
    {
        if (node is Branch branch)
            return branch.Digest;
        Digest digest = default;
        foreach (T row in (T[])node)
            digest += row.Digest;
        return digest;
    }

    private static void Collect(object node, RowTraits traits, long first, long last, ref List<T>? found)
    {
        if (node is Branch branch)
        {
            if ((branch.Digest.Traits & traits) == 0)
                return;
            if (first < branch.Middle)
                Collect(branch.Low, traits, first, last, ref found);
            if (last >= branch.Middle)
                Collect(branch.High, traits, first, last, ref found);
            return;
        }

        foreach (T row in (T[])node)
        {
            if (row.Key >= first && row.Key <= last && (row.Digest.Traits & traits) != 0)
                (found ??= []).Add(row);
        }
    }

    private static int IndexOf(T[] rows, long key)
    {
        int low = 0, high = rows.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            long found = rows[middle].Key;
            if (found == key)
                return middle;
            if (found < key)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private static object Set(object node, T row, Budget budget)
    {
        if (node is T[] rows)
            return Divide(SetIn(rows, row, budget));
        budget.Spend(1);
        var branch = (Branch)node;
        long key = row.Key, bit = Bits.Highest(key ^ branch.Middle);
        if (bit > branch.Bit)
        {
            bool isAbove = (key & bit) != 0;
            long middle = (isAbove ? key : branch.Middle) & ~(bit - 1);
            T[] alone = [row];
            return isAbove ? new Branch(middle, branch, alone) : new Branch(middle, alone, branch);
        }

        return key < branch.Middle
            ? new Branch(branch.Middle, Set(branch.Low, row, budget), branch.High)
            : new Branch(branch.Middle, branch.Low, Set(branch.High, row, budget));
    }

    private static T[] SetIn(T[] rows, T row, Budget budget)
    {
        budget.Spend(rows.Length);
        int index = IndexOf(rows, row.Key);
        if (index >= 0)
        {
            var replaced = (T[])rows.Clone();
            replaced[index] = row;
            return replaced;
        }

        index = ~index;
        var inserted = new T[rows.Length + 1];
        Array.Copy(rows, inserted, index);
        inserted[index] = row;
        Array.Copy(rows, index, inserted, index + 1, rows.Length - index);
        return inserted;
    }

    private static object Divide(T[] rows)
    {
        if (rows.Length <= MostRows)
            return rows;
        long last = rows[rows.Length - 1].Key;
        long middle = last & ~(Bits.Highest(rows[0].Key ^ last) - 1);
        (object low, object high) = Split(rows, middle);
        return new Branch(middle, low, high);
    }

    private static object Remove(object node, long key, Budget budget)
    {
        if (node is T[] rows)
        {
            int index = IndexOf(rows, key);
            if (index < 0)
                return rows;
            budget.Spend(rows.Length);
            var left = new T[rows.Length - 1];
            Array.Copy(rows, left, index);
            Array.Copy(rows, index + 1, left, index, left.Length - index);
            return left;
        }

        var branch = (Branch)node;
        object low = key < branch.Middle ? Remove(branch.Low, key, budget) : branch.Low;
        object high = key < branch.Middle ? branch.High : Remove(branch.High, key, budget);
        if (ReferenceEquals(low, branch.Low) && ReferenceEquals(high, branch.High))
            return branch;
        budget.Spend(1);
        int lows = new SortedRows<T>(low).Count, highs = new SortedRows<T>(high).Count;
        if (lows == 0 || highs == 0)
            return lows == 0 ? high : low;
        return lows + highs > MostRows ? new Branch(branch.Middle, low, high) : Together(low, high);
    }

    private static object Together(object low, object high)
    {
        T[] first = new SortedRows<T>(low).Rows, second = new SortedRows<T>(high).Rows;
        var all = new T[first.Length + second.Length];
        first.CopyTo(all, 0);
        second.CopyTo(all, first.Length);
        return all;
    }

    private static void Compare(object left, object right, ref List<Difference<T>>? differences, Budget budget)
    {
        budget.Spend(1);
        if (ReferenceEquals(left, right))
            return;
        if (left is T[] l && right is T[] r)
        {
            Compare(l, r, ref differences, budget);
            return;
        }

        Branch wider = left is Branch a && (right is not Branch b || a.Bit >= b.Bit) ? a : (Branch)right;
        (object leftLow, object leftHigh) = Split(left, wider.Middle);
        (object rightLow, object rightHigh) = Split(right, wider.Middle);
        Compare(leftLow, rightLow, ref differences, budget);
        Compare(leftHigh, rightHigh, ref differences, budget);
    }

    private static void Compare(T[] left, T[] right, ref List<Difference<T>>? differences, Budget budget)
    {
        budget.Spend(left.Length + right.Length);
        int i = 0, j = 0;
        while (i < left.Length || j < right.Length)
        {
            bool takeLeft = j == right.Length || (i < left.Length && left[i].Key <= right[j].Key);
            bool takeRight = i == left.Length || (j < right.Length && right[j].Key <= left[i].Key);
            if (!takeLeft || !takeRight || !left[i].IsSame(right[j]))
                (differences ??= []).Add(new(takeLeft ? left[i] : null, takeRight ? right[j] : null));
            i += takeLeft ? 1 : 0;
            j += takeRight ? 1 : 0;
        }
    }

    /// <summary>
    /// What is below <paramref name="middle"/> and what is not. A trie whose own middle is another one is on one side of it, since
    /// <paramref name="middle"/> is that of a trie at least as wide.
    /// </summary>
    private static (object Low, object High) Split(object node, long middle)
    {
        if (node is Branch branch)
            return branch.Middle == middle ? (branch.Low, branch.High) : branch.Middle < middle ? (branch, None) : (None, branch);
        var rows = (T[])node;
        int index = IndexOf(rows, middle);
        index = index < 0 ? ~index : index;
        if (index == 0 || index == rows.Length)
            return index == 0 ? (None, rows) : (rows, None);
        var low = new T[index];
        var high = new T[rows.Length - index];
        Array.Copy(rows, low, low.Length);
        Array.Copy(rows, index, high, 0, high.Length);
        return (low, high);
    }

    /// <summary>Keys below <see cref="Middle"/>, and the others: they differ in one bit and have all higher ones in common.</summary>
    private sealed class Branch(long middle, object low, object high)
    {
        public long Middle { get; } = middle;

        public object Low { get; } = low;

        public object High { get; } = high;

        public Digest Digest { get; } = DigestOf(low) + DigestOf(high);

        public long Bit => Middle & -Middle;
    }
}
