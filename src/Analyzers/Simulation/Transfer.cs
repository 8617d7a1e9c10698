using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>A path in the middle of an expression: its state, and the values of the parts already evaluated.</summary>
readonly record struct Frame(PathState State, Value?[] Parts);

/// <summary>A path at the end of an expression.</summary>
readonly record struct Evaluated(PathState State, Value Value);

/// <summary>An operation leaves by an exception.</summary>
/// <param name="state">The state in which it does.</param>
/// <param name="thrower">The call that throws; null where the path tells already.</param>
/// <param name="thrown">What it throws.</param>
delegate void Raise(PathState state, IOperation? thrower, Thrown thrown);

/// <summary>
/// One operation, one state, some states: the only code that reads operations. Everything it does not know consumes its
/// operands: what an unknown operation was given has escaped, and its result is unknown. So it errs towards silence.
/// </summary>
sealed partial class Transfer(Body body, IExits exits)
{
    /// <summary><c>OperationKind.InlineArrayAccess</c>, which the oldest Roslyn that this runs in has no name for.</summary>
    private const OperationKind InlineArrayAccess = (OperationKind)0x7E;

    private Values Values => body.Values;

    /// <summary>
    /// Evaluates <paramref name="root"/> from <paramref name="state"/>. <paramref name="raise"/> gets the state in which an
    /// operation leaves by an exception.
    /// </summary>
    public List<Evaluated> Evaluate(IOperation root, PathState state, Raise raise)
    {
        Expression expression = body.ExpressionOf(root);
        var frames = new List<Frame> { new(state, new Value?[expression.Order.Count]) };
        for (int i = 0; i < expression.Order.Count; i++)
        {
            var next = new List<Frame>(frames.Count);
            foreach (Frame frame in frames)
                Step(expression, i, frame, next, raise);
            frames = next;
        }

        var results = new List<Evaluated>(frames.Count);
        foreach (Frame frame in frames)
            results.Add(new Evaluated(frame.State, frame.Parts[frame.Parts.Length - 1]!));
        return results;
    }

    private void Step(Expression expression, int index, Frame frame, List<Frame> next, Raise raise)
    {
        IOperation operation = expression.Order[index];
        body.Budget.Spend();
        var parts = new Parts(expression, frame.Parts);
        if (Fork(operation, frame.State, parts, raise) is { } outcomes)
        {
            for (int i = 0; i < outcomes.Count; i++)
            {
                // The last outcome goes on with the parts themselves: a copy for each of many calls would be quadratic.
                Value?[] own = i < outcomes.Count - 1 ? (Value?[])frame.Parts.Clone() : frame.Parts;
                own[index] = outcomes[i].Value;
                next.Add(new Frame(outcomes[i].State, own));
            }

            return;
        }

        Evaluated result = Simple(operation, frame.State, parts);
        if (MayThrow.IsCall(operation) && NullableOf(operation) is null && !(operation is IAwaitOperation awaited && IsTaskOfAcquire(awaited.Operation, frame.State, parts)))
            raise(result.State, operation, Thrown.ByCall);
        else if (operation.Kind == OperationKind.YieldReturn)
            raise(result.State, operation, Thrown.Abandoned);
        frame.Parts[index] = result.Value;
        next.Add(new Frame(result.State, frame.Parts));
    }

    /// <summary>The outcomes of an operation that may have several; null of any other.</summary>
    private List<Evaluated>? Fork(IOperation operation, PathState state, Parts parts, Raise raise)
    {
        if (operation is IInvocationOperation or IObjectCreationOperation or IPropertyReferenceOperation && NullableOf(operation) is null)
            return Call(operation, state, parts, raise);
        return operation is IConversionOperation cast && IsTryCast(cast) ? TryCast(cast, state, parts)
            : IsDeclaredCall(operation) ? CallOperator(operation, state, parts, raise)
            : null;
    }

    /// <summary>The outcome of an acquire is decided at its call; awaiting one that throws acquires nothing.</summary>
    private bool IsTaskOfAcquire(IOperation task, PathState state, Parts parts)
    {
        if (IsFollowed(task))
            return true;
        Value value = parts[task];
        if (value.Kind == ValueKind.Constant || IsAcquire(task) || (Values.CreationOf(value) is { } creation && IsAcquire(creation)))
            return true;
        return state.Of(value).Length > 0;
    }

    private bool IsAcquire(IOperation operation)
    {
        while (operation is IInvocationOperation { Instance: { } task } call && body.Contracts.Of(call.TargetMethod)?.Has(EffectKind.ReturnsReceiver) == true)
            operation = task;
        return operation is IInvocationOperation { TargetMethod: var method } && body.Contracts.Of(method)?.Has(EffectKind.Acquires) == true;
    }

