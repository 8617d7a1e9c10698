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

    [Theory]
    [InlineData("void M(Module m)", "return;")]
    [InlineData("bool M(Module m)", "return false;")]
    [InlineData("string? M(Module m)", "return null;")]
    [InlineData("int? M(Module m)", "return null;")]
    [InlineData("Task M(Module m)", "return Task.CompletedTask;")]
    [InlineData("Task<bool> M(Module m)", "return Task.FromResult(false);")]
    [InlineData("Task<string?> M(Module m)", "return Task.FromResult<string?>(null);")]
    [InlineData("ValueTask M(Module m)", "return default;")]
    [InlineData("async Task M(Module m)", "return;")]
    [InlineData("async Task<bool> M(Module m)", "return false;")]
    [InlineData("int M(Module m)", "throw new InvalidOperationException(\"'m' is going away.\");")]
    [InlineData("string M(Module m)", "throw new InvalidOperationException(\"'m' is going away.\");")]
    [InlineData("Task<int> M(Module m)", "throw new InvalidOperationException(\"'m' is going away.\");")]
    [InlineData("C(Module m)", "throw new InvalidOperationException(\"'m' is going away.\");")]
    public Task The_exit_is_what_the_callers_of_the_function_read_as_no(string head, string exit) =>
        Fix.Becomes<TryAcquire>(
            $$"""
            {{head}}
            {
                {|QSC105:m.Get()|};
                m.Put();
                throw new NotImplementedException();
            }
            """,
            $$"""
            {{head}}
            {
                if (!m.TryGet())
                    {{exit}}
                m.Put();
                throw new NotImplementedException();
            }
            """);

    [Fact]
    public Task An_iterator_ends_a_loop_over_the_objects_goes_on_and_a_lambda_leaves_itself() => Fix.Becomes<TryAcquire>(
        """
        IEnumerable<int> Each(Module owner)
        {
            {|QSC105:owner.Get()|};
            yield return 1;
            owner.Put();
        }

        int Loops(List<Module> modules, Module other)
        {
            foreach (Module module in modules)
            {
                {|QSC105:module.Get()|};
                module.Put();
            }
            foreach (Module module in modules)
            {
                Func<bool> f = () =>
                {
                    {|QSC105:module.Get()|};
                    return true;
                };
            }
            return 1;
        }
        """,
        """
        IEnumerable<int> Each(Module owner)
        {
            if (!owner.TryGet())
                yield break;
            yield return 1;
            owner.Put();
        }

        int Loops(List<Module> modules, Module other)
        {
            foreach (Module module in modules)
            {
                if (!module.TryGet())
                    continue;
                module.Put();
            }
            foreach (Module module in modules)
            {
                Func<bool> f = () =>
                {
                    if (!module.TryGet())
                        return false;
                    return true;
                };
            }
            return 1;
        }
        """);

    [Fact]
    public Task A_function_that_does_nothing_else_throws() => Fix.Becomes<TryAcquire>(
        """
        void Take(Module owner) => {|QSC105:owner.Get()|};

        Action Later(Module owner) => () => {|QSC105:owner.Get()|};
        """,
        """
        void Take(Module owner)
        {
            if (!owner.TryGet())
                throw new InvalidOperationException("'owner' is going away.");
        }

        Action Later(Module owner) => () =>
        {
            if (!owner.TryGet())
                throw new InvalidOperationException("'owner' is going away.");
        };
        """);

    [Theory]
    [InlineData("void M(Module m) { try { } finally { {|QSC105:m.Get()|}; } }")]
    [InlineData("void M(Module m, Module other) { if (!other.TryGet()) return; {|QSC105:m.Get()|}; m.Put(); other.Put(); }")]
    [InlineData("async Task M(Module? m) { if (m is not null) await m?{|QSC104:.TryGetAsync()|}; }")]
    public Task Is_not_offered_where_nothing_can_leave(string members) => Fix.IsNotOffered<TryAcquire>(members);
}
