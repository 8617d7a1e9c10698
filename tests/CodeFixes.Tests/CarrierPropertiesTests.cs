using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>What a finding about a reference that a result carries says of how it is given back.</summary>
public class CarrierPropertiesTests
{
    private const string Types = """
        sealed class Entry : IDisposable { [Releases(Kind = "entry")] public void Put() { } public void Dispose() { } }
        sealed class Buffer : IDisposable { public void Dispose() { } }
        sealed class Connection : IDisposable { public void Dispose() { } }
        sealed class Table
        {
            [return: Acquired(Kind = "entry")] public Entry Find(int key) => new();
            [return: Acquired(Kind = "buffer")] public Task<Buffer> Rent() => Task.FromResult(new Buffer());
            public void Return([Releases(Kind = "buffer")] Buffer buffer, bool clear = false) { }
            public bool Give([Releases(Kind = "entry")] Entry entry, int count) => true;
            [return: Acquired] public Connection Open() => new();
        }

        """;

    [Theory]
    [InlineData("void M(Table t) { var x = t.Find(1); }", "Put", null)]
    [InlineData("async Task M(Table t) { var x = await t.Rent(); }", null, "Return")]
    [InlineData("void M(Table t) { var x = t.Open(); }", "Dispose", null)]
    [InlineData("void M(Module m) { var x = m.Acquire(); }", "Dispose", null)]
    [InlineData("void M(Module m) { if (m.TryGet()) Console.Write(1); }", null, null)]
    public async Task Of_a_leak(string method, string? resultRelease, string? takesBack)
    {
        string source = Types + $"class C {{ {method} }}";
        await OnFindings.Says(source, "QSC101", "resultRelease", resultRelease);
        await OnFindings.Says(source, "QSC101", "takesBack", takesBack);
    }

    [Theory]
    [InlineData("QSC102", "t.Return(x); t.Return(x);")]
    [InlineData("QSC103", "t.Return(x); Console.Write(x);")]
    public Task Of_what_was_taken_back(string id, string body) =>
        OnFindings.Says(Types + $"class C {{ async Task M(Table t) {{ var x = await t.Rent(); {body} }} }}", id, "takesBack", "Return");
}
