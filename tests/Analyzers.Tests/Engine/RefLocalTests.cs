using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A ref local is another name of a variable.</summary>
public sealed class RefLocalTests
{
    [Fact]
    public Task Another_name() => Verify.Silent("""
        Module _m = null!;
        static Module s_m = null!;
        void Parameter(Module m) { ref Module r = ref m; if (!r.TryGet()) return; m.Put(); }
        void Local(Module m) { Module n = m; ref Module r = ref n; if (!n.TryGet()) return; r.Put(); }
        void Field() { ref Module r = ref _m; if (!r.TryGet()) return; _m.Put(); }
        void FieldBack() { ref Module r = ref _m; if (!_m.TryGet()) return; r.Put(); }
        void Static() { ref Module r = ref s_m; if (!r.TryGet()) return; s_m.Put(); }
        void Flag(Module m) { bool taken = false; ref bool flag = ref taken; flag = m.TryGet(); if (taken) m.Put(); }
        void Chain(Module m) { ref Module r = ref m; ref Module q = ref r; if (!q.TryGet()) return; m.Put(); }
        void Written(Module m, Module n) { ref Module r = ref m; r = n; if (!m.TryGet()) return; n.Put(); }
        """);

    [Fact]
    public Task One_that_refers_to_something_else_later() => Verify.Silent("""
        void Open(Module a, Module b) { ref Module r = ref a; if (!(r = ref b).TryGet()) return; r.Put(); }
        """);

    [Fact]
    public Task A_path_without_the_release() => Verify.Rule("""
        void Early(Module m, bool stop)
        {
            ref Module r = ref m;
            if (!r.TryGet()) // QSC101: is not released when 'stop' is true
                return;
            if (stop)
                return;
            m.Put();
        }

        void Written(Module m, Module n)
        {
            ref Module r = ref m;
            if (!m.TryGet()) // QSC101
                return;
            r = n;
            r.Put(); // QSC102
        }
        """);
}
