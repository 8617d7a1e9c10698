using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A method of the same object may give back what is in it, whoever is told to call that method.</summary>
public sealed class OwnHelperTests
{
    [Theory]
    [InlineData("Leave();")]
    [InlineData("Later(Leave);")]
    [InlineData("Later(() => Leave());")]
    [InlineData("Later(() => Then());")]
    [InlineData("new Thread(Leave).Start();")]
    [InlineData("Done += Leave;")]
    [InlineData("Keep(this);")]
    public Task Gives_back_what_is_in_a_field(string call) => Verify.Silent($$"""
        private readonly Module _module = new ModuleTable().Find("m")!;

        event Action? Done;

        void Enter()
        {
            if (_module.TryGet())
            {
                {{call}}
            }
        }

        void Raise() => Done?.Invoke();

        void Then() => Leave();

        void Leave() => _module.Put();

        static void Later(Action action) { }

        static void Keep(object o) { }
        """, new() { Twins = false }); // in a twin the method gets its own object as another

    [Fact]
    public Task Is_not_called_on_one_path() => Verify.Rule("""
        private readonly Module _module = new ModuleTable().Find("m")!;

        void Enter(bool isBusy)
        {
            if (!_module.TryGet()) // QSC101: '_module' is not released when 'isBusy' is true
                return;
            if (isBusy)
                return;
            Later(Leave);
        }

        void Leave() => _module.Put();

        static void Later(Action action) { }
        """, new() { Twins = false }); // in a twin the method gets its own object as another

    [LanguageFact("12.0")]
    public Task Gives_back_what_a_primary_constructor_was_given() => Verify.Silent("""
        using System.Threading.Tasks;
        using Quiesce;

        class Client(Module module)
        {
            private Task? _left;

            Task? Left => _left;

            void Enter()
            {
                if (module.TryGet())
                    Leave();
            }

            void EnterAsync()
            {
                if (module.TryGet())
                    _left = LeaveAsync();
            }

            void Leave() => module.Put();

            async Task LeaveAsync()
            {
                await Task.Yield();
                module.Put();
            }
        }
        """);

    [Fact]
    public Task Cannot_be_called_by_who_gets_the_object() => Verify.Rule("""
        private readonly Module _module = new ModuleTable().Find("m")!;

        void Enter()
        {
            if (_module.TryGet()) // QSC101: '_module' is not released
                Keep(this);
        }

        static void Keep(object o) { }
        """, new() { Twins = false });
}
