using System.Collections.Immutable;

namespace Quiesce.Oracle.Trees;

/// <summary>
/// A statement or a condition. One shape for all kinds, so that distorting and minimising need no case per kind: a block's
/// parts are statements, every other statement's parts are conditions and blocks in the order in which they are written.
/// </summary>
sealed record Node(Kind Kind, int Number, ImmutableArray<Node> Parts)
{
    public static Node Of(Kind kind, int number = 0, params Node[] parts) => new(kind, number, [.. parts]);

    public static Node Block(params IEnumerable<Node> statements) => new(Kind.Block, 0, [.. statements]);

    public static Node Not(Node condition) => Of(Kind.Not, 0, condition);

    public static Node If(Node condition, params Node[] branches) => new(Kind.If, 0, [condition, .. branches]);

    public bool IsCondition => Kind >= Kind.True;

    /// <summary>Whether its text gives a reference back: an operator is used after that, or with what was taken.</summary>
    public bool GivesBack => Kind == Kind.Put || (Kind == Kind.Operate && Number % 2 == 1);

    /// <summary>Whether a flag has another value afterwards.</summary>
    public bool IsAssignment => Kind is Kind.Assign or Kind.AssignOr or Kind.AssignAnd or Kind.AssignXor
        or Kind.AssignPair or Kind.AssignByOut or Kind.AssignByRef or Kind.AskOut or Kind.EnterTaken;

    public bool IsLoop => Kind is Kind.While or Kind.DoWhile or Kind.For or Kind.ForEach;

    /// <summary>The node and everything below it.</summary>
    public IEnumerable<Node> All => Parts.SelectMany(part => part.All).Prepend(this);

    public Node WithPart(int index, Node part) => this with { Parts = Parts.SetItem(index, part) };

    public bool Has(Kind kind) => All.Any(node => node.Kind == kind);
}

/// <summary>What a program's method gives back.</summary>
enum Returns
{
    Nothing,
    Bool,
    Task,
    TaskOfBool,

    /// <summary>A guard, or none.</summary>
    Guard,
}

/// <summary>A program: one method, its local functions, and the name under which it can be made again.</summary>
sealed record Sketch(long Seed, int Index, Returns Returns, Node Body, ImmutableArray<Node> LocalFunctions)
{
    public Style Style { get; init; }

    public string Name => $"P{Index}";

    public bool IsAsync => Returns is Returns.Task or Returns.TaskOfBool;

    /// <summary>A ref local does not live across an await.</summary>
    public bool HasRefLocals => Style.Aliases == Aliases.References && !IsAsync;

    public bool GivesBool => Returns is Returns.Bool or Returns.TaskOfBool;

    public IEnumerable<Node> All => LocalFunctions.SelectMany(function => function.All).Concat(Body.All);

    /// <summary>How many of a numbered thing the signature or the beginning must declare.</summary>
    public int Most(params Kind[] kinds) => All.Where(node => kinds.Contains(node.Kind)).Select(node => node.Number + 1).DefaultIfEmpty(0).Max();

    public int Modules => Math.Max(1, Most(
        Kind.Put, Kind.Get, Kind.IgnoredTryGet, Kind.Use, Kind.Touch, Kind.TryGet, Kind.UsingBlock, Kind.UsingDeclaration, Kind.TakeLease, Kind.DropLease,
        Kind.Show, Kind.Destroy, Kind.Enter, Kind.Look, Kind.Text, Kind.HandOver, Kind.Collect, Kind.LookedInto, Kind.Operate, Kind.HoldBlock, Kind.Keep));

    public int Conditions => Most(Kind.Parameter);

    public int Modes => Math.Max(Most(Kind.Switch, Kind.SwitchExpression), All.Any(node => node.Kind == Kind.ModeIs) ? 1 : 0);

    public int Levels => All.Any(node => node.Kind == Kind.Level) ? 1 : 0;

    public int Flags => All.Where(node => node.Kind == Kind.Flag || node.IsAssignment).Select(node => node.Number + 1).DefaultIfEmpty(0).Max();

    public int Fractions => All.Any(node => node.Kind == Kind.Fraction) ? 1 : 0;

    public int Items => Most(Kind.PublishItem, Kind.UnlinkItem, Kind.RetireItem, Kind.DestroyItem, Kind.LookAtItem);

    public int Counters => Most(Kind.Raise, Kind.Lower, Kind.Raised);

    public int Leases => Most(Kind.DisposeLease, Kind.LeaseHeld, Kind.TakeLease, Kind.Say, Kind.AgainLease, Kind.UseLease, Kind.CollectLease, Kind.KeepLease, Kind.ReturnLease);

    public string LeaseType => Style.Guards == Guards.Pins ? "Pin" : "ModuleLease";

    /// <summary>The method is one of an object, and not static.</summary>
    public bool IsOfObject => Style.HasOwnFlags || All.Any(node => node.Kind is Kind.Keep or Kind.KeepLease);
}
