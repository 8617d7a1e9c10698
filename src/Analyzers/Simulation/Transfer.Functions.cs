using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Local functions and lambdas. Where one is called, its body runs there, from the state there: nothing of what it captured has
// gone anywhere. Where one leaves (stored, passed on, returned), whoever has it may call it: what it captured leaves with it.
sealed partial class Transfer
{
    private readonly HashSet<IOperation> _followed = [];

    /// <summary>The outcomes of a call whose body is at hand, or null where it cannot be followed there.</summary>
    private List<Evaluated>? Follow(CallSite site, PathState state, Parts parts, Raise raise)
    {
        if (FunctionCalledBy(site, parts) is not { } function)
            return null;
        bool runsAtOnce = !function.IsIterator && (!function.Symbol.IsAsync || IsAwaited(site.Operation));
        if (!runsAtOnce || body.Budget.IsExhausted || body.Enter(function, site.Operation) is not { } callee)
        {
            function.Leaves = true;
            return null;
        }

        function.RunsWhereCalled = true;
        _followed.Add(site.Operation);
        var ends = new CallExits(callee, exits);
        PropertySimulation.Run(callee, Arguments(site, function, state, parts), ends);
        callee.Leave();
        var results = new List<Evaluated>();
        foreach (CallEnd end in ends.Ends)
        {
            if (end.Thrown is { } thrown)
                raise(LeaveFunction(callee, state, end.State), null, thrown);
            else
                results.Add(ComeBack(site, function, callee, state, end.State, parts));
        }

        return results;
    }

    private Function? FunctionCalledBy(CallSite site, Parts parts) => site.Method.MethodKind switch
    {
        MethodKind.LocalFunction => body.Functions.Local(site.Method, body.Flow.Graph),
        MethodKind.DelegateInvoke when parts.Find(site.Receiver) is { } called => FunctionIn(called),
        _ => null,
    };

    private Function? FunctionIn(Value value) => body.Functions.MadeBy(Values.CreationOf(value));

    /// <summary>An async function that is awaited on the spot has run to its end there.</summary>
    private bool IsAwaited(IOperation call) => call.Parent switch
    {
        IAwaitOperation => true,
        IInvocationOperation outer when outer.Instance == call && body.Contracts.Of(outer.TargetMethod)?.Has(EffectKind.ReturnsReceiver) == true => IsAwaited(outer),
        _ => false,
    };

    /// <summary>Whether what is awaited is a call that was followed: its exceptions have been followed too.</summary>
    private bool IsFollowed(IOperation awaited) =>
        _followed.Contains(awaited) || (awaited is IInvocationOperation { Instance: { } inner } && IsFollowed(inner));

    /// <summary>The state in which the function begins: its parameters hold the arguments, and it has returned nothing yet.</summary>
    private PathState Arguments(CallSite site, Function function, PathState state, Parts parts)
    {
        foreach (Argument argument in site.Arguments)
        {
            if (argument.Parameter is { RefKind: not RefKind.Out } parameter)
                state = state.Bind(Values.Variable(function.Symbol.Parameters[parameter.Ordinal]), parts[argument]);
        }

        return state.Bind(Values.ReturnSlot, Values.ReturnSlot.Initial).Bind(Values.ResultSlot, Values.ResultSlot.Initial);
    }

