using System.Collections.Immutable;
using Quiesce.Oracle.Judging;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

/// <summary>Everything that is one step smaller than a program. Some of it does not compile.</summary>
static class Reductions
{
    public static IEnumerable<Sketch> Of(Sketch sketch) => All(sketch).Select(smaller =>
        ByDesign.UncalledFunction(smaller) ? smaller with { LocalFunctions = [] } : smaller)
        .Where(smaller => !LeftOut.Has(smaller));

    private static IEnumerable<Sketch> All(Sketch sketch)
    {
        foreach (Node body in Of(sketch.Body))
            yield return sketch with { Body = body };
        for (int i = 0; i < sketch.LocalFunctions.Length; i++)
        {
            foreach (Node function in Of(sketch.LocalFunctions[i]))
                yield return sketch with { LocalFunctions = sketch.LocalFunctions.SetItem(i, function) };
        }

        foreach (Style style in Plainer(sketch.Style).Where(style => style != sketch.Style))
            yield return sketch with { Style = style };

        if (sketch.IsAsync && sketch.Style.Calls != Calls.Awaited && !sketch.Body.Has(Kind.AwaitWork) && (sketch.LocalFunctions.IsEmpty || sketch.Style.Functions != Functions.Async))
            yield return sketch with { Returns = sketch.GivesBool ? Returns.Bool : Returns.Nothing };
        if (sketch.GivesBool)
        {
            yield return sketch with
            {
                Returns = sketch.IsAsync ? Returns.Task : Returns.Nothing,
                Body = Map(sketch.Body, node => node.Kind == Kind.Return ? Node.Of(Kind.Return) : node),
            };
        }
    }

    private static IEnumerable<Style> Plainer(Style style)
    {
        yield return new Style(style.Functions) with { Calls = style.Calls, IsSelf = style.IsSelf };
        yield return style with { Results = Results.Bools };
        yield return style with { Counts = Counts.Numbers };
        yield return style with { Question = Question.Order };
        yield return style with { Guards = Guards.Leases };
        yield return style with { IsSelf = false };
        yield return style with { Flags = Flags.Locals };
        yield return style with { Calls = style.Calls == Calls.Awaited ? Calls.Throwing : Calls.Methods };
        yield return style with { Aliases = Aliases.None };
        yield return style with { IsNullSafe = false };
        yield return style with { Functions = style.Functions == Functions.Lambda ? Functions.Local : style.Functions };
    }

    /// <summary>The node with one thing inside left out or made simpler.</summary>
    private static IEnumerable<Node> Of(Node node)
    {
        foreach (Node simpler in Simpler(node))
            yield return simpler;
        for (int i = 0; i < node.Parts.Length; i++)
        {
            if (IsRemovable(node, i))
                yield return node with { Parts = node.Parts.RemoveAt(i) };
            if (node.Kind == Kind.Block && Inside(node.Parts[i]) is { IsEmpty: false } inside)
            {
                foreach (ImmutableArray<Node> statements in inside)
                    yield return node with { Parts = node.Parts.RemoveAt(i).InsertRange(i, statements) };
            }

            foreach (Node part in Of(node.Parts[i]))
                yield return node.WithPart(i, part);
        }
    }

    private static bool IsRemovable(Node node, int part) => node.Kind switch
    {
        Kind.Block => true,
        Kind.If => part == 2,
        Kind.Switch => node.Parts.Length > 1,
        Kind.Try => part > 0 && node.Parts.Length > 2,
        Kind.Catch or Kind.While => part == 0 && node.Parts.Length > 1,
        _ => false,
    };

    /// <summary>What may stand in the place of a statement: the blocks in it, each alone.</summary>
    private static ImmutableArray<ImmutableArray<Node>> Inside(Node statement)
    {
        if (statement.Kind == Kind.Block)
            return [statement.Parts];
        return [.. statement.Parts
            .Select(part => part.Kind is Kind.Catch or Kind.Finally ? part.Parts[^1] : part)
            .Where(part => part.Kind == Kind.Block)
            .Select(part => part.Parts)];
    }

    private static IEnumerable<Node> Simpler(Node node)
    {
        if (node.IsCondition)
        {
            foreach (Node part in node.Parts)
                yield return part;
            if (!node.Parts.IsEmpty || node.Kind is Kind.Ask or Kind.Check or Kind.Flag or Kind.ModeIs or Kind.Level or Kind.Raised or Kind.TryGet or Kind.ScopeHeld)
                yield return Node.Of(Kind.Parameter);
        }

        if (node.IsLoop && node.Kind != Kind.While)
            yield return node with { Kind = Kind.While };
        if (node.Kind is Kind.AwaitWork or Kind.Touch or Kind.Text)
            yield return Node.Of(Kind.Work);
        if (node.IsAssignment && node.Kind is not (Kind.Assign or Kind.AskOut or Kind.EnterTaken))
            yield return node with { Kind = Kind.Assign };
        if (node.Kind == Kind.Catch && node.Number < Exceptions.Any)
            yield return node with { Number = Exceptions.Any };
        if (node.Kind == Kind.CallLocal)
            yield break;
        if (node.Number > 0 && node.Kind is not (Kind.Catch or Kind.Throw or Kind.ModeIs or Kind.Spelled or Kind.Level))
            yield return node with { Number = node.Number - 1 };
    }

    private static Node Map(Node node, Func<Node, Node> change) =>
        change(node with { Parts = [.. node.Parts.Select(part => Map(part, change))] });
}
