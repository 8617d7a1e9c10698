using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

// Conditions.
sealed partial class Rendering
{
    private string Condition(Node node) => node.Kind switch
    {
        Kind.True => "true",
        Kind.False => "false",
        Kind.Parameter => $"c{node.Number}",
        Kind.Flag => $"f{node.Number}",
        Kind.Not => $"!{Operand(node.Parts[0])}",
        Kind.And => $"{Operand(node.Parts[0])} && {Operand(node.Parts[1])}",
        Kind.Or => $"{Operand(node.Parts[0])} || {Operand(node.Parts[1])}",
        Kind.Ternary => $"{Operand(node.Parts[0])} ? {Operand(node.Parts[1])} : {Operand(node.Parts[2])}",
        Kind.Ask => $"Ask({Site()})",
        Kind.Check => $"Check({Site()})",
        Kind.TryGet => $"m{node.Number}.TryGet()",
        Kind.IsTrue => $"{Operand(node.Parts[0])} == true",
        Kind.ScopeHeld => ScopeHeld,
        Kind.LeaseHeld => $"l{node.Number} is not null",
        Kind.ModeIs => $"mode0 == {node.Number}",
        Kind.SwitchExpression =>
            $"mode{node.Number} switch {{ 0 => {Condition(node.Parts[0])}, 1 => {Condition(node.Parts[1])}, _ => {Condition(node.Parts[2])} }}",
        _ => throw new InvalidOperationException($"{node.Kind} is no condition"),
    };

    private string Operand(Node node) =>
        node.Kind is Kind.And or Kind.Or or Kind.Ternary or Kind.IsTrue or Kind.LeaseHeld or Kind.ModeIs or Kind.SwitchExpression
        || (node.Kind == Kind.ScopeHeld && _sketch.IsAsync)
            ? $"({Condition(node)})"
            : Condition(node);

    private string ScopeHeld =>
        !_scopes.TryPeek(out string? scope) ? "false" : _sketch.IsAsync ? $"{scope} is not null" : $"{scope}.IsHeld";
}
