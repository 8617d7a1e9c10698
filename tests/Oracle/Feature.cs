using System.Collections.Immutable;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

/// <summary>What a program uses of the language and of the protocol: each must be common enough to say something.</summary>
static class Feature
{
    private static readonly ImmutableArray<(string Name, Func<Sketch, Node, bool> Has)> s_features =
    [
        ("get", (_, node) => node.Kind == Kind.Get),
        ("try-get", (_, node) => node.Kind is Kind.TryGet or Kind.IgnoredTryGet),
        ("ignored try-get", (_, node) => node.Kind == Kind.IgnoredTryGet),
        ("put", (_, node) => node.Kind == Kind.Put),
        ("use", (_, node) => node.Kind is Kind.Use or Kind.Touch),
        ("throwing call", (_, node) => node.Kind is Kind.Work or Kind.AwaitWork or Kind.Touch or Kind.Check),
        ("throw", (_, node) => node.Kind == Kind.Throw),
        ("rethrow", (_, node) => node.Kind == Kind.Rethrow),
        ("return", (_, node) => node.Kind == Kind.Return),
        ("bool result", (sketch, _) => sketch.GivesBool),
        ("if", (_, node) => node.Kind == Kind.If),
        ("else", (_, node) => node.Kind == Kind.If && node.Parts.Length > 2),
        ("flag", (_, node) => node.Kind is Kind.Flag),
        ("flag in a field", (sketch, node) => sketch.Style.Flags == Flags.Fields && (node.Kind == Kind.Flag || node.IsAssignment)),
        ("flag in a property", (sketch, node) => sketch.Style.HasPropertyFlags && (node.Kind == Kind.Flag || node.IsAssignment)),
        ("flag of this, static", (sketch, node) => sketch.Style.HasLastingFlags && (node.Kind == Kind.Flag || node.IsAssignment)),
        ("|=, &=, ^=", (_, node) => node.Kind is Kind.AssignOr or Kind.AssignAnd or Kind.AssignXor),
        ("out, ref", (_, node) => node.Kind is Kind.AssignByOut or Kind.AssignByRef or Kind.AskOut),
        ("counter", (_, node) => node.Kind is Kind.Raise or Kind.Lower or Kind.Raised),
        ("order", (_, node) => node.Kind == Kind.Level),
        ("another spelling", (_, node) => node.Kind == Kind.Spelled),
        ("&&, ||", (_, node) => node.Kind is Kind.And or Kind.Or),
        ("ternary", (_, node) => node.Kind == Kind.Ternary),
        ("opaque condition", (_, node) => node.Kind == Kind.Ask),
        ("condition tested twice", (sketch, node) => node.Kind == Kind.Parameter && sketch.All.Count(other => other.Kind == node.Kind && other.Number == node.Number) > 1),
        ("while", (_, node) => node.Kind == Kind.While),
        ("do", (_, node) => node.Kind == Kind.DoWhile),
        ("for", (_, node) => node.Kind == Kind.For),
        ("foreach", (_, node) => node.Kind == Kind.ForEach),
        ("break, continue", (_, node) => node.Kind is Kind.Break or Kind.Continue),
        ("switch", (_, node) => node.Kind == Kind.Switch),
        ("switch expression", (_, node) => node.Kind == Kind.SwitchExpression),
        ("try", (_, node) => node.Kind == Kind.Try),
        ("catch", (_, node) => node.Kind == Kind.Catch),
        ("catch of a type", (_, node) => node.Kind == Kind.Catch && node.Number < Exceptions.Any),
        ("filter", (_, node) => node.Kind == Kind.Catch && node.Parts.Length > 1),
        ("finally", (_, node) => node.Kind == Kind.Finally),
        ("using", (_, node) => node.Kind is Kind.UsingBlock or Kind.UsingDeclaration),
        ("lease", (sketch, node) => node.Kind is Kind.TakeLease or Kind.DropLease || (sketch.IsAsync && node.Kind is Kind.UsingBlock or Kind.UsingDeclaration)),
        ("lock", (_, node) => node.Kind == Kind.Lock),
        ("goto", (_, node) => node.Kind == Kind.Goto),
        ("await", (_, node) => node.Kind == Kind.AwaitWork),
        ("local function", (sketch, node) => node.Kind == Kind.CallLocal && sketch.Style.Functions == Functions.Local),
        ("lambda", (sketch, node) => node.Kind == Kind.CallLocal && sketch.Style.Functions == Functions.Lambda),
        ("function in a delegate", (sketch, node) => node.Kind == Kind.CallLocal && sketch.Style.Functions == Functions.Delegate),
        ("async function", (sketch, node) => node.Kind == Kind.CallLocal && sketch.Style.Functions == Functions.Async),
        ("alias", (sketch, _) => sketch.Style.HasAliases),
        ("ref local", (sketch, _) => sketch.HasRefLocals),
        ("modules in a tuple", (sketch, _) => sketch.Style.Aliases == Aliases.Tuples),
        ("?.", (sketch, _) => sketch.Style.IsNullSafe),
        ("acquire that throws", (_, node) => node.Kind is Kind.Enter or Kind.EnterTaken),
        ("told by reference", (_, node) => node.Kind == Kind.EnterTaken),
        ("reference of an argument", (sketch, node) => sketch.Style.Calls == Calls.Arguments && node.Kind is (Kind.TryGet or Kind.Get or Kind.Put)),
        ("acquire that is awaited", (sketch, node) => sketch.Style.Calls == Calls.Awaited && node.Kind is (Kind.TryGet or Kind.Enter or Kind.IgnoredTryGet)),
        ("guard of another type", (sketch, node) => sketch.Style.Guards == Guards.Pins && node.Kind is (Kind.TakeLease or Kind.DropLease)),
        ("guard by out", (sketch, node) => sketch.Style.Guards == Guards.Received && node.Kind is (Kind.TakeLease or Kind.DropLease)),
        ("guard used", (_, node) => node.Kind == Kind.UseLease),
        ("text of an object", (_, node) => node.Kind == Kind.Text),
        ("looked into", (_, node) => node.Kind == Kind.Look),
        ("guard returned", (_, node) => node.Kind == Kind.ReturnLease),
        ("handed to an owner", (_, node) => node.Kind == Kind.HandOver),
        ("dropped collection", (_, node) => node.Kind is Kind.Collect or Kind.CollectLease),
        ("guard copied", (_, node) => node.Kind == Kind.HoldBlock),
        ("operator of its own", (_, node) => node.Kind == Kind.Operate),
        ("its own code", (sketch, _) => sketch.Style.IsSelf),
        ("shown to others", (_, node) => node.Kind == Kind.Show),
        ("destroyed directly", (_, node) => node.Kind == Kind.Destroy),
        ("read-side section", (_, node) => node.Kind == Kind.EnterRead),
        ("grace period", (_, node) => node.Kind == Kind.Synchronize),
        ("published, unlinked", (_, node) => node.Kind is Kind.PublishItem or Kind.UnlinkItem),
        ("reclaimed", (_, node) => node.Kind is Kind.RetireItem or Kind.DestroyItem),
        ("several references", (sketch, _) => sketch.Modules > 1),
    ];

    public static IEnumerable<string> Names => s_features.Select(feature => feature.Name);

    public static IEnumerable<string> Of(Sketch sketch) =>
        s_features.Where(feature => sketch.All.Any(node => feature.Has(sketch, node))).Select(feature => feature.Name);
}
