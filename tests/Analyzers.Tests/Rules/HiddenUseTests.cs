using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC103: uses that no call of a member shows, and what is returned while it is given back.</summary>
public sealed class HiddenUseTests
{
    private const string Api = """
        class Handle
        {
            [Acquires(Kind = "handle")] public Handle() { }
            [return: ReturnsReceiver] [Acquires(Kind = "handle")] public Handle Retain() => this;
            [Acquires(Kind = "handle")] public bool TryRetain() => true;
            [Releases(Kind = "handle")] public void Free() { }
            [Observes] public int References() => 0;
            public int Number;
            public event Action? Changed;
            public void Use() => Changed?.Invoke();
            public static explicit operator int(Handle handle) => handle.Number;
        }
        class Pool
        {
            [return: Acquired(Kind = "buffer")] public int[] Rent(int size) => new int[size];
            public void Return([Releases(Kind = "buffer")] int[] buffer) { }
        }

        """;

    [Theory]
    [InlineData("handle.Number = 3;")]
    [InlineData("handle.Changed += () => { };")]
    [InlineData("Console.WriteLine((int)handle);")]
    [InlineData("Console.WriteLine($\"{handle}\");")]
    [InlineData("string text = $\"a {handle} b\"; Console.WriteLine(text);")]
    [InlineData("Console.WriteLine(\"a\" + handle);")]
    [InlineData("Action use = handle.Use; use();")]
    public Task After_the_last_reference(string use) => Verify.Rule(Api + $$"""
        void Close()
        {
            var handle = new Handle();
            handle.Free();
            {{use}} // QSC103: 'handle' is used after it was given up at line
        }
        """);

    [Theory]
    [InlineData("other.Changed -= handle.Use;")]
    [InlineData("handle.Changed -= other.Use;")]
    [InlineData("Func<bool> again = handle.TryRetain; Console.WriteLine(again is null);")]
    [InlineData("Func<int> count = handle.References; Console.WriteLine(count());")]
    [InlineData("Console.WriteLine(handle.References());")]
    [InlineData("handle = other; Console.WriteLine($\"{handle}\" + handle);")]
    public Task What_is_no_use(string use) => Verify.Silent(Api + $$"""
        void Close(Handle other)
        {
            var handle = new Handle();
            handle.Free();
            {{use}}
        }
        """);

    [Fact]
    public Task Returned_while_a_finally_gives_it_back() => Verify.Rule(Api + """
        int[] Rent(Pool pool)
        {
            int[] buffer = pool.Rent(1);
            try
            {
                return buffer; // QSC103: 'buffer' is used after it was given up at line
            }
            finally
            {
                pool.Return(buffer);
            }
        }
        """, new() { Twins = false }); // a function that runs where it is called returns to this body

    [Fact]
    public Task An_exception_ends_the_return() => Verify.Silent("""
        [NeverThrows] [return: Acquired(Kind = "module")] static Module Make() => null!;
        [return: Acquired(Kind = "module")] Module Open(Action log)
        {
            Module module = Make();
            try
            {
                try
                {
                    return module;
                }
                finally
                {
                    log();
                }
            }
            catch
            {
                module.Put();
                throw;
            }
        }
        """);

    [Fact]
    public Task Returned_from_its_using() => Verify.Rule("""
        ModuleLease? Open(Module module)
        {
            using ModuleLease? lease = module.Lease();
            return lease; // QSC103
        }
        """, new() { Twins = false });

    [Theory]
    [InlineData("try { return handle.Retain(); } finally { handle.Free(); }")]
    [InlineData("bool ok = false; try { handle.Use(); ok = true; return handle; } finally { if (!ok) handle.Free(); }")]
    [InlineData("try { handle.Use(); return handle; } catch { handle.Free(); throw; }")]
    [InlineData("try { return null; } finally { handle.Free(); }")]
    public Task The_caller_gets_a_reference_of_its_own(string body) => Verify.Silent(Api + $$"""
        Handle? Open()
        {
            var handle = new Handle();
            {{body}}
        }
        """);

    [Theory]
    [InlineData("", "var handle = Find(); handle.Retain(); try { return handle; } finally { handle.Free(); }")]
    [InlineData("", "var handle = Find(); handle.Free(); return handle;")]
    [InlineData("[return: Borrowed]", "var handle = Take(); try { return handle; } finally { handle.Free(); }")]
    public Task Somebody_else_may_hold_it_for_the_caller(string result, string body) => Verify.Silent(Api + $$"""
        private readonly Handle _one = new();
        Handle Find() => _one;
        [return: Acquired(Kind = "handle")] Handle Take() => _one.Retain();
        void Close() => _one.Free();

        {{result}}
        Handle Open()
        {
            {{body}}
        }
        """);

    [Theory]
    [InlineData("Module?", "return module;")]
    [InlineData("string?", "return module.Name;")]
    public Task What_is_somebody_elses_may_be_held_by_the_caller(string result, string body) => Verify.Silent($$"""
        {{result}} Open(Module module)
        {
            if (!module.TryGet())
                return null;
            try
            {
                {{body}}
            }
            finally
            {
                module.Put();
            }
        }
        """);
}
