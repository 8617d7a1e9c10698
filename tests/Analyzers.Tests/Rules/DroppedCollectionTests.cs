using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC101: references are put into a local collection that nobody looks into.</summary>
public sealed class DroppedCollectionTests
{
    [Theory]
    [InlineData("var held = new List<Module>();", "held.Add(owner)")]
    [InlineData("List<Module> held = new(16);", "held.Add(owner)")]
    [InlineData("var held = new Queue<Module>();", "held.Enqueue(owner)")]
    [InlineData("ICollection<Module> held = new HashSet<Module>();", "held.Add(owner)")]
    [InlineData("var held = new Dictionary<int, Module>();", "held.Add(1, owner)")]
    public Task Items_of_what_came_from_outside(string made, string add) => Verify.Rule($$"""
        void Open(Module[] owners)
        {
            {{made}}
            foreach (Module owner in owners)
            {
                if (owner.TryGet()) // QSC101: 'owner' is not released: nobody looks into the collection that has it at line 7
                    {{add}}; // 1: put into a collection here
            }
        }
        """);

    [Theory]
    [InlineData("var held = new List<ModuleLease?> { owner.Lease() };")]
    [InlineData("ICollection<ModuleLease?> held = new List<ModuleLease?> { owner.Lease() };")]
    [InlineData("var held = new[] { owner.Lease() };")]
    [InlineData("ModuleLease?[] held = { owner.Lease() };")]
    [InlineData("var held = new Dictionary<string, ModuleLease?> { [\"a\"] = owner.Lease() };")]
    [InlineData("var held = new Dictionary<string, ModuleLease?> { { \"a\", owner.Lease() } };")]
    [InlineData("var held = new Dictionary<string, ModuleLease?>(); held[\"a\"] = owner.Lease();")]
    [InlineData("var held = new ModuleLease?[3]; held[0] = owner.Lease();")]
    [InlineData("var held = new List<ModuleLease?>(); held.Add(owner.Lease()); Console.WriteLine(held.Count);")]
    [InlineData("var held = new List<ModuleLease?>(); held.Add(owner.Lease()); held.Clear();")]
    public Task What_it_is_made_with_or_has_by_an_index(string body) => Verify.Rule($$"""
        void Open(Module owner)
        {
            {{body}} // QSC101: 'owner' is not released: nobody looks into the collection that has it
        }
        """);

    [LanguageFact("12.0")]
    public Task What_a_collection_expression_has() => Verify.Rule("""
        void Open(Module owner)
        {
            List<ModuleLease?> list = [owner.Lease()]; // QSC101: nobody looks into the collection that has it
            ModuleLease?[] array = [owner.Lease()]; // QSC101: nobody looks into the collection that has it
            List<ModuleLease?> used = [owner.Lease()];
            used[0]?.Dispose();
        }
        """);

    [Theory]
    [InlineData("var held = new List<ModuleLease?> { owner.Lease() }; foreach (ModuleLease? lease in held) lease?.Dispose();")]
    [InlineData("var held = new[] { owner.Lease() }; held[0]?.Dispose();")]
    [InlineData("var held = new[] { owner.Lease() }; _kept = held;")]
    [InlineData("object held = new[] { owner.Lease() };")]
    [InlineData("var held = new ModuleLease?[3]; held[0] = owner.Lease(); foreach (ModuleLease? lease in held) lease?.Dispose();")]
    [InlineData("var held = new Dictionary<string, ModuleLease?> { [\"a\"] = owner.Lease() }; foreach (ModuleLease? lease in held.Values) lease?.Dispose();")]
    [InlineData("var held = new Owners { owner.Lease() };")]
    [InlineData("var held = new List<Owners> { new Owners { owner.Lease() } };")]
    public Task Its_items_are_looked_at_or_it_is_another_owner(string body) => Verify.Silent($$"""
        private object? _kept;

        void Open(Module owner)
        {
            {{body}}
        }

        bool IsOpen => _kept is not null;

        sealed class Owners : System.Collections.IEnumerable
        {
            public void Add(ModuleLease? lease) => lease?.Dispose();
            public System.Collections.IEnumerator GetEnumerator() => Array.Empty<int>().GetEnumerator();
        }
        """);

    [LanguageFact("12.0")]
    public Task A_collection_expression() => Verify.Rule("""
        void Open(Module owner)
        {
            List<Module> held = [];
            if (!owner.TryGet()) // QSC101: 'owner' is not released: nobody looks into the collection that has it
                return;
            held.Add(owner);
        }
        """);

    [Fact]
    public Task A_parameter_although_a_sibling_gives_such_references_back() => Verify.Rule("""
        void Open(Module owner)
        {
            var held = new List<Module>();
            if (!owner.TryGet()) // QSC101: 'owner' is not released: nobody looks into the collection that has it at line 6
                return;
            held.Add(owner); // 1: put into a collection here
        }

        void Close(Module owner) => owner.Put();
        """);

