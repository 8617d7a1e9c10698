using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>What the language makes of an object: casts, patterns, extensions, captures, hand-overs.</summary>
public sealed class LanguageTests
{
    [Fact]
    public Task A_failed_cast_does_not_make_its_operand_null() => Verify.Rule("""
        void Open(object code, Module owner)
        {
            var disposable = code as IDisposable;
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'code != null' is true
                return;
            if (disposable == null)
            {
                if (code != null)
                    return;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task A_narrowed_number_is_another_number() => Verify.Rule("""
        void Open(int mode, Module owner)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'mode != 0' is true
                return;
            if ((byte)mode == 0)
            {
                if (mode != 0)
                    return;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task A_new_object_is_not_null() => Verify.Silent("""
        sealed class Scope : IDisposable
        {
            [EntersRead(Domain = "default")] public Scope() { }
            [ExitsRead(Domain = "default")] public void Dispose() { }
        }
        class C
        {
            void Update()
            {
                using (new Scope()) { }
                Rcu.Synchronize();
            }
        }
        """);

    [Fact]
    public Task An_ignored_result_behind_ConfigureAwait() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public ValueTask<bool> EnterAsync() => new(true);
            [Releases(Kind = "gate")] public void Leave() { }
        }
        class C
        {
            async Task Pass(Gate gate)
            {
                await gate.EnterAsync().ConfigureAwait(false); // QSC104: 'gate'
                gate.Leave();
            }
        }
        """);

    [Fact]
    public Task A_lambda_takes_what_it_uses_of_its_object() => Verify.Silent("""
        private readonly Module _owner = null!;

        void Open(bool later)
        {
            if (!_owner.TryGet())
                return;
            if (later)
            {
                Task.Run(() => _owner.Put());
                return;
            }
            _owner.Put();
        }
        """);

    [Fact]
    public Task A_dynamic_call_takes_what_it_is_given_even_when_it_throws() => Verify.Silent("""
        void Open(Module owner, dynamic keeper)
        {
            if (!owner.TryGet())
                return;
            keeper.Keep(owner);
        }
        """);

    [Fact]
    public Task Kept_or_given_back() => Verify.Silent("""
        private Module? _kept;

        void Take(Module owner, bool keep)
        {
            if (keep)
                _kept = owner;
            else
                owner.Put();
        }
        """);

    [Fact]
    public Task Passed_on_or_given_back() => Verify.Silent("""
        void Take(Module owner, bool queue)
        {
            if (queue)
                Queue(owner);
            else
                owner.Put();
        }

        void Queue(Module owner)
        {
            owner.Put();
        }
        """);

    [Fact]
    public Task An_annotated_extension_method() => Verify.Rule("""
        static class Pins
        {
            [Acquires(Kind = "module")] public static bool Pin(this Module module) => module.TryGet();
            [Releases(Kind = "module")] public static void Unpin(this Module module) => module.Put();
        }
        class C
        {
            void Open(Module owner, bool busy)
            {
                if (!owner.Pin()) // QSC101: 'owner' is not released when 'busy' is true
                    return;
                if (busy)
                    return;
                owner.Unpin();
            }
        }
        """);

    [LanguageFact("14.0")]
    public Task An_annotated_member_of_an_extension_block() => Verify.Rule("""
        static class Pins
        {
            extension(Module module)
            {
                [Acquires(Kind = "module")] public bool Pin() => module.TryGet();
                [Releases(Kind = "module")] public void Unpin() => module.Put();
                public void Use(bool busy)
                {
                    if (!module.TryGet()) // QSC101: 'module' is not released when 'busy' is true
                        return;
                    if (busy)
                        return;
                    module.Put();
                }
            }
        }
        class C
        {
            void Open(Module owner, bool busy)
            {
                if (!owner.Pin()) // QSC101: 'owner' is not released when 'busy' is true
                    return;
                if (busy)
                    return;
                owner.Unpin();
            }
        }
        """);

    [Fact]
    public Task Top_level_statements() => Verify.File("""
        Module owner = new ModuleTable().Load("a", null!);
        if (!owner.TryGet()) // QSC101: 'owner' is not released when 'args.Length == 3' is true
            return;
        if (args.Length == 3) // 1: is true
            return; // 2: leaves here
        owner.Put();
        """);

    [LanguageFact("12.0")]
    public Task Primary_constructor_parameters() => Verify.Rule("""
        class Host(Module owner, bool busy)
        {
            public bool Open()
            {
                if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                    return false;
                if (busy)
                    return false;
                owner.Put();
                return true;
            }
        }
        """);

    [LanguageFact("14.0")]
    public Task The_field_keyword() => Verify.Silent("""
        private Module Owner
        {
            get => field ??= Make();
            set
            {
                if (!value.TryGet())
                    throw new InvalidOperationException();
                field?.Put();
                field = value;
            }
        }

        private static Module Make() => null!;
        """);

    [LanguageFact("12.0")]
    public Task A_collection_expression_takes_its_elements() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            List<Module> owners = [owner];
            GC.KeepAlive(owners);
        }
        """);

    [Fact]
    public Task A_filter_that_throws_says_no() => Verify.Silent("""
        void Run(Module m, Func<bool> isExpected, Action work)
        {
            if (!m.TryGet())
                return;
            try
            {
                work();
            }
            catch (Exception) when (isExpected())
            {
            }
            catch
            {
                m.Put();
                throw;
            }

            m.Put();
        }
        """);
}
