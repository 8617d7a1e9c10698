using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

// Conditions.
sealed partial class Rendering
{
    private string Condition(Node node) => node.Kind switch
    {
        Kind.True or Kind.False => node.Kind == Kind.True ? "true" : "false",
        Kind.Parameter => $"c{node.Number}",
        Kind.Flag => FlagRead(node),
        Kind.Not => $"!{Operand(node.Parts[0])}",
        Kind.And => $"{Operand(node.Parts[0])} && {Operand(node.Parts[1])}",
        Kind.Or => $"{Operand(node.Parts[0])} || {Operand(node.Parts[1])}",
        Kind.Ternary => $"{Operand(node.Parts[0])} ? {Operand(node.Parts[1])} : {Operand(node.Parts[2])}",
        Kind.Ask => $"Ask({Site()})",
        Kind.Check => $"Check({Site()})",
        Kind.TryGet => TryGet(node),
        Kind.Spelled => Spelled(node.Number, Operand(node.Parts[0])),
        Kind.Raised when _sketch.Style.Counts == Counts.Atomics => AtomicallyRaised(Counter(node), Site()),
        Kind.Raised => _sketch.Style.Counts == Counts.Numbers ? Raised(Counter(node), Site()) : HasBit(Counter(node), Bit(node), Site()),
        Kind.Level => Asked(node.Number),
        Kind.Fraction => node.Number == 0 ? "(fraction0 > 0)" : "!(fraction0 <= 0)",
        Kind.ScopeHeld => ScopeHeld,
        Kind.LeaseHeld => $"{Guard(node)} is not null",
        Kind.ModeIs => ModeIs(node.Number),
        Kind.SwitchExpression =>
            $"mode{node.Number} switch {{ 0 => {Condition(node.Parts[0])}, 1 => {Condition(node.Parts[1])}, _ => {Condition(node.Parts[2])} }}",
        _ => throw new InvalidOperationException($"{node.Kind} is no condition"),
    };

    private string Asked(int way) => _sketch.Style.Question switch
    {
        Question.Order => Level(way),
        Question.Type => IsText(way),
        Question.Types => way % 2 == 0 ? "level0 == typeof(string)" : "!!(level0 == typeof(string))",
        _ => way % 2 == 0 ? "level0 > limit0" : "!!(level0 > limit0)",
    };

    /// <summary>How many ways there are to write a condition.</summary>
    public const int Spellings = 18;

    /// <summary>The one that needs a function.</summary>
    public const int ByFunction = 15;

    /// <summary>The same condition, written in another way.</summary>
    private string Spelled(int way, string condition) => way switch
    {
        0 => $"{condition} == true",
        1 => $"{condition} != false",
        2 => $"{condition} is true",
        3 => $"{condition} is not false",
        4 => $"{condition} is var v{Site()} && v{_sites}",
        5 => $"{condition} is bool v{Site()} && v{_sites}",
        6 => $"((bool?){condition}) ?? false",
        7 => $"((bool?){condition}).GetValueOrDefault()",
        8 => $"({condition}, {Site()}) is (true, _)",
        9 => $"{condition} is true or not false",
        10 => $"{condition} ^ false",
        11 => $"({condition}) switch {{ true => true, false => false }}",
        12 => $"{condition} & true",
        13 => $"({condition}, {Site()}) is (bool v{_sites}, _) && v{_sites}",
        14 => $"(bool?){condition} is {{ }} v{Site()} && v{_sites}",
        ByFunction => $"Told({condition}, out bool v{Site()}) && v{_sites}",
        16 => $"((bool?){condition}).Value",
        _ => $"false | {condition}",
    };

    private string TryGet(Node node) => _sketch.Style.Calls switch
    {
        Calls.Arguments => $"Pool.TryTake({Module(node)})",
        Calls.Awaited when MayAwait => $"await {Module(node)}.TryGetAsync(){Configured}",
        Calls.Throwing or Calls.Awaited => $"{Module(node)}.TryEnter()",
        _ when _sketch.Style.IsNullSafe && node.Kind == Kind.TryGet => NullSafeTryGet(Module(node), Site()),
        _ => $"{Module(node)}.TryGet()",
    };

    /// <summary>Every other time.</summary>
    private string Configured => Site() % 2 == 0 ? "" : ".ConfigureAwait(false)";