    [Fact]
    public Task Leases_of_its_own() => Verify.Rule("""
        void Open(ModuleTable table, string[] names)
        {
            var held = new List<ModuleLease>();
            foreach (string name in names)
            {
                if (table.TryFind(name, out ModuleLease? lease)) // QSC101: 'lease' is not released: nobody looks into the collection that has it
                    held.Add(lease);
            }
        }
        """);

    [Fact]
    public Task Leaves_by_a_throw() => Verify.Rule("""
        void Open(Module owner)
        {
            var held = new List<Module>();
            if (!owner.TryGet()) // QSC101: 'owner' is not released: nobody looks into the collection that has it
                return;
            held.Add(owner);
            throw new InvalidOperationException();
        }
        """);

    [Theory]
    [InlineData("return held;")]
    [InlineData("_held = held; return null;")]
    [InlineData("Keep(held); return null;")]
    [InlineData("foreach (Module m in held) m.Put(); return null;")]
    [InlineData("for (int i = 0; i < held.Count; i++) held[i].Put(); return null;")]
    [InlineData("held.ForEach(m => m.Put()); return null;")]
    [InlineData("Action close = () => held.ForEach(m => m.Put()); close(); return null;")]
    [InlineData("return held.Count;")]
    [InlineData("var same = held; foreach (Module m in same) m.Put(); return null;")]
    [InlineData("foreach (Module m in owners) m.Put(); return null;")]
    [InlineData("using var all = new Releaser(held); return null;")]
    public Task Somebody_looks_into_it(string end) => Verify.Silent($$"""
        private List<Module>? _held;

        object? Open(Module[] owners)
        {
            var held = new List<Module>();
            foreach (Module owner in owners)
            {
                if (owner.TryGet())
                    held.Add(owner);
            }
            {{end}}
        }

        void Keep(List<Module> modules) => _held = modules;

        sealed class Releaser : IDisposable
        {
            private readonly List<Module> _modules;
            public Releaser(List<Module> modules) => _modules = modules;
            public void Dispose() => _modules.ForEach(m => m.Put());
        }
        """);

    [Theory]
    [InlineData("var held = new Owners();")]
    [InlineData("var held = new List<Module>(); _held = held;")]
    [InlineData("var held = _held;")]
    [InlineData("List<Module> held = Make();")]
    public Task It_is_not_known_to_be_a_new_collection_of_the_framework(string made) => Verify.Silent($$"""
        private List<Module> _held = new();

        void Open(Module[] owners)
        {
            {{made}}
            foreach (Module owner in owners)
            {
                if (owner.TryGet())
                    held.Add(owner);
            }
        }

        List<Module> Make() => _held;

        sealed class Owners : List<Module>
        {
            ~Owners() => ForEach(m => m.Put());
        }
        """);

    [Fact]
    public Task Given_back_before_the_collection_ends() => Verify.Silent("""
        void Open(Module[] owners)
        {
            var seen = new List<Module>();
            foreach (Module owner in owners)
            {
                if (!owner.TryGet())
                    continue;
                seen.Add(owner);
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task Given_back_on_some_paths() => Verify.Rule("""
        void Open(Module owner, bool isDone)
        {
            var seen = new List<Module>();
            if (!owner.TryGet()) // QSC101: 'owner' is not released: nobody looks into the collection that has it at line 6
                return;
            seen.Add(owner); // 1: put into a collection here
            if (isDone) // 2: 'isDone' is true
                return; // 3: leaves here
            owner.Put();
        }
        """);

    [Fact]
    public Task In_two_collections() => Verify.Rule("""
        void Open(Module owner)
        {
            if (!owner.TryGet()) // QSC101: nobody looks into the collection that has it
                return;
            Module[] one = { owner }, other = { owner };
        }

        void Close(Module owner) => owner.Put();
        """);

    [Fact]
    public Task Taken_again_afterwards() => Verify.Rule("""
        void Open(Module owner)
        {
            if (!owner.TryGet()) // QSC101
                return;
            Module[] seen = { owner };
            owner.Get();
            owner.Put();
        }
        """);

    [Theory]
    [InlineData("seen.Add(owner); _owners.Add(owner);")]
    [InlineData("seen.Add(owner); Keep(owner);")]
    [InlineData("seen.Add(owner); Task.Run(() => owner.Put());")]
    [InlineData("_owners.Add(owner); seen.Add(owner);")]
    [InlineData("seen.Add(owner); if (seen2) { owner.Put(); return; } owner.Put();")]
    public Task Somebody_else_has_it_too(string body) => Verify.Silent($$"""
        private readonly List<Module> _owners = new();

        void Open(Module owner, bool seen2)
        {
            var seen = new List<Module>();
            if (!owner.TryGet())
                return;
            {{body}}
        }

        void Keep(object o) { }
        """);
}
