using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>What some way out keeps or hands over, no remedy gives back on all of them.</summary>
public class KeptReferenceTests
{
    /// <summary>Each leaks where <c>work</c> throws, and is right otherwise.</summary>
    public static TheoryData<string> KeptOnPurpose => new(
        // What an object takes when it is made, its Dispose gives back.
        """
        sealed class Session : IDisposable
        {
            private readonly Module _module;
            public Session(Module module, Action work)
            {
                _module = module;
                if (!module.TryGet())
                    throw new InvalidOperationException();
                work();
            }
            public void Dispose() => _module.Put();
        }
        """,
        // What Start takes, Stop gives back.
        """
        sealed class Service
        {
            private readonly Module _module;
            private bool _isOn;
            public Service(Module module) => _module = module;
            public void Start(Action work)
            {
                if (!_module.TryGet())
                    return;
                work();
                _isOn = true;
            }
            public void Stop()
            {
                if (_isOn)
                    _module.Put();
            }
        }
        """,
        // Another method of the type gives it back.
        """
        void Take(Module module, Action work)
        {
            if (!module.TryGet())
                throw new InvalidOperationException();
            work();
        }
        void Give(Module module) => module.Put();
        """,
        // The result tells.
        """
        DayOfWeek Take(Module module, Action work)
        {
            if (!module.TryGet())
                return DayOfWeek.Monday;
            work();
            return DayOfWeek.Friday;
        }
        void Give(Module module) => module.Put();
        """,
        // In other hands on one way, given back on the other.
        """
        void Store(Module module, List<Module> held, bool keep, Action work)
        {
            if (!module.TryGet())
                return;
            if (keep)
            {
                held.Add(module);
                return;
            }
            work();
            module.Put();
        }
        """,
        """
        Module? Hand(Module module, bool keep, Action work)
        {
            if (!module.TryGet())
                return null;
            if (keep)
                return module;
            work();
            module.Put();
            return null;
        }
        """,
        """
        void Finish(Module module) => module.Put();
        void Later(Module module, bool later, Action work)
        {
            if (!module.TryGet())
                return;
            if (later)
            {
                _ = Task.Run(() => Finish(module));
                return;
            }
            work();
            module.Put();
        }
        """);

    [Theory]
    [MemberData(nameof(KeptOnPurpose))]
    public async Task Is_neither_held_in_a_scope_nor_released_in_a_finally(string source)
    {
        await OnFindings.IsNotOffered<ScopeGuard>(source);
        await OnFindings.IsNotOffered<ReleaseInFinally>(source);
    }

    /// <summary>Each leaks where <c>isBusy</c>, and hands the reference over at the end.</summary>
    public static TheoryData<string> HandedOver => new("_held.Add(module);", "Interlocked.Exchange(ref _current, module)?.Put();", "Register(module);");

    [Theory]
    [MemberData(nameof(HandedOver))]
    public async Task Is_released_only_before_the_exit_that_leaks(string handOver)
    {
        string members = $$"""
            private readonly List<Module> _held = new();
            private Module? _current;
            void Register(Module module) => _held.Add(module);
            void Close()
            {
                _current?.Put();
                foreach (Module module in _held)
                    module.Put();
            }
            void Open(Module module, bool isBusy)
            {
                if (!module.TryGet())
                    return;
                if (isBusy)
                    return;
                {{handOver}}
            }
            """;
        string released = members.Replace("    if (isBusy)\n        return;\n", "    if (isBusy)\n    {\n        module.Put();\n        return;\n    }\n");
        await OnFindings.Becomes<ReleaseBeforeExit>(members, released);
        await OnFindings.IsNotOffered<ScopeGuard>(members, released);
        await OnFindings.IsNotOffered<ReleaseInFinally>(members, released);
    }

    [Fact]
    public Task What_every_way_keeps_is_declared_and_not_given_back() => OnFindings.IsNotOffered<ScopeGuard>(
        """
        static int Keep(Module module)
        {
            if (!module.TryGet())
                throw new InvalidOperationException();
            return 1;
        }
        """);
}
