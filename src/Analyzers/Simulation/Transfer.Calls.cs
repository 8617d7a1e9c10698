using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Calls: the contract of the callee forks the path once per outcome; without one, what was passed has escaped.
sealed partial class Transfer
{
    private List<Evaluated> Call(IOperation operation, PathState state, Parts parts, Raise raise)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return [new(state, Values.Constant(constant))];
        CallSite? site = CallSite.Of(operation);
        if (site is null)
            return [Consume(operation, state, parts)];
        site = Direct(site, state, ref parts);
        if (Ask(site, parts) is { } asked)
            return [new(state, asked)];
        if (Update(site, state, parts) is { } updated)
            return updated;
        if (NotNull(site, state, parts) is not { } known)
            return []; // a null dereference is a defect of its own, and the path ends there
        state = known;
        if (!Returns(site, ref state, parts, raise))
            return [];

        if (!body.Contracts.Returning.Conditions(site.Method).IsEmpty)
            raise = static (_, _, _) => { }; // it throws where the condition fails, and that path has ended

        Contract? contract = ContractOf(site, state, parts);
        state = CopyArguments(site, contract, state, parts);
        return contract is not null
            ? Fulfil(site, contract, state, parts, raise)
            : PublishIfFound(site, state, parts) ?? Follow(site, state, parts, raise) ?? [Clone(site, state, parts) ?? MadeOf(site, Opaque(site, state, parts, raise), parts)];
    }

    /// <summary>A question that an operator asks too.</summary>
    private Value? Ask(CallSite site, Parts parts) =>
        WellKnownContracts.AsksBits(site.Method) ? HasBits(parts[site.Receiver!], parts[site.Arguments[0]], site.Receiver!.Type)
        : WellKnownContracts.AsksIdentity(site.Method) ? AreEqual(parts[site.Arguments[0]], parts[site.Arguments[1]], areBools: false)
        : WellKnownContracts.AsksEquality(site.Method) ? AreEqual(parts[site.Receiver!], parts[site.Arguments[0]], areBools: false)
        : WellKnownContracts.AsksForText(site.Method) ? Values.Or(Values.IsNull(parts[site.Arguments[0]]), AreEqual(parts[site.Arguments[0]], Values.Constant(""), areBools: false))
        : null;

    /// <summary>A call that a contract describes: one path for each outcome.</summary>
    private List<Evaluated> Fulfil(CallSite site, Contract contract, PathState state, Parts parts, Raise raise)
    {
        state = UseOperands(site, contract, state, parts);
        if (WellKnownContracts.IsResultOfTask(contract))
            state = EndTask(state, parts[site.Receiver!]);
        if (!contract.Has(EffectKind.Owns) && parts.Find(site.Receiver) is { } owner)
            state = TakeBack(owner, contract.On(Operand.This, EffectKind.Reclaims) is null ? state : EscapeContents(state, owner));
        PathState? refused = IsRefusal(site, contract, state, parts) ? state : null;
        state = TakeOver(site, contract, state, parts);
        bool isDecided = WellKnownContracts.IsResultOfTask(contract) && IsTaskOfAcquire(site.Receiver!, state, parts);
        if (MayThrow.IsCall(site.Operation) && !IsQuiet(contract) && !isDecided)
            raise(TakeNothing(state, site, contract, parts), site.Operation, Thrown.ByCall);
        return ApplyEach(site, contract, state, refused, parts);
    }

    private List<Evaluated> ApplyEach(CallSite site, Contract contract, PathState taken, PathState? refused, Parts parts)
    {
        List<When> outcomes = [.. Outcomes(site, contract, refused)];
        return outcomes.ConvertAll(outcome =>
        {
            PathState state = refused is not null && outcome != contract.TakesOverWhen ? refused : taken;
            return Apply(site, contract, outcome, outcomes.Count > 1 ? state.Then(Answer(site, outcome)) : state, parts);
        });
    }

    /// <summary>The step that an outcome is: no branch tells it apart any more.</summary>
    private Step Answer(CallSite site, When outcome)
    {
        ITypeSymbol declared = AnnotationReader.Awaited(site.Method.ReturnType);
        bool isGuard = declared.NullableAnnotation != NullableAnnotation.Annotated && body.Contracts.Guards.Of(declared) is { HeldProperty: not null };
        return outcome switch
        {
            When.True or When.False => new(StepKind.Branch, site.Operation.Syntax, outcome == When.True),
            _ when isGuard => new(StepKind.Guards, site.Operation.Syntax, outcome == When.NonNull),
            _ => new(StepKind.NullTest, site.Operation.Syntax, outcome == When.Null),
        };
    }

    /// <summary>What a member was called on is not null from here on, with what follows from that; null where it must have been.</summary>
    private PathState? NotNull(CallSite site, PathState state, Parts parts) =>
        site is { IsOnArgument: false, Receiver: { Type.IsReferenceType: true } receiver } && parts.Find(receiver) is { } value
            ? Conditions.Restrict(state, Values.IsNull(value), false, Values)
            : state;

    private Contract? ContractOf(CallSite site, PathState state, Parts parts)
    {
        if (site.Receiver?.Type is { } type && WellKnownContracts.IsDispose(site.Method))
        {
            IMethodSymbol method = type.FindImplementationForInterfaceMember(site.Method) as IMethodSymbol ?? site.Method;
            Contract disposal = body.Contracts.Of(method) ?? WellKnownContracts.Reclaims;
            return body.Contracts.Guards.Of(type) is null && !IsGivenBackByDisposal(state, parts.Find(site.Receiver))
                ? disposal
                : new Contract(disposal.Effects.Add(new Effect(EffectKind.Releases, Operand.This, When.Returns, AnyTag)));
        }

        return body.Contracts.Of(site.Method);
    }

    /// <summary>A call nothing is known of: it uses what it is given, and may keep it, also when it throws.</summary>
    private Evaluated Opaque(CallSite site, PathState state, Parts parts, Raise raise)
    {
        DecideOpaque(site, state, parts);
        if (site.Receiver is not null && parts.Find(site.Receiver) is { } receiver)
            state = Use(state, receiver, site.Operation, site.Receiver);
        foreach (Argument argument in site.Arguments)
            state = IsByReference(argument) ? state : Use(state, parts[argument], site.Operation, argument.Value);
        state = EscapeByResult(site, PublishToListeners(site, EndTasks(site, state, parts), parts), parts);
        foreach (Argument argument in site.Arguments)
            state = IsLookedAt(argument) ? state : Escape(site.Method is { IsStatic: true, ReturnsVoid: true } ? state : Tell(state, argument.Value), parts[argument]);
        if (site.Receiver is not null && parts.Find(site.Receiver) is { } called)
            state = site is { IsOnArgument: true, IsRead: false } ? Escape(state, called) : TakeBack(called, EscapeMembers(site.Method, called, site.IsRead ? state : EscapeContents(state, called)));
        if (FunctionCalledBy(site, parts) is { } function)
            state = LoseCaptured(function, EscapeCaptured(function, state));
        else if (site.Method.MethodKind == MethodKind.DelegateInvoke && parts.Find(site.Receiver) is { } unknown)
            state = EscapeFunction(state, unknown);
        if (MayThrow.IsCall(site.Operation) && !WellKnownContracts.IsQuestion(site.Method))
            raise(state, site.Operation, Thrown.ByCall);
        if (site.IsRead && (site.Method.IsStatic || parts.Find(site.Receiver) is not null))
            return Property(site, parts.Find(site.Receiver), state);

        foreach (Argument argument in site.Arguments)
            state = WriteBack(argument, state, parts);
        if (WellKnownContracts.IsPure(site.Method) && Computed(site, parts) is { } same)
            return new(state, same);
        return Changed(site, WellKnownContracts.LooksUp(site.Method) ? Found(site, Element(site.Operation, state)) : Unknown(site.Operation, state), parts);
    }

    /// <summary>The variable is passed, perhaps to get another object; who reads it first is not told from that (errs towards silence).</summary>
    private static bool IsByReference(Argument argument) => argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref };

    /// <summary>
    /// A property is read like a field: twice the same. What enumeration reads (the compiler's own reads) is another item each time.
    /// </summary>
    private Evaluated Property(CallSite site, Value? owner, PathState state)
    {
        IPropertySymbol property = ((IPropertyReferenceOperation)site.Operation).Property;
        if (site.Operation.IsImplicit || !property.Parameters.IsEmpty || WellKnownContracts.ChangesByItself(property))
            return Element(site.Operation, state);
        return owner is null
            ? new(state, state.ValueOf(Values.Variable(property)))
            : ReadMember(owner, property, site.Operation, state);
    }

    private PathState WriteBack(Argument argument, PathState state, Parts parts)
    {
        if (!IsByReference(argument))
            return state;
        Evaluated fresh = argument.Operation.Parent is IInvocationOperation call && WellKnownContracts.LooksUp(call.TargetMethod)
            ? Element(argument.Operation, state)
            : Fresh(argument.Operation, 0, state);
        return Store(argument.Value, fresh.Value, argument.Operation, fresh.State, parts);
    }

    private PathState UseOperands(CallSite site, Contract contract, PathState state, Parts parts)
    {
        bool isUse = !contract.Has(EffectKind.Observes);
        bool isAsked = GivesGuard(site, contract); // like TryGet, also of what was given up
        if (isUse && site.Receiver is not null && !IsAbout(contract, Operand.This) && !isAsked)
            state = Use(state, parts[site.Receiver], site.Operation, site.Receiver);
        foreach (Argument argument in site.Arguments)
        {
            if (isUse && argument.Parameter is { } parameter && !IsAbout(contract, Operand.Parameter(parameter.Ordinal)))
                state = Use(state, parts[argument], site.Operation, argument.Value);
        }

        return state;
    }

    private bool GivesGuard(CallSite site, Contract contract)
    {
        foreach (Effect effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.Acquired && body.Contracts.Guards.Of(AcquiredBy(effect, site)) is not null)
                return true;
        }

        return body.Contracts.Guards.Of(site.Method.ReturnType) is not null;
    }

    private static bool IsAbout(Contract contract, Operand operand)
    {
        foreach (Effect effect in contract.Effects)
        {
            if (effect.On.Kind == operand.Kind && effect.On.Ordinal == operand.Ordinal
                && effect.Kind is not (EffectKind.Borrowed or EffectKind.MustCheck or EffectKind.NeverThrows or EffectKind.Blocks or EffectKind.Dereferences))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Nothing is ever acquired by a call that throws. A release or a wait that throws is taken to have done its work: that it
    /// fails is a defect of its own, and no caller can do better (errs towards silence).
    /// </summary>
    private static bool IsQuiet(Contract contract) =>
        contract.NeverThrows || contract.Has(EffectKind.Releases) || contract.Has(EffectKind.ExitsRead)
        || contract.Has(EffectKind.WaitsGracePeriod);

    private PathState TakeOver(CallSite site, Contract contract, PathState state, Parts parts)
    {
        if (contract.Has(EffectKind.Blocks))
            state = Block(state);
        if (contract.On(Operand.This, EffectKind.Owns) is not null && parts.Find(site.Receiver) is { } receiver)
            state = Escape(state, receiver);
        foreach (Argument argument in site.Arguments)
        {
            bool moves = argument.Parameter is not { } parameter || contract.Moves(parameter.Ordinal);
            if (moves)
                state = PublishArgument(site, argument, state, parts);
            state = moves ? HandOver(site, argument, state, parts) : EscapeFunction(state, parts[argument]);
        }

        return state;
    }

    /// <summary>Whether something is owed for what the call may refuse. Who does not look at the answer knows why (errs towards silence).</summary>
    private bool IsRefusal(CallSite site, Contract contract, PathState state, Parts parts)
    {
        if (contract.TakesOverWhen is null || IsResultIgnored(site.Operation))
            return false;
        foreach (Argument argument in site.Arguments)
        {
            if (argument.Parameter is { } parameter && contract.Moves(parameter.Ordinal) && Array.Exists(state.Of(parts[argument]), row => row.State.Owes))
                return true;
        }

        return false;
    }

    private When[] Outcomes(CallSite site, Contract contract, PathState? refused)
    {
        bool mayRefuse = refused is not null;
        if (contract.DependsOn(When.True, mayRefuse) || contract.DependsOn(When.False, mayRefuse))
            return IsResultIgnored(site.Operation) ? [When.True] : [When.True, When.False];
        return contract.DependsOn(When.NonNull, mayRefuse) || contract.DependsOn(When.Null, mayRefuse) ? [When.NonNull, When.Null] : [When.Returns];
    }

    /// <summary>Nobody looks at the result, or at what awaiting it gives.</summary>
    private bool IsResultIgnored(IOperation operation) => operation.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        IAwaitOperation awaited => IsResultIgnored(awaited),
        IInvocationOperation call when call.Instance == operation && body.Contracts.Of(call.TargetMethod)?.Has(EffectKind.ReturnsReceiver) == true =>
            IsResultIgnored(call),
        _ => false,
    };

    private Evaluated Apply(CallSite site, Contract contract, When outcome, PathState state, Parts parts)
    {
        foreach (Argument argument in site.Arguments)
            state = WriteBack(site, contract, argument, state, parts);
        Evaluated result = Result(site, contract, outcome, state, parts);
        state = result.State;
        foreach (Effect effect in contract.Effects)
        {
            if (ValueOn(effect.On, effect.Tag, site, result.Value, parts) is not { } value)
                continue;
            if (effect.When == outcome || effect.When == When.Returns)
                state = Perform(state, effect, value, site, parts);
            else if (effect.Kind is EffectKind.Acquires or EffectKind.Acquired)
                state = NotAcquired(state, effect, value, site);
        }

        return new(Dereference(state, contract, result.Value, site, parts), result.Value);
    }
}
