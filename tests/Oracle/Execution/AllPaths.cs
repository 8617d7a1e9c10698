using System.Reflection;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Execution;

/// <summary>Runs a compiled program on every path: each assignment of its conditions, each call thrown or not.</summary>
sealed class AllPaths(Sketch sketch, MethodInfo method)
{
    private readonly Tape _tape = new(Exceptions.ToldApartBy(sketch));
    private readonly HashSet<ModuleEnd> _ends = [];
    private readonly HashSet<Fault> _faults = [];
    private bool _isLeftInside;

    /// <summary>Beyond it the estimate of the generator is wrong.</summary>
    public const int MostPaths = 40_000;

    public Observed Run()
    {
        int paths = 0;
        do
        {
            if (++paths > MostPaths)
                throw new InvalidOperationException($"{sketch.Name} of seed {sketch.Seed} has more than {MostPaths} paths");
            RunPath();
        }
        while (_tape.Advance());
        return new Observed([.. _ends], [.. _faults], _isLeftInside, paths);
    }

    private void RunPath()
    {
        _tape.Begin();
        Subjects.Module[] modules = [.. Enumerable.Range(0, sketch.Modules).Select(number => new Subjects.Module(number))];
        modules[0].Ledger.IsSelf = sketch.Style.IsSelf;
        _tape.Ledgers = [.. modules.Select(module => module.Ledger)];
        Subjects.Item[] items = [.. Enumerable.Range(0, sketch.Items).Select(_ => new Subjects.Item())];
        (Exit exit, object? result) = Invoke([
            .. modules,
            .. Enumerable.Range(0, sketch.Conditions).Select(_ => (object)(_tape.Next(2) == 0)),
            .. Enumerable.Range(0, sketch.Modes).Select(_ => (object)_tape.Next(4)),
            .. Enumerable.Range(0, sketch.Levels).SelectMany(_ => Level(_tape.Next(2))),
            .. items,
            .. Enumerable.Range(0, sketch.Fractions).Select(_ => (object)(_tape.Next(3) switch { 0 => 0.0, 1 => 1.0, _ => double.NaN })),
        ]);
        bool? outcome = exit == Exit.Returns ? Truth(result) : null;
        foreach (Subjects.Pin pin in _tape.Pins)
            pin.Leave(isReturned: ReferenceEquals(pin, result));
        if (Monitor.IsEntered(Subjects.World.Gate))
            throw new InvalidOperationException($"the program never leaves its lock:\n{Rendering.Class(sketch)}");
        _faults.UnionWith(items.SelectMany(item => item.Faults).Concat(_tape.Readers.Faults));
        _isLeftInside |= exit == Exit.CallThrows && _tape.Readers.IsInside;
        for (int i = 0; i < modules.Length; i++)
        {
            Ledger ledger = modules[i].Ledger;
            _ends.Add(EndOf(ledger, i, exit, outcome, result));
            _faults.UnionWith(ledger.Faults);
        }
    }

    private ModuleEnd EndOf(Ledger ledger, int module, Exit exit, bool? outcome, object? result) => new(
        module, exit, outcome, ledger.IsGone ? 0 : ledger.Net, ledger.Guards - (exit == Exit.CallThrows && ledger.IsGuardKept ? 1 : 0), ledger.IsAssumed,
        IsLost: (ledger.IsKept && exit == Exit.CallThrows) || ledger.IsLost || ledger.IsLeftToOthers || ledger.IsHandedOver,
        IsDropped: (ledger.IsKept && exit != Exit.CallThrows) || (ledger.IsDropped && !(exit == Exit.CallThrows && ReferenceEquals(_tape.FailedToAdd, result))),
        IsKept: ledger.IsKept || ledger.IsGuardKept,
        IsShown: ReferenceEquals(ledger, _tape.OnBoard), ledger.TakenAt, ledger.PutAt, ledger.PutBy, ledger.IsGivenInVain);

    private object[] Level(int number) => sketch.Style.Question switch
    {
        Question.Order => [number],
        Question.Type => [number == 0 ? number : "text"],
        Question.Types => [number == 0 ? typeof(int) : typeof(string)],
        _ => [new Subjects.Rank(number), new Subjects.Rank(0)],
    };

    private (Exit, object?) Invoke(object[] arguments)
    {
        try
        {
            object? result = method.Invoke(sketch.IsOfObject ? Activator.CreateInstance(method.DeclaringType!) : null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            return (Exit.Returns, Finished(result));
        }
        catch (InvalidProgramException wrong)
        {
            throw new InvalidOperationException($"{wrong.Message}:\n{Rendering.Class(sketch)}", wrong);
        }
        catch (Exception thrown)
        {
            return (_tape.ThrownByCalls.Contains(thrown) ? Exit.CallThrows : Exit.Throws, thrown);
        }
    }

    /// <summary>Everything that is awaited has finished already, so the method has too.</summary>
    private object? Finished(object? result)
    {
        if (result is not Task task)
            return result;
        if (!task.IsCompleted)
            throw new InvalidProgramException("the program waits");
        task.GetAwaiter().GetResult();
        return sketch.GivesBool ? task.GetType().GetProperty("Result")!.GetValue(task) : null;
    }

    private bool? Truth(object? result) => sketch.Returns == Returns.Guard ? result is not null : !sketch.GivesBool ? null : result as bool? ?? (result as Subjects.Answer)?.IsYes ?? false;
}