    private Evaluated ComeBack(CallSite site, Function function, Body callee, PathState before, PathState after, Parts parts)
    {
        Value result = after.ValueOf(Values.ResultSlot);
        foreach (Argument argument in site.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } parameter)
                after = Store(argument.Value, after.ValueOf(Values.Variable(function.Symbol.Parameters[parameter.Ordinal])), argument.Operation, after, parts);
        }

        if (function.Symbol.ReturnsVoid || ReferenceEquals(result, Values.ResultSlot.Initial))
            return Unknown(site.Operation, Forsake(callee, before, after, null));
        return new(Forsake(callee, before, after, result), result);
    }

    /// <summary>The function's own variables end, and what the one around it was about to return is again what it was.</summary>
    private PathState LeaveFunction(Body callee, PathState before, PathState after) => Scopes
        .Leave(after, callee, Values)
        .Bind(Values.ReturnSlot, before.ValueOf(Values.ReturnSlot))
        .Bind(Values.ResultSlot, before.ValueOf(Values.ResultSlot));

    /// <summary>What only a variable of the function named, and what it did not return, is never given back.</summary>
    private PathState Forsake(Body callee, PathState before, PathState after, Value? result)
    {
        PathState left = LeaveFunction(callee, before, after);
        foreach (Tracked row in after.Tracked.Rows)
        {
            if (!row.State.Owes || !row.Value.IsOurs || ReferenceEquals(row.Value, result) || !after.IsNamed(row.Value) || left.IsNamed(row.Value))
                continue;
            Report(Ending(after, row.Since), Defect.Leak, row, row.Site!);
            left = left.Escape(row);
        }

        return left;
    }

    /// <summary>The path as it would end where the function returned.</summary>
    private static PathState Ending(PathState state, int since)
    {
        List<Step> steps = state.Trace.StepsAfter(since);
        Step? end = steps.FindLast(s => s.Kind == StepKind.Returns);
        return end is null ? state : state.Then(end with { Kind = StepKind.Leaves });
    }

    /// <summary>A delegate: while it is in a variable, its function can still be followed wherever it is called.</summary>
    private Evaluated Delegate(IOperation creation, PathState state)
    {
        body.Functions.MadeBy(creation, body.Flow.Graph);
        return Unknown(creation, state);
    }

    /// <summary>
    /// A delegate leaves. Which one a joined value is, is not known: then all leave that were made.
    /// </summary>
    private PathState EscapeFunction(PathState state, Value value)
    {
        if (FunctionIn(value) is { } function)
            return EscapeCaptured(function, state);
        if (Values.CreationOf(value) is IMethodReferenceOperation reference)
            return EscapeBound(state, value, reference);
        if (!value.IsJoinOfFunctions)
            return state;
        foreach (Function made in body.Functions.Delegates)
            state = EscapeCaptured(made, state);
        return EscapeBound(state);
    }

    /// <summary>
    /// A function of this body that is called, but whose body is not followed there (a recursion; a call too deep), may have taken or given
    /// back what it captured: nothing more is said of that (errs towards silence).
    /// </summary>
    private PathState LoseCaptured(Function function, PathState state)
    {
        foreach (CapturedVariable captured in function.Captured)
            state = LoseTrack(state, state.ValueOf(body.PlaceOf(captured)));
        return state;
    }

    private bool IsAlready(PathState state, Place place, Optional<object?> only) => only.HasValue
        && Conditions.Evaluate(state, AreEqual(state.ValueOf(place), Values.Constant(only.Value), areBools: only.Value is bool), Values) == true;

    /// <summary>A function that leaves takes what it captured with it; what it assigns is unknown from here on.</summary>
    private PathState EscapeCaptured(Function function, PathState state)
    {
        function.Leaves = true;
        if (!body.Functions.Leaving.Add(function))
            return state; // it captured itself
        foreach (CapturedVariable captured in function.Captured)
        {
            Place place = body.PlaceOf(captured);
            state = CopyCaptured(function, captured.Symbol, state.ValueOf(place), state);
            state = Escape(state, state.ValueOf(place));
            if (captured.IsAssigned && !IsAlready(state, place, captured.Only))
                state = state.Bind(place, Values.Initial(captured.Symbol));
        }

        body.Functions.Leaving.Remove(function);
        if (IsConstructor && function.UsesThis)
            state = Escape(state, Values.This(body.Method.ContainingType));
        return EscapeMembers(function.Symbol, Values.This(body.Method.ContainingType), state);
    }
}
