using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Where a function leaves that could not acquire, and where it must not.</summary>
public class FailureExitTests
{
    [Fact]
    public Task A_loop_whose_body_steps_does_not_go_on_with_the_same_object() => OnFindings.IsNotOffered<TryAcquire>(
        """
        void All(List<Module> modules)
        {
            int i = 0;
            while (i < modules.Count)
            {
                Module module = modules[i];
                module.Get();
                Console.WriteLine(module.Name);
                module.Put();
                i++;
            }
        }
        """);

    [Fact]
    public Task A_loop_whose_head_steps_goes_on_with_the_next() => OnFindings.Becomes<TryAcquire>(
        """
        void All(Queue<Module> modules)
        {
            while (modules.TryDequeue(out Module? module))
            {
                module.Get();
                Console.WriteLine(module.Name);
                module.Put();
            }
            for (int i = 0; i < 3; i++)
            {
                Module first = modules.Peek();
                first.Get();
                Console.WriteLine(first.Name);
                first.Put();
            }
        }
        """,
        """
        void All(Queue<Module> modules)
        {
            while (modules.TryDequeue(out Module? module))
            {
                if (!module.TryGet())
                    continue;
                Console.WriteLine(module.Name);
                module.Put();
            }
            for (int i = 0; i < 3; i++)
            {
                Module first = modules.Peek();
                if (!first.TryGet())
                    continue;
                Console.WriteLine(first.Name);
                first.Put();
            }
        }
        """);

    [Fact]
    public Task A_function_that_is_called_to_acquire_throws() => OnFindings.Becomes<TryAcquire>(
        """
        sealed class Service
        {
            private Module _module;
            private bool _isOn;
            public Service(Module module) => _module = module;
            public void Start()
            {
                _module.Get();
                _isOn = true;
            }
            public void Stop()
            {
                _module.Put();
                _isOn = false;
            }
            public void Attach(Module next)
            {
                next.Get();
                _module = next;
            }
            public bool IsOn => _isOn;
        }
        """,
        """
        sealed class Service
        {
            private Module _module;
            private bool _isOn;
            public Service(Module module) => _module = module;
            public void Start()
            {
                if (!_module.TryGet())
                    throw new InvalidOperationException("'_module' is going away.");
                _isOn = true;
            }
            public void Stop()
            {
                _module.Put();
                _isOn = false;
            }
            public void Attach(Module next)
            {
                if (!next.TryGet())
                    throw new InvalidOperationException("'next' is going away.");
                _module = next;
            }
            public bool IsOn => _isOn;
        }
        """);

    [Theory]
    [InlineData("try { module.Get(); work(); } finally { module.Put(); }")]
    [InlineData("try { module.TryGet(); work(); } finally { module.Put(); }")]
    [InlineData("Rcu.ReadLock(); module.Get(); Rcu.ReadUnlock(); try { work(); } finally { module.Put(); }")]
    [InlineData("Monitor.Enter(work); module.Get(); Console.WriteLine(module.Name); module.Put(); Monitor.Exit(work);")]
    [InlineData("ModuleLease? lease = other.Lease(); module.Get(); Console.WriteLine(module.Name); module.Put(); lease?.Dispose();")]
    [InlineData("if (!image.TryRetain()) return; module.Get(); Console.WriteLine(module.Name); module.Put(); image.Release();")]
    public Task Does_not_leave_behind_what_was_begun_before(string body) => OnFindings.IsNotOffered<TryAcquire>(
        $$"""
        sealed class Image
        {
            [Acquires, NeverThrows] public bool TryRetain() => true;
            [Releases, NeverThrows] public void Release() { }
        }
        class C
        {
            void M(Module module, Module other, Image image, Action work) { {{body}} }
        }
        """);
}
