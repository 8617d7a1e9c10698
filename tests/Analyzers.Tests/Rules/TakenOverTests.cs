using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC102: what a declared owner has taken over is not this body's to give any more.</summary>
public sealed class TakenOverTests
{
    private const string Api = """
        class Sink
        {
            public void Take([Owns] Module module) => module.Put();
            public void TakeOrThrow([Owns(OnThrow = false)] Module module) => module.Put();
            public bool TryTake([Owns] Module module) => module.Name.Length > 0;
            public void Clear() { }
            public bool IsOpen { get; set; }
        }
        sealed class Holder : IDisposable
        {
            private readonly Module _module;
            public Holder([Owns] Module module) => _module = module;
            public void Dispose() => _module.Put();
        }

        """;

    [Theory]
    [InlineData("module.Put()")]
    [InlineData("sink.Take(module)")]
    [InlineData("new Sink().Take(module)")]
    public Task Given_again(string again) => Verify.Rule(Api + $$"""
        void Open(Module module, Sink sink)
        {
            if (!module.TryGet())
                return;
            sink.Take(module);
            {{again}}; // QSC102: 'module' is released more often than it was acquired
        }
        """);

    [Fact]
    public Task Given_back_because_the_owner_threw() => Verify.Rule(Api + """
        void Open(Module module, Sink sink)
        {
            if (!module.TryGet())
                return;
            try
            {
                sink.Take(module);
            }
            catch (Exception)
            {
                module.Put(); // QSC102: 'module' is released more often than it was acquired when 'sink.Take(module)' throws
                throw;
            }
        }
        """);

    [Fact]
    public Task The_new_owner_ends_with_its_using() => Verify.Rule(Api + """
        void Open(Module module)
        {
            if (!module.TryGet())
                return;
            using var holder = new Holder(module);
            module.Put(); // QSC102
        }
        """);

    [Theory]
    [InlineData("module.Get(); sink.Take(module); module.Put();")]
    [InlineData("sink.Take(module); if (module.TryGet()) module.Put();")]
    [InlineData("sink.Take(module); sink.Clear(); module.Put();")]
    [InlineData("sink.Take(module); module.Get(); module.Put();")]
    [InlineData("if (early) sink.Take(module); else module.Put();")]
    [InlineData("if (!sink.TryTake(module)) module.Put();")]
    [InlineData("try { sink.TakeOrThrow(module); } catch { module.Put(); throw; }")]
    [InlineData("sink.Take(module); Help(sink); module.Put();")]
    [InlineData("sink.Take(module); var other = sink; Task.Run(() => other.Clear()); module.Put();")]
    [InlineData("sink.Take(module); sink.IsOpen = false; module.Put();")]
    [InlineData("try { _holder = new Holder(module); } catch { module.Put(); throw; }")]
    [InlineData("list.Add(module); if (list.Count > 3) { list.Remove(module); module.Put(); }")]
    [InlineData("bool given = false; try { Use(module); given = true; sink.Take(module); } finally { if (!given) module.Put(); }")]
    [InlineData("Module? mine = module; try { Use(module); Module his = mine; mine = null; sink.Take(his); } finally { mine?.Put(); }")]
    public Task It_may_be_this_bodys_still(string body) => Verify.Silent(Api + $$"""
        private Holder? _holder;

        void Open(Module module, Sink sink, List<Module> list, bool early)
        {
            if (!module.TryGet())
                return;
            {{body}}
        }

        void Use([Borrowed] Module module) => _holder?.Dispose();
        static void Help(Sink sink) => sink.Clear();
        """);

    [Fact]
    public Task Somebody_elses_reference() => Verify.Silent(Api + """
        void Open(Module module, Sink sink)
        {
            sink.Take(module);
            module.Put();
        }
        """);
}
