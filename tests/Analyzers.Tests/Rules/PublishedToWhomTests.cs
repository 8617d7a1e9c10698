using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC112: who can reach what was put somewhere, and until when.</summary>
public sealed class PublishedToWhomTests
{
    private static string Open(string body) => $$"""
        private readonly ModuleTable _table = new();
        private readonly Dictionary<string, Module> _known = new();
        private Module? _place;
        [ThreadStatic] private static Module? t_place;
        private static readonly ThreadLocal<Module?> s_local = new();

        async Task Open(Module owner, System.Threading.Channels.ChannelWriter<Module> writer, Bell bell)
        {
            await Task.Yield();
            {{body}}
        }

        sealed class Bell { public event Action? Rings; [NeverThrows] public void Ring() => Rings?.Invoke(); }
        """;

    [Theory]
    [InlineData("int n = await Task.Run(() => owner.Name.Length); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("await Task.Run(() => owner.Name.Length).ConfigureAwait(false); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("Task.Run(() => owner.Name.Length).Wait(); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("int n = Task.Run(() => owner.Name.Length).Result; if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("Task.Run(() => owner.Name.Length).GetAwaiter().GetResult(); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("var run = Task.Run(() => owner.Name.Length); await run; if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("await Task.WhenAll(Task.Run(() => owner.Name.Length), Task.Delay(1)); if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("var run = Task.Run(() => owner.Name.Length); Task.WaitAll(run, Task.Delay(1)); if (!owner.TryGet()) return; owner.Put();")]
    public Task Whoever_had_it_has_ended(string body) => Verify.Silent(Open(body), new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("Module? m = _place ??= _table.Find(\"x\"); if (m is null || !m.TryGet()) return; m.Put();")]
    [InlineData("if (!_known.TryGetValue(\"x\", out Module? m)) { m = _table.Find(\"x\"); if (m is null) return; _known[\"x\"] = m; } if (!m.TryGet()) return; m.Put();")]
    [InlineData("Module? m = _table.Find(\"x\"); _place = m; if (m is null || !m.TryGet()) return; m.Put();")]
    public Task Whoever_made_it_has_published_it(string body) => Verify.Silent(Open(body), new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("t_place = owner; if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("s_local.Value = owner; if (!owner.TryGet()) return; owner.Put();")]
    public Task Only_this_thread_has_it(string body) => Verify.Silent(Open(body), new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("var run = Task.Run(() => owner.Name.Length);", "await run;")]
    [InlineData("_place = owner; await Task.Run(() => owner.Name.Length);", "")]
    [InlineData("await writer.WriteAsync(owner);", "")]
    [InlineData("Task run = Task.WhenAll(Task.Run(() => owner.Name.Length), Task.Delay(1));", "await run;")]
    public Task Others_still_have_it(string publish, string wait) => Verify.Rule(Open($$"""
        {{publish}}
        if (!owner.TryGet()) // QSC112
                return;
        owner.Put();
        {{wait}}
        """), new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("Interlocked.CompareExchange(ref _place, owner, null);")]
    [InlineData("if (Interlocked.CompareExchange(ref _place, owner, null) != null) return;")]
    public Task Others_find_it(string publish) => Verify.Rule(Open($$"""
        {{publish}}
        if (!owner.TryGet()) // QSC112
                return;
        owner.Put();
        """), new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("bell.Rings += () => GC.KeepAlive(owner.Name); if (!owner.TryGet()) return; bell.Ring(); owner.Put();")] // nothing rings before
    [InlineData("if (Interlocked.CompareExchange(ref _place, owner, null) == null) return; if (!owner.TryGet()) return; owner.Put();")]
    [InlineData("if (!owner.TryGet()) return; if (Interlocked.CompareExchange(ref _place, owner, null) != null) owner.Put();")]
    public Task Nobody_found_it(string body) => Verify.Silent(Open(body), new VerifyOptions { Twins = false });
}
