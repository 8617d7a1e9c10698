using Quiesce.Annotations;
using Quiesce.Oracle.Execution;

namespace Quiesce.Oracle.Subjects;

/// <summary>What a program calls besides its modules. Nothing is known of it but its contracts; the path decides what it does.</summary>
public static class World
{
    /// <summary>True or false.</summary>
    [NeverThrows]
    public static bool Ask(int site) => site >= 0 && Tape.Current.Next(2) == 0;

    /// <summary>True or false, told by the argument.</summary>
    [NeverThrows]
    public static void Ask(int site, out bool answer) => answer = Ask(site);

    /// <summary>What is locked: nobody else does.</summary>
    public static object Gate => Tape.Current;

    /// <summary>True, false, or an exception.</summary>
    public static bool Check(int site)
    {
        Tape.Current.MayThrow();
        return Ask(site);
    }

    /// <summary>Whether a loop takes another turn: a path takes a bounded number of them.</summary>
    [NeverThrows]
    public static bool More(int site) => Tape.Current.TakesTurn(site);

    /// <summary>How many turns a loop takes.</summary>
    [NeverThrows]
    public static int Count(int site) => site >= 0 ? Tape.Current.Next(Limits.Turns + 1) : 0;

    /// <summary>What a loop goes through.</summary>
    [NeverThrows]
    public static IEnumerable<int> Items(int site) => Enumerable.Range(0, Count(site));

    /// <summary>Returns or throws.</summary>
    public static void Work(int site)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(site);
        Tape.Current.MayThrow();
    }

    /// <summary>Returns or throws, when awaited.</summary>
    public static async Task WorkAsync(int site)
    {
        Work(site);
        await Task.CompletedTask;
    }

    /// <summary>Uses the module and never throws.</summary>
    [NeverThrows]
    public static void Use([Borrowed] Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Ledger.Used();
    }

    /// <summary>A read-side section begins.</summary>
    [EntersRead]
    [NeverThrows]
    public static void EnterRead() => Tape.Current.Readers.Enter();

    /// <summary>A read-side section ends.</summary>
    [ExitsRead]
    [NeverThrows]
    public static void ExitRead() => Tape.Current.Readers.Exit();

    /// <summary>Waits for all readers.</summary>
    [WaitsGracePeriod]
    [NeverThrows]
    public static void Synchronize() => Tape.Current.Readers.Wait();

    /// <summary>Where everybody finds the module.</summary>
    public static Module? Board
    {
        get => null;
        [NeverThrows]
        set => value?.Ledger.Shown();
    }

    /// <summary>An object that holds flags.</summary>
#pragma warning disable CA1051, CA1034, SA1401 // fields, because the programs are to have fields
    public sealed class Flags
    {
        public bool F0, F1, F2, F3, F4, F5, F6, F7;

        public bool P0 { get; set; }

        public bool P1 { get; set; }

        public bool P2 { get; set; }

        public bool P3 { get; set; }

        public bool P4 { get; set; }

        public bool P5 { get; set; }

        public bool P6 { get; set; }

        public bool P7 { get; set; }
    }
#pragma warning restore CA1051, CA1034, SA1401

    /// <summary>The next <see cref="Module.TryGet" /> is one whose result nobody looks at.</summary>
    [NeverThrows]
    public static void Ignoring() => Tape.Current.IsNextIgnored = true;

    /// <summary>The next text of a module is made by the language.</summary>
    [NeverThrows]
    public static void Saying() => Tape.Current.IsNextQuiet = true;

    /// <summary>The module is put into a collection next, which nobody looks into, or somebody does.</summary>
    [NeverThrows]
    public static void Collecting(int module, bool isDropped)
    {
        if (isDropped)
            Tape.Current.Ledgers[module].Dropped();
        else
            Tape.Current.Ledgers[module].Given();
    }

    /// <summary>A field of the program's object gets the module next, and nothing releases it.</summary>
    [NeverThrows]
    public static void Keeping(int module) => Tape.Current.Ledgers[module].Kept();

    /// <summary>The same of a guard.</summary>
    [NeverThrows]
    public static void Keeping(int module, [Borrowed] IDisposable? guard) => Tape.Current.Ledgers[module].Kept(guard);

    /// <summary>A call of the framework's comes next: the analysis does not know that it throws nothing.</summary>
    [NeverThrows]
    public static void Failing() => Tape.Current.MayThrow();

    /// <summary>The same, and that call puts something into a collection.</summary>
    [NeverThrows]
    public static void FailingToAdd()
    {
        try
        {
            Tape.Current.MayThrow();
        }
        catch (Exception failure)
        {
            Tape.Current.FailedToAdd = failure;
            throw;
        }
    }

    /// <summary>The guard is returned next.</summary>
    [NeverThrows]
    public static void Returning([Borrowed] Pin? pin) => pin?.Return();

    /// <summary>An exception is thrown next.</summary>
    [NeverThrows]
    public static void Throwing() => Tape.Current.CancelReturns();

    /// <summary>Does nothing.</summary>
    [NeverThrows]
    public static void Nothing()
    {
    }

    /// <summary>Shows a text.</summary>
    [NeverThrows]
    public static void Say(string text) => ArgumentNullException.ThrowIfNull(text);

    /// <summary>The exception that was caught is thrown on by the program itself.</summary>
    [NeverThrows]
    public static void ThrowingOn() => Tape.Current.ThrownByCalls.Clear();

    /// <summary>The statement that begins on this line of the snippet runs next.</summary>
    [NeverThrows]
    public static void At(int line) => Tape.Current.Line = line;
}
