using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What is put where others can reach it while this path holds no reference on it.
sealed partial class Transfer
{
    /// <summary>
    /// Whoever finds the object there may give up its last reference before this body, if it goes on to, takes one of its own. One
    /// that is held by then, by this path, a guard or the caller, keeps it. What was read from a field or a collection, or found by a call,
    /// is known to others already; a call that makes one is not told from one that finds one (errs towards silence).
    /// </summary>
    private PathState Publish(PathState state, Value value, IOperation source, IOperation site)
    {
        bool isNew = Values.CreationOf(value) is IObjectCreationOperation || value is { Kind: ValueKind.Initial, Symbol: IParameterSymbol parameter } && body.IsLocal(parameter);
        if (!isNew || HoldsLock(state) || TypeOf(source) is not { } type || body.Contracts.CountedKind(type) is not { } kind || IsGuarded(state, value) || !body.Contracts.EndsWithRelease(type))
            return state;
        return Fire(state, value, Protocol.Reference, kind, ProtocolEvent.Publish, site, source);
    }

    /// <summary>What was published in the lock that is still held is nobody else's yet: whoever asks for that lock finds it taken.</summary>
    private PathState HideInLock(PathState state, Value value, string tag, IOperation site) =>
        state.Find(value, body.Slot(Protocol.Reference, tag)) is { State.Phase: Phase.Shared, Last.Syntax: { } published } row && body.Locks.AreInOne(published, site.Syntax)
            ? state.Without(row)
            : state;

    /// <summary>What a call is declared to keep is where the object called can be reached; what is called later is with its captures.</summary>
    private PathState PublishArgument(CallSite site, Argument argument, PathState state, Parts parts)
    {
        if (site.Operation is IObjectCreationOperation || (site.Receiver is not null && !LivesOn(parts.Find(site.Receiver))))
            return state;
        state = Publish(state, parts[argument], argument.Value, site.Operation);
        if (FunctionIn(parts[argument]) is not { } function)
            return state;
        foreach (CapturedVariable captured in function.Captured)
            state = PublishCaptured(state, captured, function, site.Operation);
        return state;
    }

    /// <summary>Who has a task awaited knows that its function has ended: what that captured is nobody else's any more.</summary>
    private PathState EndTask(PathState state, Value task)
    {
        if (Values.CreationOf(task) is not IInvocationOperation run || body.Contracts.Of(run.TargetMethod) is not { } contract || !WellKnownContracts.IsRun(contract))
            return state;
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (row.State.Phase == Phase.Shared && ReferenceEquals(row.Last, run))
                state = state.Without(row);
        }

        return state;
    }

    /// <summary>The tasks that a call is given have ended once it returns, or once it is awaited on the spot.</summary>
    private PathState EndTasks(CallSite site, PathState state, Parts parts)
    {
        if (!WellKnownContracts.WaitsForAll(site.Method) || !(site.Method.ReturnsVoid || IsAwaited(site.Operation)))
            return state;
        foreach (IOperation part in site.Operation.Descendants())
            state = parts.Find(part) is { } task ? EndTask(state, task) : state;
        return state;
    }

    /// <summary>
    /// A comparing exchange publishes where the field held what it was compared with, and only there; null where it publishes nothing.
    /// </summary>
    private List<Evaluated>? PublishIfFound(CallSite site, PathState state, Parts parts)
    {
        if (WellKnownContracts.AtomicOf(site.Method) != AtomicOperation.CompareExchange || site.ArgumentFor(1) is not { } put || site.ArgumentFor(2) is not { } expected
            || site.ArgumentFor(0)?.Value is not IFieldReferenceOperation { Field: var field } target || !IsReachable(field, InstanceOf(target.Instance, state, parts)))
            return null;
        PathState published = Publish(state, parts[put], put.Value, site.Operation);
        if (ReferenceEquals(published, state))
            return null;
        var outcomes = new List<Evaluated>(2);
        foreach (PathState path in new[] { published, state })
        {
            Evaluated called = Opaque(site, path, parts, static (_, _, _) => { });
            Value isFound = AreEqual(called.Value, parts[expected], areBools: false);
            if (Conditions.Restrict(called.State, isFound, ReferenceEquals(path, published), Values) is { } possible)
                outcomes.Add(called with { State = possible });
        }

        return outcomes;
    }

    /// <summary>Others can read the member: it is neither in an object that only this body has, nor in its thread's own memory.</summary>
    private bool IsReachable(ISymbol member, Value? instance) => !WellKnownContracts.IsOfThread(member) && (member.IsStatic || LivesOn(instance));

    /// <summary>The source of the publication is where the function mentions what it captured: that gives the message its name.</summary>
    private PathState PublishCaptured(PathState state, CapturedVariable captured, Function function, IOperation site)
    {
        if (captured.Symbol is not (ILocalSymbol or IParameterSymbol))
            return state;
        foreach (IOperation operation in Bodies.Operations(function.Graph))
        {
            ISymbol? mentioned = operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (SymbolEqualityComparer.Default.Equals(mentioned, captured.Symbol))
                return Publish(state, state.ValueOf(Values.Variable(captured.Symbol)), operation, site);
        }

        return state;
    }

    /// <summary>Those who listen to an event keep what they like, also of what the arguments were made from.</summary>
    private PathState PublishToListeners(CallSite site, PathState state, Parts parts)
    {
        IOperation? receiver = site.Receiver is IFlowCaptureReferenceOperation capture ? body.Captured(capture.Id) : site.Receiver;
        if (site.Method.MethodKind != MethodKind.DelegateInvoke || receiver is not IEventReferenceOperation)
            return state;
        foreach (Argument argument in site.Arguments)
            state = PublishParts(argument, site.Operation, state, parts);
        return state;
    }

    private PathState PublishParts(Argument argument, IOperation site, PathState state, Parts parts)
    {
        state = Publish(state, parts[argument], argument.Value, site);
        if (argument.Value.Unconverted() is not IObjectCreationOperation creation)
            return state;
        foreach (IArgumentOperation part in creation.Arguments)
            state = PublishParts(Argument.Of(part), site, state, parts);
        return state;
    }

    /// <summary>
    /// The object can be reached by others: a field's, a static, one that came from outside. An object under construction can not,
    /// and its own setter takes the reference for itself.
    /// </summary>
    private bool LivesOn(Value? value)
    {
        Value? root = value;
        while (root?.Kind == ValueKind.Member)
            root = root.Base;
        return root is { Kind: ValueKind.Initial, Symbol: { } symbol }
            && symbol is not ILocalSymbol && (symbol is not ITypeSymbol || !IsUnderConstruction());
    }

    private bool IsUnderConstruction()
    {
        for (ISymbol? function = body.Method; function is IMethodSymbol method; function = function.ContainingSymbol)
        {
            if (method.MethodKind is MethodKind.Constructor or MethodKind.PropertySet)
                return true;
        }

        return false;
    }
}
