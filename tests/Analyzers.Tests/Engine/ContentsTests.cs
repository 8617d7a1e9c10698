using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What an object was made with, and what was put into a collection, before it was acquired.</summary>
public sealed class ContentsTests
{
    [Theory]
    [InlineData("List<Module>", "_kept.Add(m);", "_kept.Remove(m)")]
    [InlineData("HashSet<Module>", "if (!_kept.Add(m)) return;", "_kept.Remove(m)")]
    [InlineData("Dictionary<Module, Module>", "if (!_kept.TryAdd(m, m)) return;", "_kept.Remove(m)")]
    [InlineData("Dictionary<Module, Module>", "_kept[m] = m;", "_kept.Remove(m)")]
    public Task Put_into_a_collection_before_it_is_acquired(string type, string add, string remove) => Verify.Silent($$"""
        private readonly {{type}} _kept = new();

        void Enter(Module m)
        {
            lock (_kept)
            {
                {{add}}
                if (!m.TryGet())
                    {{remove}};
            }
        }

        static void Leave(Module m) => m.Put();
        """);

    [Fact]
    public Task Put_into_an_array_before_it_is_acquired() => Verify.Silent("""
        private readonly Module?[] _kept = new Module?[4];

        void Enter(Module m)
        {
            lock (_kept)
            {
                _kept[0] = m;
                if (!m.TryGet())
                    _kept[0] = null;
            }
        }

        static void Leave(Module m) => m.Put();
        """);

    private const string Types = """
        record Node(Module Module);

        class Context
        {
            private readonly Module _module;

            public Context(Module module) => _module = module;

            public void Done() => _module.Put();
        }


        """;

    [Theory]
    [InlineData("var n = new Node(m);", "_kept.Add(n);")]
    [InlineData("var n = new Context(m);", "_kept.Add(n);")]
    [InlineData("var n = new Context(m);", "n.Done();")]
    [InlineData("var n = new Node(m);", "n.Module.Put();")]
    public Task Given_to_an_object_that_has_it(string make, string use) => Verify.Silent($$"""
        using System.Collections.Generic;
        using Quiesce;

        {{Types}}class Client
        {
            private readonly List<object> _kept = new();

            void Enter(Module m)
            {
                {{make}}
                if (m.TryGet())
                {
                    {{use}}
                }
            }

            static void Leave(Module m) => m.Put();
        }
        """);

    [Fact]
    public Task Given_to_an_object_that_nobody_gets() => Verify.Rule($$"""
        using Quiesce;

        {{Types}}class Client
        {
            string Enter(Module m)
            {
                var n = new Node(m);
                return m.TryGet() ? n.Module.Name : ""; // QSC101: 'm' is not released
            }
        }
        """);

    [Fact]
    public Task Given_back_twice_under_two_names() => Verify.Rule($$"""
        using Quiesce;

        {{Types}}class Client
        {
            void Enter(Module m)
            {
                var n = new Node(m);
                if (!m.TryGet())
                    return;
                n.Module.Put();
                m.Put(); // QSC102: 'm' is released more often than it was acquired
            }
        }
        """);

    [Theory]
    [InlineData("record Result(bool Ok, string Text);", "var r = m.TryGet() ? new Result(true, \"\") : new Result(false, \"gone\");", "r.Ok")]
    [InlineData("", "var r = new { Ok = m.TryGet(), m.Name };", "r.Ok")]
    [InlineData("", "int r = Convert.ToInt32(m.TryGet());", "r == 1")]
    public Task A_flag_in_an_object(string type, string ask, string isHeld) => Verify.Silent($$"""
        using System;
        using Quiesce;

        {{type}}

        class Client
        {
            void Enter(Module m)
            {
                {{ask}}
                if ({{isHeld}})
                    m.Put();
            }
        }
        """);

    [LanguageFact("12.0")]
    public Task An_inline_array() => Verify.Silent("""
        using System.Runtime.CompilerServices;
        using Quiesce;

        [InlineArray(4)]
        struct Four
        {
            private Module? _first;
        }

        class Client
        {
            void Enter(Module m)
            {
                Four four = default;
                four[0] = m;
                if (four[0]!.TryGet())
                    four[0]!.Put();
            }
        }
        """);

    [Fact]
    public Task A_flag_in_an_object_without_a_type_name() => Verify.Silent("""
        void Enter(Module m)
        {
            bool isIn = m.TryGet();
            var r = new { IsIn = isIn, m.Name };
            if (r.IsIn)
                m.Put();
        }
        """);
}
