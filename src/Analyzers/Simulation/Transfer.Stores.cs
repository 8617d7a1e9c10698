using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// Reading and writing variables and members, and what happens to a reference when it leaves.
sealed partial class Transfer
{
    private Evaluated Read(IOperation reference, PathState state) => reference switch
    {
        IFlowCaptureReferenceOperation capture => new(state, Held(Values.Capture(capture.Id), state)),
        ILocalReferenceOperation { IsDeclaration: true } local => new(state, Values.Result(local)),
        ILocalReferenceOperation local when body.RefLocals.TargetOf(local.Local) is { } target => Read(target, state),
        ILocalReferenceOperation local => new(state, Held(Values.Variable(local.Local), state)),
        IParameterReferenceOperation parameter => new(state, Held(Values.Variable(parameter.Parameter), state)),
        IFieldReferenceOperation { Instance: null } field => new(state, Held(Values.Variable(field.Field), state)),
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field =>
            ReadMember(Values.This(body.Method.ContainingType), field.Field, reference, state),
        _ => Unknown(reference, state),
    };

    /// <summary>What the place holds: of <c>o?.Name</c> the name, once <c>o</c> is known not to be null.</summary>
    private Value Held(Place place, PathState state)
    {
        Value value = state.ValueOf(place);
        while (value.Operator == Operator.Conditional && Conditions.Evaluate(state, Values.IsNull(value.Other!), Values) == false)
            value = value.Base!;
        return value;
    }

    private Evaluated Field(IFieldReferenceOperation field, PathState state, Parts parts)
    {
        if (parts.Find(field.Instance) is not { } instance)
            return new(state, WellKnownContracts.IsEmptyText(field.Field) ? Values.Constant("") : state.ValueOf(Values.Variable(field.Field)));
        state = Use(state, instance, field, field.Instance);
        return ReadMember(instance, field.Field, field, state);
    }

    private Evaluated ReadMember(Value owner, ISymbol member, IOperation site, PathState state) => IsLongWalk(owner, member)
        ? Element(site, state)
        : new(state, state.ValueOf(Values.MemberOf(owner, member)));

    private PathState WriteMember(Value owner, ISymbol member, Value value, IOperation site, PathState state) => IsLongWalk(owner, member)
        ? state
        : Bind(state, Values.MemberOf(owner, member), value, site).State;

    /// <summary>
    /// <c>n.Next.Next</c> has a name, a third <c>Next</c> does not: a loop along a list has finitely many names. What has none is
    /// another object at each read (errs towards silence).
    /// </summary>
    private static bool IsLongWalk(Value owner, ISymbol member)
    {
        int times = 0;
        for (Value? value = owner; value?.Kind == ValueKind.Member; value = value.Base)
            times += SymbolEqualityComparer.Default.Equals(value.Symbol, member) ? 1 : 0;
        return times >= 2;
    }

