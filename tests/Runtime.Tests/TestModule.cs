namespace Quiesce.Runtime.Tests;

/// <summary>A module that counts the calls it gets, with hooks.</summary>
internal sealed class TestModule : IModule
{
    internal Action<Module> OnInit { get; init; } = static _ => { };

    internal Action OnExit { get; init; } = static () => { };

    internal int Inits { get; private set; }

    internal int Exits { get; private set; }

    public void Init(Module self)
    {
        Inits++;
        OnInit(self);
    }

    public void Exit()
    {
        Exits++;
        OnExit();
    }
}
