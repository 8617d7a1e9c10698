using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

/// <summary>
/// The only loop. At each point it keeps one state per property state, joins what arrives into its group, and runs a block
/// again for a group that came to say less, until nothing changes. Points are taken in the order of their blocks, so that a
/// join sees all its sides before what follows is run, and the result does not depend on anything but the body.
/// It knows no kind of operation and no protocol.
/// </summary>
sealed class PropertySimulation
{
    private readonly Body _body;
    private readonly Transfer _transfer;
    private readonly IExits _exits;
    private readonly SortedSet<WorkItem> _work = new();
    private readonly Dictionary<FlowPoint, PointStates> _points = [];

    private PropertySimulation(Body body, IExits exits)
    {
        _body = body;
        _exits = exits;
        _transfer = new Transfer(body, exits);
    }

    private Budget Budget => _body.Budget;

    /// <summary>Analyses the body; its findings are in <see cref="Body.Findings"/>.</summary>
    public static Budget Run(Body body)
    {
        var exits = new Exits(body);
        Run(body, Entry.Of(body), exits);
        exits.Judge();
        return body.Budget;
    }

    /// <summary>Follows every path of the body from <paramref name="entry"/> on.</summary>
    public static void Run(Body body, PathState entry, IExits exits)
    {
        var simulation = new PropertySimulation(body, exits);
        simulation.Arrive(body.Flow.Entry, entry);
        while (simulation._work.Count > 0)
        {
            body.Cancellation.ThrowIfCancellationRequested();
            WorkItem next = simulation._work.Min;
            simulation._work.Remove(next);
            simulation.Visit(next.States);
        }
    }

    private void Visit(PointStates point)
    {
        foreach ((int group, PathState state) in point.TakePending())
        {
            Budget.CountStep();
            _exits.Begin(point.Point, group);
            RunBlock(point.Point, state);
        }
    }

    private void RunBlock(FlowPoint point, PathState entry)
    {
        BasicBlock block = _body.Flow.BlockOf(point);
        var states = new List<PathState> { entry };
        for (int i = 0; i < block.Operations.Length; i++)
        {
            _body.Position = _body.LastUse.PositionOf(point.Block, i);
            var next = new List<PathState>(states.Count);
            foreach (PathState state in states)
            {
                foreach (Evaluated outcome in _transfer.Evaluate(block.Operations[i], state, Raise))
                    AddDistinct(next, outcome.State.ForgetVariables(_body, _body.Position, _body.Values).Forget(_body, _body.Position + 1), block);
            }

            states = next;
        }

        _body.Position = _body.LastUse.PositionOf(point.Block, block.Operations.Length);
        foreach (PathState state in states)
        {
            if (block.BranchValue is null)
                FollowAll(point, block, state);
            else
                Branch(point, block, state, Raise);
        }

        void Raise(PathState state, IOperation? thrower, Thrown thrown) => Throw(point, block, state, thrower, thrown);
    }

    /// <summary>Forks that came to the same are one again; beyond the budget, forks of one block are widened like any others.</summary>
    private void AddDistinct(List<PathState> states, PathState state, BasicBlock block)
    {
        foreach (PathState known in states)
        {
            if (known.HasSameProperty(state, _body.Values.ReturnSlot) && !Join.Changed(known, state))
                return;
        }

        if (Budget.Allows(states.Count))
        {
            states.Add(state);
            return;
        }

        Budget.Exceed(ExitPlace.LastNode(block, _body.Flow.Graph));
        states[0] = Join.Widen(states[0], state, _body.FirstBlock + block.Ordinal, _body.Values);
    }

    private void Throw(FlowPoint point, BasicBlock block, PathState state, IOperation? thrower, Thrown thrown)
    {
        if (state.Tracked.Count == 0 && !_body.IsInner && !FlowGraph.IsInsideTry(block))
            return;
        state = Transfer.CancelReturn(state);
        if (thrower is not null)
            state = state.Then(new Step(thrown.IsAbandoned ? StepKind.Abandons : StepKind.CallThrows, thrower.Syntax));
        foreach (Landing landing in _body.Flow.Unwind(point, thrown))
            Land(landing, state, point, null);
    }

