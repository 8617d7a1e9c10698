namespace Quiesce.Analyzers.Tests;

/// <summary>Bodies of any size, each with one leak at its end: what a path analysis must not lose in the middle.</summary>
static class GeneratedBodies
{
    public static string Straight(int n) => Method(Repeat(n, _ => "work();"));

    public static string Conditions(int n) => Method(Repeat(n, i => $"if (flags[{i}]) work();"));

    public static string Loops(int n) => Method(Repeat(n, i => $"for (int i{i} = 0; i{i} < size; i{i}++) work();"));

    public static string NestedLoops(int depth) => Method(
        Repeat(depth, i => $"for (int i{i} = 0; i{i} < size; i{i}++) {{") + "work();" + new string('}', depth));

    public static string CallsInOneTry(int n) => Method($"try {{ {Repeat(n, _ => "work();")} }} catch (Exception) {{ owner.Put(); return; }}");

    public static string Tries(int n) => Method(Repeat(n, _ => "try { work(); } catch (InvalidOperationException) { work(); }"));

    public static string SwitchSections(int n) => Method($"switch (size) {{ {Repeat(n, i => $"case {i + 100}: work(); break;")} }}");

    /// <summary>Flags that are set before the acquire and all live until the leak.</summary>
    public static string LiveFlags(int n) => Method(
        Repeat(n, i => $"bool b{i} = false; if (flags[{i}]) b{i} = true;") + Repeat(n, i => $"if (b{i}) work();"));

    /// <summary>References whose flags are all live at once: two to the power of <paramref name="n" /> true states.</summary>
    public static string HeldTogether(int n) => $$"""
        void Run({{string.Join(", ", Enumerable.Range(0, n).Select(i => $"Module m{i}"))}}, Module owner, bool busy)
        {
            if (!owner.TryGet())
                return;
            if (busy)
                return;
            owner.Put();
            {{Repeat(n, i => $"bool b{i} = m{i}.TryGet();")}}
            {{Repeat(n, i => $"if (b{i}) m{i}.Put();")}}
        }
        """;

    private static string Repeat(int n, Func<int, string> statement) => string.Join("\n", Enumerable.Range(0, n).Select(statement)) + "\n";

    private static string Method(string middle) => $$"""
        [NeverThrows] static void work() { }
        void Run(Module owner, bool[] flags, int size)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'size == 77' is true
                return;
            {{middle}}
            if (size == 77)
                return;
            owner.Put();
        }
        """;
}
