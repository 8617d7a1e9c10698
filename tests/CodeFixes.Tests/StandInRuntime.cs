namespace Quiesce.CodeFixes.Tests;

/// <summary>The part of the runtime that remedies are tested on: small, and with members of other kinds beside the real ones.</summary>
internal static class StandInRuntime
{
    public const string Source = """
        using Quiesce.Annotations;

        namespace Quiesce
        {
            public sealed class Module
            {
                public string Name => "";
                [Acquires(Kind = "module")] [NeverThrows] [MustCheck] public bool TryGet() => true;
                [Acquires(Kind = "module")] [MustCheck] public System.Threading.Tasks.Task<bool> TryGetAsync() => System.Threading.Tasks.Task.FromResult(true);
                [Acquires(Kind = "module", Unchecked = true)] [NeverThrows] public void Get() { }
                [Releases(Kind = "module")] [NeverThrows] public void Put() { }
                [Releases(Kind = "module")] [NeverThrows] public void PutLater() { }
                [return: Acquired(Kind = "module")] public ModuleScope Acquire() => default;
                public void Run() { }
                public int Count() => 0;
            }

            [Guard(HeldProperty = nameof(IsHeld))]
            public ref struct ModuleScope
            {
                public bool IsHeld => true;
                public void Dispose() { }
            }

            public static class Rcu
            {
                public static void Synchronize() { }
                public static void Retire(System.IDisposable value) { }
                public static void Retire(System.IAsyncDisposable value) { }
            }

            public sealed class Slot<T> where T : class
            {
                public T? Exchange(T? next) => next;
            }

            public sealed class Config : System.IDisposable, System.IAsyncDisposable
            {
                public void Dispose() { }
                public void Close() { }
                public System.Threading.Tasks.ValueTask DisposeAsync() => default;
            }
        }
        """;
}
