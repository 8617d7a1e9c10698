using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// What a body returns, as far as a caller can tell it from something else.
sealed partial class Transfer
{
    /// <summary>What is returned is the caller's; which value it was decides the outcome. A bool that may be either is two outcomes.</summary>
    public IEnumerable<PathState> Return(PathState state, Value value, IOperation returned)
    {
        state = CopyOut(state, value, returned);
        ReturnCount(state, value, returned);
        state = body.IsInner ? EscapeFunction(state, value) : GiveToCaller(state, value, returned);
        if (body.IsInner || value is { IsOurs: true, Members.Count: > 0 })
            state = state.Bind(Values.ResultSlot, value);
        bool isOpen = value.IsCondition && Conditions.Evaluate(state, value, Values) is null
            && AnnotationReader.Awaited(body.Method.ReturnType).SpecialType == SpecialType.System_Boolean;
        if (isOpen)
        {
            if (Conditions.Assume(state, value, true, Values) is { } whenTrue)
                yield return whenTrue.Then(Decision(returned, true)).Bind(Values.ReturnSlot, Values.True);
            if (Conditions.Assume(state, value, false, Values) is { } whenFalse)
                yield return whenFalse.Then(Decision(returned, false)).Bind(Values.ReturnSlot, Values.False);
        }
        else if (Conditions.ConstantsOf(state, value, Values) is { Count: > 0 } constants)
        {
            foreach (Value constant in constants)
            {
                if (Conditions.Assume(state, Values.Equal(value, constant), true, Values) is { } known)
                    yield return known.Bind(Values.ReturnSlot, OutcomeOf(known, constant));
            }
        }
        else
        {
            yield return state.Bind(Values.ReturnSlot, OutcomeOf(state, state.EqualTo(value) ?? value));
        }
    }

    /// <summary>
    /// The caller has it now. What this body got with one reference is of no use to the caller if that is given back on the way out; a
    /// struct is copied, an object that was known before may be held by somebody else, and one that is lent is (errs
    /// towards silence).
    /// </summary>
    private PathState GiveToCaller(PathState state, Value value, IOperation returned)
    {
        bool isLent = returned.Type is { IsValueType: true } || IsLent();
        foreach (Tracked row in isLent ? [] : state.Of(value))
        {
            bool isHere = row.State.Owes || row.State.Phase is Phase.Stored or Phase.Dropped;
            if (isHere && row.State.Count == 1 && IsReference(row.Slot.Protocol) && ReferenceEquals(row.Site, Values.CreationOf(value)))
            {
                if (row.State.Phase == Phase.Dropped)
                    exits.Unearth(row);
                state = state.Track(row with { State = row.State with { Phase = Phase.Returned }, Last = returned });
            }
        }

        return GiveItem(state, value);
    }

    /// <summary>Who leaves a loop in the middle of a turn with the item of that turn was looking for it.</summary>
    private PathState GiveItem(PathState state, Value value)
    {
        foreach (Tracked row in value.Kind == ValueKind.Element ? state.Of(value) : [])
        {
            if (row is not { State.Owes: true, Site: { } take } || Loops.Around(take.Syntax) is not { Count: > 0 } loops)
                continue;
            if (state.Trace.StepsAfter(row.Since).TrueForAll(step => !loops[0].Span.Contains(step.Node.Span) || Loops.IsInBody(loops[0], step.Node)))
                body.CountedLoops.Find(take);
        }

        return Escape(state, value);
    }

    /// <summary>An exception on the way out ends the return: what becomes of the object is up to whoever handles that (errs towards silence).</summary>
    public static PathState CancelReturn(PathState state)
    {
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (row.State.Phase == Phase.Returned)
                state = state.Escape(row);
        }