    private Place CaptureOf(IFlowCaptureOperation capture)
    {
        Place place = Values.Capture(capture.Id);
        place.IsChoice |= capture.Value.Type is { } type && (type.TypeKind == TypeKind.Delegate || KindOf(type) is not null);
        return place;
    }

    private Evaluated Simple(IOperation operation, PathState state, Parts parts)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return new(state, Values.Constant(constant));
        return operation switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation => Read(operation, state),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => new(state, Values.This(body.Method.ContainingType)),
            IFieldReferenceOperation field => Field(field, state, parts),
            IFlowCaptureOperation capture => Bind(state, CaptureOf(capture), parts[capture.Value], capture),
            ISimpleAssignmentOperation assignment => Assign(assignment, state, parts),
            IDeconstructionAssignmentOperation deconstruction => Deconstruct(deconstruction, state, parts),
            ICompoundAssignmentOperation compound => Compound(compound, state, parts),
            IIncrementOrDecrementOperation increment => Count(increment, state, parts),
            ITupleOperation tuple => Tuple(tuple, state, parts),
            IConversionOperation { OperatorMethod: null } conversion => Convert(conversion, state, parts[conversion.Operand]),
            IAwaitOperation awaited => Await(awaited, state, parts[awaited.Operation]),
            IArgumentOperation or IParenthesizedOperation or IExpressionStatementOperation or IDelegateCreationOperation => new(state, parts[operation.ChildOperations.First()]),
            IMethodReferenceOperation reference => MethodReference(reference, state, parts),
            IFlowAnonymousFunctionOperation => Delegate(operation, state),
            IAnonymousObjectCreationOperation creation => MadeOf(creation, state, parts),
            { Kind: InlineArrayAccess } => Element(operation, state),
            IArrayElementReferenceOperation element => Element(element, Use(state, parts[element.ArrayReference], element, element.ArrayReference)),
            IDefaultValueOperation => Default(operation, state),
            IInvocationOperation or IPropertyReferenceOperation => Unwrap(operation, parts[NullableOf(operation)!], state),
            ITypeOfOperation type => new(state, Values.Type(type.TypeOperand)),
            IDiscardOperation or INameOfOperation or ISizeOfOperation => Unknown(operation, state),
            _ => Condition(operation, state, parts),
        };
    }

    /// <summary>A new value that nothing is known of.</summary>
    private Evaluated Unknown(IOperation site, PathState state) => Fresh(site, -1, state);

    private Evaluated Fresh(IOperation site, int part, PathState state)
    {
        Value value = Values.Result(site, part);
        return new(Renew(state, value, site), value);
    }

    /// <summary>An item of a collection: another one each time it is read.</summary>
    private Evaluated Element(IOperation site, PathState state)
    {
        Value value = Values.Element(site);
        return new(Renew(state, value, site), value);
    }

    /// <summary>The operation runs again: what it produced the last time keeps its state under an older name, or is lost.</summary>
    private PathState Renew(PathState state, Value value, IOperation site)
    {
        if (!state.IsMentioned(value))
            return Lose(state, value, site).Renew(value, Values);
        if (Values.Earlier(value) is not { } earlier)
            return state.Renew(value, Values);
        bool isShared = Values.Earlier(earlier) is null && state.IsMentioned(earlier);
        state = Renew(state, earlier, site).Rename(value, earlier, Values);
        return isShared ? LoseTrack(state, earlier) : state;
    }

    /// <summary>Several objects share the oldest name: nothing more is said of it (errs towards silence).</summary>
    private static PathState LoseTrack(PathState state, Value value)
    {
        foreach (Tracked row in state.Of(value))
            state = state.Track(row with { State = new(Phase.Escaped, 0, false) });

        return state;
    }

    private Evaluated Default(IOperation operation, PathState state) =>
        operation.Type is { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? new(state, Values.Null) : Unknown(operation, state);

    /// <summary>An operation that is not understood: it took what it was given.</summary>
    private Evaluated Consume(IOperation operation, PathState state, Parts parts)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            if (parts.Find(child) is { } value)
                state = Escape(state, value);
        }

        return Unknown(operation, state);
    }

    /// <summary>The values of an expression's parts evaluated so far.</summary>
    private readonly struct Parts(Expression expression, Value?[] values, IOperation? elsewhere = null, Value? valueElsewhere = null)
    {
        /// <summary>With the value of an operation that was evaluated elsewhere, before.</summary>
        public Parts With(IOperation operation, Value value) => new(expression, values, operation, value);

        public Value this[IOperation operation] => Find(operation)
            ?? throw new InvalidOperationException($"{operation.Kind} was not evaluated before its parent");

        public Value this[Argument argument] => this[argument.Operation];

        public Value? Find(IOperation? operation) => operation is not null && operation == elsewhere ? valueElsewhere
            : expression.IndexOf(operation) is >= 0 and var i ? values[i] : null;
    }
}
