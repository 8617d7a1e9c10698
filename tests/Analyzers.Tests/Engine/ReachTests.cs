using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>However an object is had, the gate lets its caller through.</summary>
public sealed class ReachTests
{
    private static readonly VerifyOptions s_asWritten = new() { Twins = false };

    [Fact]
    public Task By_a_property_of_another_type() => Verify.Rule("""
        using Quiesce;
        sealed class Host { public Module Plugin => null!; }
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                if (!host.Plugin.TryGet()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                host.Plugin.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_an_indexer() => Verify.Rule("""
        using Quiesce;
        sealed class Host { public Table Plugins => null!; }
        sealed class Table { public Module this[string name] => null!; }
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                var plugin = host.Plugins["a"];
                if (!plugin.TryGet()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                plugin.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_enumeration() => Verify.Rule("""
        using Quiesce;
        sealed class Host { public Table Plugins => null!; }
        sealed class Table : System.Collections.Generic.List<Module> { }
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                var plugin = host.Plugins.Find(p => true)!;
                if (!plugin.TryGet()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                plugin.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_deconstruction() => Verify.Rule("""
        using Quiesce;
        sealed class Host { public void Deconstruct(out Module plugin, out int age) { plugin = null!; age = 0; } }
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                var (plugin, age) = host;
                if (!plugin.TryGet()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                plugin.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_a_generic_base() => Verify.Rule("""
        using Quiesce;
        class Holder<T> { public T Item = default!; }
        sealed class Host : Holder<Module> { }
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                if (!host.Item.TryGet()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                host.Item.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_an_alias() => Verify.Rule("""
        using Quiesce;
        using Plug = Quiesce.Module;
        sealed class Host { public Plug Plugin => null!; }
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                if (!host.Plugin.TryGet()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                host.Plugin.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_a_delegate() => Verify.Rule("""
        using Quiesce;
        delegate Module Finder(string name);
        sealed class Host { public Finder Find => null!; }
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                var plugin = host.Find("a");
                if (!plugin.TryGet()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                plugin.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_a_record_parameter() => Verify.Rule("""
        using Quiesce;
        sealed record Host(Module Plugin);
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                if (!host.Plugin.TryGet()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                host.Plugin.Put();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_a_parameter_of_a_lambda() => Verify.Rule("""
        using System;
        using Quiesce;
        sealed class Host { public void Each(Action<Module> visit) { } }
        sealed class User
        {
            void Run(Host host, bool busy)
            {
                host.Each(plugin =>
                {
                    if (!plugin.TryGet()) // QSC101: when 'busy' is true
                        return;
                    if (busy)
                        return;
                    plugin.Put();
                });
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_a_static_import() => Verify.Rule("""
        using static Quiesce.Rcu;
        sealed class User
        {
            void Run()
            {
                ReadLock();
                Synchronize(); // QSC205
                ReadUnlock();
            }
        }
        """, s_asWritten);

    [Fact]
    public Task By_a_member_annotated_in_this_source() => Verify.Rule("""
        using Quiesce.Annotations;
        class Gate
        {
            [Acquires(Kind = "gate")] public bool Enter() => true;
            [Releases(Kind = "gate")] public void Leave() { }
            void Run(bool busy)
            {
                if (!Enter()) // QSC101: when 'busy' is true
                    return;
                if (busy)
                    return;
                Leave();
            }
        }
        """, s_asWritten);
}