        return state;
    }

    /// <summary>What this body put into a parameter that is passed by reference is the caller's now; what was there before has always been.</summary>
    public PathState LeaveToCaller(PathState state)
    {
        foreach (IParameterSymbol parameter in body.Method.Parameters)
        {
            if (!body.IsOfCaller(parameter))
                continue;
            Place place = Values.Variable(parameter);
            Value value = state.ValueOf(place);
            state = ReferenceEquals(value, place.Initial) ? state : GiveItem(state, value);
        }

        return state;
    }

    /// <summary>What the caller gets when the body ends is this body's until then; a function may be called once it is there.
    /// What a primary constructor's parameter gets is in a field.</summary>
    private PathState StoreParameter(IParameterReferenceOperation target, Value value, IOperation site, PathState state)
    {
        Place place = Values.Variable(target.Parameter);
        if (body.IsOfCaller(target.Parameter))
            return Bind(EscapeFunction(state, value), place, value, site).State;
        state = IsOutside(target) ? Keep(state, value, target, target.Parameter, null) : state;
        return Bind(state, place, value, site, Outlives(value, target.Parameter)).State;
    }

    private bool IsOfCaller(IOperation target) => target is IParameterReferenceOperation { Parameter: var parameter } && body.IsOfCaller(parameter);

    private bool IsLent()
    {
        foreach (Effect effect in body.Contracts.Of(body.Method)?.Effects ?? ImmutableArray<Effect>.Empty)
        {
            if (effect is { Kind: EffectKind.Borrowed, On.Kind: OperandKind.Return })
                return true;
        }

        return false;
    }

    /// <summary>
    /// Paths that return true or false, different numbers or enum members, null or something else are different outcomes; two
    /// texts are not: they tell a reader what happened, not a caller what it holds. Nor are two objects, and one that may be null is
    /// taken to be an object: a caller that asks for null cannot tell more. A task that has failed already is thrown where it is awaited.
    /// </summary>
    private Value OutcomeOf(PathState state, Value value)
    {
        if (value.Kind == ValueKind.Constant)
            return value.Constant is string ? Values.Ambient("non-null") : value;
        IOperation? creation = Values.CreationOf(value);
        if (creation is IDefaultValueOperation)
            return Values.Ambient("default");
        if (creation is IInvocationOperation { TargetMethod: var method } && WellKnownContracts.Fails(method))
            return Values.Ambient("failed");
        if (Conditions.Evaluate(state, value, Values) is { } truth)
            return truth ? Values.True : Values.False;
        if (Conditions.Evaluate(state, Values.IsNull(value), Values) == true)
            return Values.Null;
        return Values.Ambient(KindOf(value, creation, AnnotationReader.Awaited(body.Method.ReturnType)) + AnswersIn(state, value, creation));
    }

    /// <summary>
    /// A caller can tell new objects of types that say more than the declared one, and results that their own type has names for
    /// (<c>Ok</c>, <c>Failed</c>): a type of this compilation, for <c>string.Concat</c> names no result.
    /// </summary>
    private static string KindOf(Value value, IOperation? creation, ITypeSymbol returned) => creation switch
    {
        IObjectCreationOperation { Type: { } type } when !SymbolEqualityComparer.Default.Equals(type, returned) => type.ToDisplayString(),
        IInvocationOperation { TargetMethod: { IsStatic: true } factory } when IsNamedBy(factory, returned) => factory.Name,
        null when value is { Kind: ValueKind.Initial, Symbol: (IFieldSymbol or IPropertySymbol) and { IsStatic: true } named } && IsNamedBy(named, returned) => named.Name,
        _ => "non-null",
    };

    private static bool IsNamedBy(ISymbol member, ITypeSymbol returned) =>
        !member.ContainingType.DeclaringSyntaxReferences.IsEmpty
        && SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, returned.OriginalDefinition);

    /// <summary>What a new object, or a tuple, says by true, false or an enum's member: <c>new Result(false, why)</c> is no success.</summary>
    private static string AnswersIn(PathState state, Value value, IOperation? creation)
    {
        string answers = "";
        foreach (IArgumentOperation argument in (creation as IObjectCreationOperation)?.Arguments ?? ImmutableArray<IArgumentOperation>.Empty)
        {
            if (argument.Value is { Type: { } type, ConstantValue: { HasValue: true, Value: { } constant } } && IsAnswer(type))
                answers += $" {argument.Parameter?.Name}={constant}";
        }

        foreach (Place member in creation is IObjectCreationOperation or ITupleOperation ? value.Members : [])
        {
            if (state.ValueOf(member) is { Kind: ValueKind.Constant, Constant: { } constant } && Values.TypeOf(member.Symbol) is { } type && IsAnswer(type))
                answers += $" {member.Symbol!.Name}={constant}";
        }

        return answers;
    }

    private static bool IsAnswer(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean || type.TypeKind == TypeKind.Enum;
}