    private void Branch(FlowPoint point, BasicBlock block, PathState state, Raise raise)
    {
        // That the exception to be thrown cannot be made is not what a path is about.
        foreach (Evaluated value in _transfer.Evaluate(block.BranchValue!, state, IsThrow(block) ? static (_, _, _) => { } : raise))
        {
            if (block.ConditionKind != ControlFlowConditionKind.None)
                Decide(point, block, value);
            else if (IsThrow(block))
                FollowAll(point, block, Transfer.CancelReturn(value.State).Then(new Step(MissingArms.Is(block) ? StepKind.CallThrows : StepKind.Throws, block.BranchValue!.Syntax)));
            else
                Return(point, block, value);
        }
    }

    private void Return(FlowPoint point, BasicBlock block, Evaluated value)
    {
        foreach (PathState outcome in _transfer.Return(value.State, value.Value, block.BranchValue!))
            FollowAll(point, block, outcome);
    }

    private static bool IsThrow(BasicBlock block) =>
        block.FallThroughSuccessor?.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow;

    private void Decide(FlowPoint point, BasicBlock block, Evaluated condition)
    {
        bool? known = Conditions.Evaluate(condition.State, condition.Value, _body.Values);
        bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        foreach (bool truth in new[] { true, false })
        {
            if (known is { } only && only != truth)
                continue;
            PathState? state = known is null ? Conditions.Assume(condition.State, condition.Value, truth, _body.Values) : condition.State;
            if (state is null)
                continue;
            if (known is null)
                state = state.Then(Transfer.Decision(block.BranchValue!, truth));
            Follow(point, block, state, truth == jumpsWhen ? block.ConditionalSuccessor : block.FallThroughSuccessor, truth);
        }
    }

    private void FollowAll(FlowPoint point, BasicBlock block, PathState state)
    {
        if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Rethrow)
            state = state.Then(new Step(StepKind.Throws, ExitPlace.LastNode(block, _body.Flow.Graph), After: true));
        Follow(point, block, state, block.FallThroughSuccessor, truth: false);
    }

    private void Follow(FlowPoint point, BasicBlock block, PathState state, ControlFlowBranch? branch, bool truth)
    {
        if (branch is null)
        {
            if (block.Kind == BasicBlockKind.Exit)
                _exits.Return(_transfer.LeaveToCaller(state), point);
            return;
        }

        if (branch.Destination is { Kind: BasicBlockKind.Exit })
        {
            ExitPlace.Last last = ExitPlace.LastOf(block, _body.Flow.Graph, truth);
            state = state.Then(new Step(_body.IsInner ? StepKind.Returns : StepKind.Leaves, last.Node, last.Truth, After: true));
        }

        if (_body.Flow.IsTurn(branch))
            state = _transfer.Turn(state, branch.Destination!.Ordinal);
        foreach (Landing landing in _body.Flow.Follow(point, branch))
            Land(landing, state, point, branch);
    }

    private void Land(Landing landing, PathState state, FlowPoint from, ControlFlowBranch? branch)
    {
        if (landing.Point is { } point)
            Arrive(point, branch?.Destination?.Ordinal == point.Block ? LeaveScopes(state, branch) : state);
        else if (landing.Leaves is { } thrown)
            _exits.Throw(_transfer.LeaveToCaller(state), thrown, from);
        else
            _exits.Return(_transfer.LeaveToCaller(state), from);
    }

    private PathState LeaveScopes(PathState state, ControlFlowBranch branch) =>
        _exits.Drop(Scopes.Leave(state, branch, _body.Values));

    private void Arrive(FlowPoint point, PathState state)
    {
        state = state.Forget(_body, _body.LastUse.PositionOf(point.Block));
        if (!_points.TryGetValue(point, out PointStates? states))
            _points.Add(point, states = new PointStates(point, _points.Count));
        if (states.Add(state, Budget, _body))
            _work.Add(new WorkItem(states));
    }

    private readonly record struct WorkItem(PointStates States) : IComparable<WorkItem>
    {
        public int CompareTo(WorkItem other)
        {
            int byBlock = States.Point.Block.CompareTo(other.States.Point.Block);
            return byBlock != 0 ? byBlock : States.Order.CompareTo(other.States.Order);
        }
    }
}