    /// <summary>The object whose member is written, also where an earlier statement evaluated it (<c>x.f ??= y</c>).</summary>
    private Value? InstanceOf(IOperation? instance, PathState state, Parts parts) => parts.Find(instance) ?? instance switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => Values.This(body.Method.ContainingType),
        IFlowCaptureReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation => Read(instance, state).Value,
        _ => null,
    };

    private Evaluated Assign(ISimpleAssignmentOperation assignment, PathState state, Parts parts)
    {
        Value value = parts[assignment.Value];
        ILocalSymbol? local = (assignment.Target as ILocalReferenceOperation)?.Local;
        if (assignment.IsRef)
            return local is not null && body.RefLocals.TargetOf(local) is not null ? new(state, value) : Refer(local, value, state);
        state = CopyInto(assignment, value, state);
        if (local is not null && (IsTryCast(assignment.Value) || IsChoice(local, assignment.Value.Unconverted(), value, state)))
            Values.MakeChoice(Values.Variable(local));
        return new(Store(assignment.Target, value, assignment, state, parts), value);
    }

    /// <summary>Whether a variable may have one object or another from here on: a condition chose, or it already had another (or none).</summary>
    private bool IsChoice(ILocalSymbol variable, IOperation source, Value value, PathState state) => source switch
    {
        IFlowCaptureReferenceOperation choice => Values.Capture(choice.Id).IsChoice,
        ILocalReferenceOperation or IParameterReferenceOperation => KindOf(variable.Type) is not null
            && state.Bindings.TryFind(Values.Variable(variable).Id, out Binding before) && !ReferenceEquals(before.Value, value),
        _ => false,
    };

    /// <summary>A ref local whose variable is not known has what that holds now; who writes to either is not told to the other.</summary>
    private Evaluated Refer(ILocalSymbol? local, Value value, PathState state)
    {
        state = Escape(state, value);
        return new(local is null ? state : state.Bind(Values.Variable(local), value), value);
    }

    private PathState Store(IOperation target, Value value, IOperation site, PathState state, Parts parts)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local.RefKind: RefKind.None } local:
                return Bind(state, Values.Variable(local.Local), value, site, IsOutside(local) || Outlives(value, local.Local)).State;
            case ILocalReferenceOperation local when body.RefLocals.TargetOf(local.Local) is { } other:
                return Store(other, value, site, state, parts);
            case IParameterReferenceOperation parameter:
                return StoreParameter(parameter, value, site, state);
            case IFlowCaptureReferenceOperation capture:
                state = Bind(state, Values.Capture(capture.Id), value, site).State;
                return body.Captured(capture.Id) is { } original ? Store(original, value, site, state, parts) : Escape(state, value);
            case IFieldReferenceOperation field when InstanceOf(field.Instance, state, parts) is { } instance:
                return WriteMember(instance, field.Field, value, site, Keep(Use(state, instance, field, field.Instance), value, field, field.Field, instance));
            case IMemberReferenceOperation { Instance: null, Member: IFieldSymbol or IPropertySymbol } member:
                return Bind(Keep(state, value, member, member.Member, null), Values.Variable(member.Member), value, site).State;
            case IArrayElementReferenceOperation element when parts.Find(element.ArrayReference) is { } array:
                return StoreElement(element, array, value, site, Use(state, array, element, element.ArrayReference));
            case IPropertyReferenceOperation property when InstanceOf(property.Instance, state, parts) is { } instance:
                return StoreProperty(property, instance, value, site, state, parts);
            case IDeclarationExpressionOperation declaration:
                return Store(declaration.Expression, value, site, state, parts);
            case IDiscardOperation:
                return Lose(state, value, site);
            default:
                return Escape(Told(state, site), value);
        }
    }

    private PathState StoreElement(IArrayElementReferenceOperation element, Value array, Value value, IOperation site, PathState state)
    {
        if (IsDead(element.ArrayReference, site) && Drop(state, value, SourceOf(element), site) is { } dropped)
            return dropped;
        state = PutInto(element.ArrayReference.Type, array, value, element.Type, Told(state, site));
        return Escape(LivesOn(array) ? Publish(state, value, SourceOf(element), element) : state, value);
    }

    private PathState StoreProperty(IPropertyReferenceOperation property, Value instance, Value value, IOperation site, PathState state, Parts parts)
    {
        foreach (IArgumentOperation index in property.Arguments)
            state = parts.Find(index.Value) is { } key ? Escape(state, key) : state;
        if (!IsObserved(property.Property))
            state = TakeBack(instance, Use(state, instance, property, property.Instance));
        if (!property.Property.Parameters.IsEmpty && IsDead(property.Instance, site) && Drop(state, value, SourceOf(property), site) is { } dropped)
            return dropped;
        return property.Property.Parameters.IsEmpty
            ? WriteMember(instance, property.Property, value, site, Keep(state, value, property, property.Property, instance))
            : Keep(PutInto(property.Instance?.Type, instance, value, property.Type, Told(state, site)), value, property, property.Property, instance);
    }

    private static PathState Told(PathState state, IOperation site) => Tell(state, (site as IAssignmentOperation)?.Value);

    /// <summary>
    /// Where the outcome of an acquire is put into an object, a list or an argument, whoever has that acts on it: nothing more is
    /// said of what was acquired (errs towards silence).
    /// </summary>
    private static PathState Tell(PathState state, IOperation? outcome)
    {
        while (outcome is IConversionOperation conversion)
            outcome = conversion.Operand;
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (outcome is IInvocationOperation && ReferenceEquals(row.Last, outcome))
                state = state.Escape(row);
        }

        return state;
    }

    /// <summary>Whether what is stored there can be reached from outside this body.</summary>
    private bool IsOutside(IOperation target) => target switch
    {
        ILocalReferenceOperation local when body.RefLocals.TargetOf(local.Local) is { } other => IsOutside(other),
        ILocalReferenceOperation local => local.Local.RefKind != RefKind.None || !body.IsLocal(local.Local),
        IParameterReferenceOperation parameter => body.IsOutside(parameter.Parameter),
        IDeclarationExpressionOperation declaration => IsOutside(declaration.Expression),
        IDiscardOperation => false,
        _ => true,
    };

    /// <summary>A delegate in a variable of the function around it may live longer than what it captured.</summary>
    private bool Outlives(Value value, ISymbol variable) =>
        body.IsInner && FunctionIn(value) is not null && !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, body.Method);

    private bool IsObserved(IPropertySymbol property) => LookIn(property) is not null;

    /// <summary><c>ok &amp;= m.TryGet()</c> is a condition; any other compound assignment makes a new value.</summary>
    private Evaluated Compound(ICompoundAssignmentOperation compound, PathState state, Parts parts)
    {
        Value left = parts[compound.Target], right = parts[compound.Value];
        bool isKnown = compound.OperatorMethod is null && !IsCountOfReferences(compound.Target, left) && Values.AreShallow(left, right);
        Value? value = isKnown ? Logic(compound.OperatorKind, left, right, IsPlainBool(compound.Type)) ?? Arithmetic(compound.OperatorKind, left, right, compound.Type) : null;
        return value is null
            ? Overwrite(compound.Target, compound, state, parts)
            : new(Store(compound.Target, value, compound, state, parts), value);
    }

    /// <summary><c>held++</c> on a number that is known; the result is the number before, or after.</summary>
    private Evaluated Count(IIncrementOrDecrementOperation increment, PathState state, Parts parts)
    {
        Value before = parts[increment.Target];
        BinaryOperatorKind kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        if (increment.OperatorMethod is not null || IsCountOfReferences(increment.Target, before) || Arithmetic(kind, before, Values.Constant(1), increment.Type) is not { } after)
        {
            Evaluated unknown = Overwrite(increment.Target, increment, state, parts);
            return increment is { IsPostfix: true, OperatorMethod: null } ? unknown with { Value = before } : unknown;
        }

        return new(Store(increment.Target, after, increment, state, parts), increment.IsPostfix ? before : after);
    }

    private bool IsCountOfReferences(IOperation target, Value before) => before.Kind != ValueKind.Constant && CountOfReferences(target) is not null;

    private IFieldReferenceOperation? CountOfReferences(IOperation target) =>
        target is IFieldReferenceOperation field && body.Contracts.IsReferenceCount(field.Field) ? field : null;

    private Evaluated Overwrite(IOperation target, IOperation site, PathState state, Parts parts)
    {
        foreach (IOperation child in site.ChildOperations)
            state = parts.Find(child) is { } value ? EscapeFunction(state, value) : state; // handler += () => ...
        if (site is ICompoundAssignmentOperation { OperatorMethod: not null } or IIncrementOrDecrementOperation { OperatorMethod: not null })
            state = Operate(site, state, parts).State;
        // Half of the updates being atomic makes none of them atomic.
        if (CountOfReferences(target) is { } field)
        {
            Value count = Look(site, field, ref state, parts);
            return new(Store(target, count, site, state, parts), count);
        }

        Evaluated fresh = Unknown(site, state);
        return new(Store(target, fresh.Value, site, fresh.State, parts), fresh.Value);
    }

    /// <summary>The place now holds <paramref name="value"/>. What only it held before is lost.</summary>
    private Evaluated Bind(PathState state, Place place, Value value, IOperation site, bool escapes = false)
    {
        Value before = state.ValueOf(place);
        state = state.Bind(place, value);
        if (escapes)
            state = Escape(state, value);
        if ((place.IsLocal || (place.Symbol is IFieldSymbol or IPropertySymbol && IsUnborn(place.Container, state))) && !ReferenceEquals(before, value))
            state = Lose(state, before, site);
        return new(state, value);
    }

    /// <summary>A name of <paramref name="value"/> is gone: what nothing names any more and still owes is never given back.</summary>
    private PathState Lose(PathState state, Value value, IOperation site)
    {
        if (value.Symbol is IParameterSymbol { RefKind: RefKind.None })
            return state; // the caller still has it
        foreach (Tracked row in state.Of(value))
        {
            // Asked last: a constant has many names.
            if (!row.State.Owes || state.IsNamed(value))
                continue;
            Phase lost = Phase.Escaped;
            PathState overwritten = state.Then(new Step(site is ISimpleAssignmentOperation { Target: IDiscardOperation } ? StepKind.Discards : StepKind.Overwrites, site.Syntax));
            if (value.Kind == ValueKind.Element && site is IAssignmentOperation)
                exits.Bury(row, overwritten); // the collection still has it; unless another loop gives that back, nobody does
            if (value.IsOurs)
            {
                Report(overwritten, Defect.Leak, row, row.Site!);
                lost = row.Slot.Protocol == Protocol.Guard ? Phase.Lost : lost;
            }

            state = state.Track(row with { State = row.State with { Phase = lost } });
        }

        return state;
    }

    /// <summary>Somebody else has it now: this body owes nothing for it any more.</summary>
    private PathState Escape(PathState state, Value value)
    {
        value = WhereNotNull(value);
        state = TakeBack(value, state);
        value.WasGiven = true;
        bool isTracked = false;
        foreach (Tracked row in state.Of(value))
        {
            isTracked |= row.State.Phase is not (Phase.Threw or Phase.Shared);
            if (row.State.Phase == Phase.Dropped)
                exits.Unearth(row);
            if (row.State.Owes || row.State.Phase is Phase.Stored or Phase.Dropped or Phase.Given)
                state = state.Escape(row);
        }

        state = EscapeMembers(EscapeFunction(state, value), value);
        return isTracked || !(IsObjectFromOutside(value) || (IsConstructor && Values.IsThis(value)) || (value.IsOurs && (state.IsContainer(value) || IsNewAndCounted(value)))) ? state : state.Know(Values.Derived(Operator.Given, value), true);
    }

    private static bool IsObjectFromOutside(Value value) => value.Symbol is IParameterSymbol or IFieldSymbol or IPropertySymbol
        && Values.TypeOf(value.Symbol) is { IsValueType: false, SpecialType: SpecialType.None or SpecialType.System_Object };
}
