using System.Runtime.CompilerServices;
using Quiesce.Annotations;
using Quiesce.Oracle.Execution;

namespace Quiesce.Oracle.Subjects;

/// <summary>
/// A module of the runtime whose fate is open: before it is asked for a reference, the path decides whether it is being removed.
/// Programs see it as <c>Module</c>; its members and their contracts are those of <see cref="Quiesce.Module" />.
/// </summary>
public sealed class Module
{
    private readonly Quiesce.Module real;

    internal Module(int number)
    {
        real = new Quiesce.Module($"m{number}", new Nothing(), references: 0) { State = ModuleState.Live };
        Ledger = new Ledger(real);
    }

    internal Ledger Ledger { get; }

    /// <inheritdoc cref="Quiesce.Module.TryGet" />
    [Acquires(Kind = "module")]
    [NeverThrows]
    [MustCheck]
    public bool TryGet() => Try();

    /// <summary>Like <see cref="TryGet" />, but may throw.</summary>
    [Acquires(Kind = "module")]
    [MustCheck]
    public bool TryEnter()
    {
        MayThrow();
        return Try();
    }

    /// <summary>Like <see cref="TryEnter" />, when awaited.</summary>
    [Acquires(Kind = "module")]
    [MustCheck]
    public async Task<bool> TryGetAsync()
    {
        await Task.CompletedTask;
        MayThrow();
        return Try();
    }

    /// <summary>Takes a reference or throws.</summary>
    [Acquires(Kind = "module")]
    public void Enter()
    {
        MayThrow();
        real.Get();
        Ledger.Entered();
    }

    /// <summary>Like <see cref="Enter()" />; whether a reference was taken can be told from the argument also where it throws.</summary>
    [Acquires(Kind = "module")]
    public void Enter([Taken] ref bool isTaken)
    {
        Enter();
        isTaken = true;
    }

    /// <summary>Like <see cref="Enter()" />, when awaited.</summary>
    [Acquires(Kind = "module")]
    public async Task EnterAsync()
    {
        await Task.CompletedTask;
        Enter();
    }

    private bool Try()
    {
        bool isIgnored = Tape.Current.IsNextIgnored;
        Decide(isIgnored || Tape.Current.Next(2) == 0);
        if (isIgnored)
            return Ledger.Assume(real.TryGet());
        bool isHeld = real.TryGet();
        Ledger.Tried(isHeld);
        return isHeld;
    }

    /// <inheritdoc cref="Quiesce.Module.Get" />
    [Acquires(Kind = "module", Unchecked = true)]
    [NeverThrows]
    public void Get()
    {
        real.Get();
        Ledger.Got();
    }

    /// <inheritdoc cref="Quiesce.Module.Put" />
    [Releases(Kind = "module")]
    [NeverThrows]
    public void Put([CallerLineNumber] int by = 0)
    {
        if (Ledger.MayPut(by))
            real.Put();
        else if (real.RefCount == 0)
            Refuse();
    }

    /// <inheritdoc cref="Quiesce.Module.Acquire" />
    [NeverThrows]
    [return: Acquired(Kind = "module")]
    public ModuleScope Acquire()
    {
        bool isLive = Decide(Tape.Current.Next(2) == 0);
        Ledger.At(isLive);
        return real.Acquire();
    }

    /// <inheritdoc cref="Quiesce.Module.Lease" />
    [return: Acquired(Kind = "module")]
    public ModuleLease? Lease()
    {
        Tape.Current.MayThrow();
        bool isLive = Decide(Tape.Current.Next(2) == 0);
        Ledger.At(isLive);
        return real.Lease();
    }

    /// <summary>Like <see cref="Lease" />, told by an argument.</summary>
    public void Open([Acquired(Kind = "module")] out ModuleLease? lease) => lease = Lease();

    /// <summary>Like <see cref="Lease" />, another guard.</summary>
    [return: Acquired(Kind = "module")]
    public Pin? Pin()
    {
        Tape.Current.MayThrow();
        bool isLive = Decide(Tape.Current.Next(2) == 0);
        Ledger.At(isLive);
        return real.TryGet() ? new Pin(real, Ledger) : null;
    }

    /// <summary>Like <see cref="Acquire" />, a guard that can be copied.</summary>
    [NeverThrows]
    [return: Acquired(Kind = "module")]
    public Hold Hold()
    {
        bool isLive = Decide(Tape.Current.Next(2) == 0);
        Ledger.At(isLive);
        return real.TryGet() ? new Hold(new Ticket(real, Ledger.Faults)) : default;
    }

    /// <summary>Uses the module, and may keep it.</summary>
    public static int operator +(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Ledger.Used();
        module.Ledger.Given();
        return 1;
    }

    /// <summary>Like <see cref="op_UnaryPlus" />.</summary>
    public static explicit operator Rank(Module module) => new(+module);

    /// <summary>Uses the module, which may be kept by whoever is told.</summary>
    public event Action Changed
    {
        add => _ = +this;
        remove => _ = +this;
    }

    /// <summary>Reading it uses the module.</summary>
    public int Size
    {
        get
        {
            Ledger.Used();
            return 1;
        }
    }

    /// <summary>As many items.</summary>
    public int Length => Size;

    /// <summary>An item.</summary>
    public int this[int index] => Size + index;

    /// <summary>Takes it apart.</summary>
    [NeverThrows]
    public void Deconstruct(out int size, out int length) => (size, length) = (Size, Length);

    /// <summary>Destroys it, whoever holds it.</summary>
    [Reclaims]
    [NeverThrows]
    public void Destroy() => Ledger.Destroyed();

    /// <summary>Uses the module, and may throw.</summary>
    public override string ToString()
    {
        Ledger.Used();
        if (!Tape.Current.IsNextQuiet)
            Tape.Current.MayThrow();
        Tape.Current.IsNextQuiet = false;
        return real.Name;
    }

    /// <summary>What the ledger calls too much, the runtime must call so too.</summary>
    private void Refuse()
    {
        try
        {
            real.Put();
        }
        catch (InvalidOperationException)
        {
            return;
        }

        throw new InvalidProgramException("the runtime gave back a reference that nobody held");
    }

    private void MayThrow()
    {
        try
        {
            Tape.Current.MayThrow();
        }
        catch
        {
            Tape.Current.IsNextIgnored = false; // its exception is not
            Ledger.Threw();
            throw;
        }
    }

    private bool Decide(bool isLive)
    {
        real.State = isLive ? ModuleState.Live : ModuleState.Going;
        return isLive;
    }

    private sealed class Nothing : IModule
    {
        public void Init([Self] Quiesce.Module self)
        {
        }

        public void Exit()
        {
        }
    }
}
