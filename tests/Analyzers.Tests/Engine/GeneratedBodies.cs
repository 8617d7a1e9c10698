using Quiesce.Testing.Generated;
using static Quiesce.Testing.Generated.GeneratedStatements;

namespace Quiesce.Analyzers.Tests;

/// <summary>Bodies of any size, each with one leak at its end: what a path analysis must not lose in the middle.</summary>
static class GeneratedBodies
{
    /// <summary>The condition of the leak, of which nothing in the middle speaks.</summary>
    private const string Leak = "size == 77";

    public static string Calls(int n) => Method(GeneratedStatements.Calls(n));

    public static string ThrowingCalls(int n) => Method(Repeat(n, _ => "other();"));

    public static string Locals(int n) => Method(Repeat(n / 2, i => $"object x{i} = make();") + Repeat(n / 2, i => $"use(x{i});"));

    public static string Chain(int n) => Method(Repeat(n, i => $"int x{i} = {(i == 0 ? "size" : $"x{i - 1}")} + 1;"));

    public static string Fields(int n) => Method(Repeat(n / 2, i => $"fields.F{i % 8} = make(); use(fields.F{i % 8});"));

    public static string Sum(int n) => Method($"int sum = 0{Repeat(n, _ => " + count()")};");

    public static string Arguments(int n) => Method($"use(new object[] {{ {Repeat(n, _ => "make(),")} }});");

    public static string Conditions(int n) => Method(GeneratedStatements.Conditions(n));

    /// <summary>Variables whose value depends on the way taken.</summary>
    public static string Joins(int n) => Method(
        Repeat(n / 4, i => $"int x{i} = 0; if (flags[{i}]) x{i} = 1;") + Repeat(n / 4, i => $"if (x{i} == 1) work();"));

    /// <summary>Many variables that differ at one join, each in its own way.</summary>
    public static string WideJoin(int n) => Method(
        Repeat(n / 4, i => $"object x{i} = make();") + $"if (flags[0]) {{ {Repeat(n / 4, i => $"x{i} = make();")} }}" + Repeat(n / 2, i => $"use(x{i / 2});"));

    public static string Exits(int n) => Method(Repeat(n / 3, i => $"if (flags[{i}]) {{ owner.Put(); return; }}"));

    public static string SwitchSections(int n) => Method($"switch (size) {{ {Repeat(n, i => $"case {i + 100}: work(); break;")} }}");

    public static string SwitchArms(int n) => Method($"int arm = size switch {{ {Repeat(n, i => $"{i + 100} => count(),")} _ => 0 }};");

    public static string Loops(int n) => Method(GeneratedStatements.Loops(n));

    public static string LargeLoop(int n) => Method(
        $"for (int i = 0; i < size; i++) {{ {Repeat(n / 2, i => $"object x{i} = make();")} {Repeat(n / 2, i => $"use(x{i});")} }}");

    public static string NestedLoops(int depth) => Method(
        Repeat(depth, i => $"for (int i{i} = 0; i{i} < size; i{i}++) {{") + "work();" + new string('}', depth));

    public static string CallsInOneTry(int n) => Method($"try {{ {Repeat(n, _ => "other();")} }} catch (Exception) {{ owner.Put(); return; }}");

    public static string Tries(int n) => Method(GeneratedStatements.Tries(n));

    public static string Finallys(int n) => Method(Repeat(n / 2, _ => "try { other(); } finally { work(); }"));

    /// <summary>References, one after the other.</summary>
    public static string References(int n) => Method(
        Repeat(n / 4, i => $"Module m{i} = next(); if (m{i}.TryGet()) {{ work(); m{i}.Put(); }}"));

    /// <summary>References whose flags tell whether they were taken.</summary>
    public static string Flags(int n) => Method(
        Repeat(n / 4, i => $"Module m{i} = next(); bool b{i} = m{i}.TryGet(); work(); if (b{i}) m{i}.Put();"));

    public static string Finally(int n) => Method(
        Repeat(n / 4, i => $"Module m{i} = next(); if (m{i}.TryGet()) try {{ other(); }} finally {{ m{i}.Put(); }}"));

    public static string Leases(int n) => Method(Repeat(n / 2, i => $"using (ModuleLease? l{i} = owner.Lease()) work();"));

    /// <summary>References handed on: each call of them may have failed.</summary>
    public static string HandedOn(int n) => Method(
        "var list = new List<object?>();" + Repeat(n / 2, i => $"ModuleLease? l{i} = owner.Lease(); list.Add(l{i});"));

    /// <summary>Flags that are set before the acquire and all live until the leak.</summary>
    public static string LiveFlags(int n) => Method(
        Repeat(n, i => $"bool b{i} = false; if (flags[{i}]) b{i} = true;") + Repeat(n, i => $"if (b{i}) work();"));

    /// <summary>The same, around a loop that sets them too.</summary>
    public static string LiveFlagsAndLoop(int n) => Method(
        Repeat(n, i => $"bool b{i} = flags[{i}];")
        + $"for (int i = 0; i < size; i++) {{ {Repeat(n, i => $"if (flags[i + {i}]) b{i} = true;")} }}"
        + Repeat(n, i => $"if (b{i}) work();"));

    /// <summary>References held at once, each with its flag, given back in the order in which they were taken.</summary>
    public static string HeldWithFlags(int n) => Method(
        Repeat(n, i => $"Module m{i} = next(); bool b{i} = flags[{i}] && m{i}.TryGet();") + "work();" + Repeat(n, i => $"if (b{i}) m{i}.Put();"));

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

    private static string Method(string middle) => $$"""
        sealed class Fields { {{Repeat(8, i => $"public object? F{i};")}} }
        [NeverThrows] static void work() { }
        [NeverThrows] static object make() => new();
        [NeverThrows] static void use(object? o) { }
        [NeverThrows] static int count() => 1;
        [NeverThrows] static Module next() => null!;
        static void other() { }
        void Run(Module owner, bool[] flags, int size, Fields fields)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when '{{Leak}}' is true
                return;
            {{middle}}
            if ({{Leak}})
                return;
            owner.Put();
        }
        """;
}