    private static string NullSafeTryGet(string module, int site) => (site % 5) switch
    {
        0 => $"{module}?.TryGet() ?? false",
        1 => $"{module}?.TryGet() == true",
        2 => $"{module} is {{ }} x{site} && x{site}.TryGet()",
        3 => $"!({module} is not {{ }} x{site} || !x{site}.TryGet())",
        _ => $"{module} is not null && {module}.TryGet()",
    };

    /// <summary>A counter that is zero, or one: not zero.</summary>
    private static string Raised(string counter, int site) => (site % 4) switch
    {
        0 => $"{counter} > 0",
        1 => $"{counter} != 0",
        2 => $"{counter} >= 1",
        _ => $"!({counter} < 1)",
    };

    /// <summary>The same, by a call that changes nothing.</summary>
    private static string AtomicallyRaised(string counter, int site) => (site % 4) switch
    {
        0 => $"Interlocked.CompareExchange(ref {counter}, 1, 1) == 1",
        1 => $"Interlocked.CompareExchange(ref {counter}, 0, 0) != 0",
        2 => $"Interlocked.Add(ref {counter}, 0) > 0",
        _ => $"Volatile.Read(ref {counter}) != 0",
    };

    private string HasBit(string counter, int bit, int site) => (_sketch.Style.Counts, site % 2) switch
    {
        (Counts.Bits or Counts.Shared, 0) => $"({counter} & {bit}) != 0",
        (Counts.Bits or Counts.Shared, _) => $"({counter} & {bit}) == {bit}",
        (_, 0) => $"{counter}.HasFlag(Marks.Held)",
        _ => $"({counter} & Marks.Held) != Marks.None",
    };

    /// <summary>Whatever is a text.</summary>
    private static string IsText(int way) => way switch
    {
        0 => "level0 is string",
        1 => "!(level0 is not string)",
        2 => "level0 is string _",
        3 => "level0 switch { string => true, _ => false }",
        4 => "level0 is string { }",
        _ => "level0 is string and not null",
    };

    private string LevelParameter => _sketch.Style.Question switch
    {
        Question.Order => "int level0",
        Question.Type => "object level0",
        Question.Types => "Type level0",
        _ => "Rank level0, Rank limit0",
    };

    /// <summary>A flag, read by name or by a pattern; filters are written without temporaries.</summary>
    private string FlagRead(Node node)
    {
        string name = Flag(node);
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string? owner = dot > 0 ? name[..dot] : _sketch.Style.HasOwnFlags ? "this" : null;
        string member = name[(dot + 1)..];
        return owner is null || _isInFilter || name[0] == 'r' ? name : (Site() % 4) switch
        {
            0 => $"({owner} is {{ {member}: true }})",
            1 => $"({owner} is {{ {member}: var v{_sites} }} && v{_sites})",
            _ => name,
        };
    }

    /// <summary>As many flags can be fields.</summary>
    public const int MostFields = 8;

    public const int LevelSpellings = 6;

    /// <summary>One question, which the analysis must see to be one.</summary>
    private static string Level(int way) => way switch
    {
        0 => "level0 > 0",
        1 => "0 < level0",
        2 => "!(level0 <= 0)",
        3 => "!(0 >= level0)",
        4 => "level0 is > 0",
        _ => "level0 is not <= 0",
    };

    public const int Modes = 8;

    private static string ModeIs(int which) => which switch
    {
        3 => "mode0 is 0 or 2",
        4 => "mode0 is not 1",
        5 => "mode0 is 2",
        6 => "mode0 != 2",
        7 => "mode0 is not (0 or 1)",
        _ => $"mode0 == {which}",
    };

    private string Operand(Node node) =>
        node.Kind is Kind.And or Kind.Or or Kind.Ternary or Kind.Spelled or Kind.Raised or Kind.Level or Kind.LeaseHeld or Kind.ModeIs or Kind.SwitchExpression
        || (node.Kind == Kind.TryGet && (_sketch.Style.IsNullSafe || _sketch.Style.Calls == Calls.Awaited))
        || (node.Kind == Kind.ScopeHeld && _sketch.IsAsync)
            ? $"({Condition(node)})"
            : Condition(node);

    private string ScopeHeld =>
        !_scopes.TryPeek(out string? scope) ? "false" : _sketch.IsAsync ? $"{scope} is not null" : $"{scope}.IsHeld";
}
