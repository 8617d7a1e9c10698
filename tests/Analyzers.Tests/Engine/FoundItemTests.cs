using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What is found in a collection stays there: who takes a reference on it may leave it to another who finds it.</summary>
public sealed class FoundItemTests
{
    private const string Fields = """
        private readonly Dictionary<int, Module> _modules = new();

        """;

    [Theory]
    [InlineData("bool Enter(int i) => _modules.TryGetValue(i, out Module? m) && m.TryGet();")]
    [InlineData("bool Enter(int i) => System.Linq.Enumerable.First(_modules.Values).TryGet();")]
    [InlineData("bool Enter(int i) { Module? m = System.Collections.Generic.CollectionExtensions.GetValueOrDefault(_modules, i); return m is not null && m.TryGet(); }")]
    public Task One_enters_and_another_leaves(string enter) => Verify.Silent($$"""
        {{Fields}}{{enter}}

        void Leave(int i)
        {
            if (_modules.TryGetValue(i, out Module? m))
                m.Put();
        }
        """);

    [Fact]
    public Task One_path_keeps_it() => Verify.Rule(Fields + """
        bool Enter(int i, Action work)
        {
            if (!_modules.TryGetValue(i, out Module? m) || !m.TryGet()) // QSC101: 'm' is not released when 'i > 5' is true: leaves at line 7
                return false;
            if (i > 5)
                return false;
            m.Put();
            return true;
        }
        """);

    [Fact]
    public Task Given_back_twice() => Verify.Rule(Fields + """
        void Enter(int i)
        {
            if (_modules.TryGetValue(i, out Module? m) && m.TryGet())
            {
                m.Put();
                m.Put(); // QSC102
            }
        }
        """);

    [Fact]
    public Task A_collection_of_others_is_another_object() => Verify.Rule("""
        bool Enter(List<Module> modules, Func<Module> open)
        {
            Module m = open();
            return m.TryGet(); // QSC101
        }

        void Leave(Module m) => m.Put();
        """);

    [Fact]
    public Task The_best_of_all_is_kept_and_those_before_it_are_not_given_back() => Verify.Rule("""
        void Enter(List<Module> modules, string wanted)
        {
            Module? best = null;
            foreach (Module m in modules)
            {
                if (m.Name == wanted && m.TryGet()) // QSC101: 'm' is not released when 'modules' has another item: overwritten at line 7
                    best = m;
            }
            best?.Put();
        }
        """);

    [Theory]
    [InlineData("best?.Put(); best = m;")]
    [InlineData("Module? last = best; best = m; last?.Put();")]
    public Task The_best_of_all_is_kept_and_those_before_it_are_given_back(string keep) => Verify.Silent($$"""
        void Enter(List<Module> modules, string wanted)
        {
            Module? best = null;
            foreach (Module m in modules)
            {
                if (m.Name != wanted || !m.TryGet())
                    continue;
                {{keep}}
            }
            best?.Put();
        }
        """);

    [Fact]
    public Task All_are_kept_and_another_loop_gives_them_back() => Verify.Silent("""
        void Enter(List<Module> modules)
        {
            Module? last = null;
            foreach (Module m in modules)
            {
                if (m.TryGet())
                    last = m;
            }
            Console.WriteLine(last);
            foreach (Module m in modules)
                m.Put();
        }
        """);
}
