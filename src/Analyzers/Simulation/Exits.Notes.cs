using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Simulation;

// What is noted of a reference in members that outlive the body: if (m.TryGet()) _state = On; and if (_state == On) { _state = Off; m.Put(); }
sealed partial class Exits
{
    /// <summary>
    /// The path changed a member of which the other half speaks too, and each path that keeps another count found or left it otherwise: the
    /// object knows whether it has the reference (errs towards silence: the other half may mean something else by it).
    /// </summary>
    private bool IsNoted(in Exit exit, in Tracked row)
    {
        List<PathState> others = row.State.Count > 0 ? exit.Outcome!.WithLess(row) : exit.Outcome!.WithMore(row);
        foreach (Binding binding in exit.State.Bindings.With(RowTraits.Member))
        {
            bool isNothing = row.State.Count > 0 && (binding.Value is { IsNullConstant: true } or { Truth: false } or { Number: 0 });
            if (!isNothing && !ReferenceEquals(binding.Value, binding.Place.Initial) && Outlives(binding.Place, exit.State)
                && NotedIn(binding.Place) is { } member && IsOtherwise(binding, exit.State, others)
                && (body.Contracts.AreBothAbout(member, body.Method, row.State.Count > 0) || Decides(binding.Place.Initial, exit.State, others)))
                return true;
        }

        return false;
    }

    /// <summary>The member; of an item, that which has the collection.</summary>
    private static ISymbol? NotedIn(Place place)
    {
        ISymbol? member = place.Symbol is ITypeSymbol ? place.Container?.Symbol : place.Symbol;
        return member is IFieldSymbol or IPropertySymbol ? member : null;
    }

    private bool IsOtherwise(in Binding changed, PathState state, List<PathState> others)
    {
        foreach (PathState other in others)
        {
            if (ReferenceEquals(changed.Value, other.ValueOf(changed.Place)) && !IsFoundOtherwise(changed.Place, state, other))
                return false;
        }

        return true;
    }

    /// <summary>Whether what the member held at first is what tells the paths apart: then the body asked for its own note.</summary>
    private bool Decides(Value initial, PathState state, List<PathState> others) =>
        others.Count > 0 && others.TrueForAll(other => Differ(initial, state, initial, other));
}
