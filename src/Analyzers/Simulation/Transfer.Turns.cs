using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Flow;

namespace Quiesce.Analyzers.Simulation;

// Another turn of a loop: memory is read anew, and a cursor is at the next object.
sealed partial class Transfer
{
    /// <summary>The state in which the next turn of the loop at <paramref name="block"/> begins.</summary>
    public PathState Turn(PathState state, int block)
    {
        Value self = Values.This(body.Method.ContainingType);
        state = state.ForgetMembers(body.Contracts.Guards, IsUnborn(self, state) ? self : null);
        foreach (Binding variable in state.Bindings.With(RowTraits.Read))
        {
            if (variable.Place is { IsLocal: true, Symbol: not null } place && Passed(state.ValueOf(place), place) is { Count: > 0 } passed)
                state = Advance(state, place, passed, Values.Cursor(body.FirstBlock + block, place));
        }

        return state;
    }

    /// <summary>
    /// The objects by which the variable came to the one it holds, if it was moved on to a member of what it held before, or has come by two
    /// objects of its own type.
    /// </summary>
    private List<Value> Passed(Value value, Place variable)
    {
        ITypeSymbol? type = Values.TypeOf(variable.Symbol);
        var passed = new List<Value>();
        bool isMoved = false;
        while (value is { Kind: ValueKind.Member, Base: { } owner } && SymbolEqualityComparer.Default.Equals(Values.TypeOf(owner), type))
        {
            passed.Add(value = owner);
            isMoved |= Values.IsOf(variable.Symbol!, owner);
        }

        return isMoved || passed.Count > 1 ? passed : [];
    }

    /// <summary>
    /// On its way along a list the variable holds another object in each turn, under the same names in turn: what is known of the one of
    /// this turn moves with it. What the loop took of those behind, they have.
    /// </summary>
    private PathState Advance(PathState state, Place variable, List<Value> passed, Value cursor)
    {
        Value ahead = Values.Ahead(cursor), behind = Values.Earlier(cursor)!;
        state = state.Rename(state.ValueOf(variable), ahead, Values);
        var left = new List<Tracked>();
        foreach (Tracked row in state.Tracked.Rows)
        {
            if (passed.Find(row.Value.DependsOn) is not { } owner || row.Site is not { } site || Loops.Around(site.Syntax).Count == 0)
                continue;
            left.Add(row with { Value = Values.Replace(row.Value, owner, behind) });
            state = state.Without(row);
        }

        // Nothing of it is this body's own, so none is lost by this.
        state = Renew(state, cursor, body.Flow.Graph.OriginalOperation).Rename(ahead, cursor, Values);
        foreach (Tracked row in left)
            state = state.Track(row);
        return state;
    }
}
