namespace Quiesce.Testing.Generated;

/// <summary>
/// Code of any size in the four shapes that cost is measured by: counted by tests, timed by benchmarks. What is around it declares
/// <c>work()</c>, which never throws, <c>other()</c>, which may, <c>flags</c> and <c>size</c>.
/// </summary>
static class GeneratedStatements
{
    public static string Calls(int n) => Repeat(n, _ => "work();");

    public static string Conditions(int n) => Repeat(n, i => $"if (flags[{i}]) work();");

    public static string Loops(int n) => Repeat(n, i => $"for (int i{i} = 0; i{i} < size; i{i}++) work();");

    public static string Tries(int n) => Repeat(n / 2, _ => "try { other(); } catch (InvalidOperationException) { work(); }");

    public static string Repeat(int n, Func<int, string> statement) => string.Join("\n", Enumerable.Range(0, n).Select(statement)) + "\n";
}
