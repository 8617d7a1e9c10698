using Quiesce.Oracle.Execution;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Generation;

/// <summary>
/// At most how many paths a program has. Its parameters multiply them; what depends on nothing else but them takes the wider branch.
/// </summary>
static class PathEstimate
{
    public static double Of(Sketch sketch)
    {
        var estimate = new Estimate(Exceptions.ToldApartBy(sketch).Length, sketch);
        return Math.Pow(2, sketch.Conditions) * Math.Pow(4, sketch.Modes) * Math.Pow(2, sketch.Levels) * Math.Pow(3, sketch.Fractions) * estimate.Of(sketch.Body);
    }

    private sealed class Estimate(int exceptions, Sketch sketch)
    {
        public double Of(Node node) => node.Kind switch
        {
            Kind.If => Branch(node.Parts[0], node.Parts.Skip(1).Select(Of).Append(node.Parts.Length > 2 ? 0 : 1)),
            Kind.Ternary => Branch(node.Parts[0], node.Parts.Skip(1).Select(Of)),
            Kind.And or Kind.Or => Branch(node.Parts[0], [Of(node.Parts[1]), 1]),
            Kind.Switch or Kind.SwitchExpression => node.Parts.Max(Of),
            Kind.While or Kind.DoWhile or Kind.For or Kind.ForEach => Loop(All(node)),
            Kind.Try => Try(node),
            Kind.Work or Kind.AwaitWork or Kind.Touch => 1 + exceptions,
            Kind.Check => 2 + exceptions,
            Kind.TakeLease or Kind.DropLease => 2 + exceptions,
            Kind.OfHold or Kind.HandOver => 1 + exceptions,
            Kind.Collect or Kind.LookedInto => 1 + (2 * exceptions),
            Kind.HoldBlock => 2 * All(node),
            Kind.UsingBlock or Kind.UsingDeclaration => (sketch.IsAsync ? 2 + exceptions : 2) * All(node),
            Kind.TryGet or Kind.IgnoredTryGet or Kind.Operate when sketch.Style.Calls is Calls.Throwing or Calls.Awaited => 2 + exceptions,
            Kind.Enter => 1 + exceptions,
            Kind.Ask or Kind.TryGet or Kind.AskOut or Kind.Operate => 2,
            Kind.CallLocal => Of(sketch.LocalFunctions[node.Number]),
            _ => All(node),
        };

        private double All(Node node) => node.Parts.Aggregate(1.0, (product, part) => product * Of(part));

        private double Branch(Node condition, IEnumerable<double> branches) =>
            IsOpen(condition) ? Of(condition) * branches.Sum() : branches.Max();

        /// <summary>Whether it can differ between paths that agree on the parameters.</summary>
        private static bool IsOpen(Node condition) =>
            condition.All.Any(part => part.Kind is not (Kind.Parameter or Kind.Not or Kind.ModeIs or Kind.Fraction or Kind.Level or Kind.Spelled or Kind.And or Kind.Or or Kind.True or Kind.False));

        private static double Loop(double body) =>
            Enumerable.Range(0, Limits.Turns + 1).Sum(turns => Math.Pow(body, turns));

        private double Try(Node node) =>
            Of(node.Parts[0]) * (1 + node.Parts.Skip(1).Where(part => part.Kind == Kind.Catch).Select(All).DefaultIfEmpty(0).Max())
            * node.Parts.Where(part => part.Kind == Kind.Finally).Select(All).DefaultIfEmpty(1).Max();
    }
}
