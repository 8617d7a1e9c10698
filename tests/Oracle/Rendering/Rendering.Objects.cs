using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

// What is done with modules and guards.
sealed partial class Rendering
{
    /// <summary>What takes a reference or gives one back.</summary>
    private string Reference(Node node) => (node.Kind, _sketch.Style.Calls) switch
    {
        (Kind.Put, Calls.Arguments) => $"Pool.Give({Module(node)});",
        (Kind.Put, _) => $"{Module(node)}{(_sketch.Style.IsNullSafe ? "?" : "")}.Put();",
        (Kind.Get, Calls.Arguments) => $"Pool.Take({Module(node)});",
        (Kind.Get, _) => $"{Module(node)}.Get();",
        (Kind.Enter, Calls.Arguments) => $"Pool.Enter({Module(node)});",
        (Kind.Enter, Calls.Awaited) when MayAwait => $"await {Module(node)}.EnterAsync(){Configured};",
        (Kind.Enter, _) => $"{Module(node)}.Enter();",
        (Kind.EnterTaken, _) when _sketch.Style.HasPropertyFlags => $"{Module(node.Parts[0])}.Enter(); {Flag(node)} = true;",
        (Kind.EnterTaken, _) => $"{Module(node.Parts[0])}.Enter(ref {Flag(node)});",
        _ => $"{(node.Parts.IsEmpty ? "" : "_ = ")}{TryGet(node)};",
    };

    /// <summary>Of what is held, or was given back.</summary>
    private string Operate(Node node) => node.GivesBack
        ? $"{Reference(node with { Kind = Kind.Put })} {Operated(Module(node))}"
        : $"if ({Condition(node with { Kind = Kind.TryGet })}) {Operated(Module(node))}";

    private string Operated(string module) => (Site() % 3) switch
    {
        0 => $"_ = (Rank){module};",
        1 => $"{module}.Changed += Nothing;",
        _ => $"_ = +{module};",
    };

    /// <summary>Of a guard that was disposed, some may be asked, some not.</summary>
    private string UseGuard(string guard, int way) => (_sketch.Style.Guards, way) switch
    {
        (Guards.Pins, 0) => $"{guard}?.Reach();",
        (Guards.Pins, _) => $"_ = {guard}?.Number;",
        (_, 0) => $"_ = {guard}?.IsHeld;",
        (_, _) => $"_ = {guard} is {{ }} g{_sites} && g{_sites}.IsHeld;",
    };

    private string Lease(Node node) => $"{Module(node)}.{(_sketch.Style.Guards == Guards.Pins ? "Pin" : "Lease")}()";

    private const int Collections = 8;

    /// <summary>Of those, lists: to make one and to add to it may throw, as far as the analysis is concerned.</summary>
    private const int Lists = 3;

    /// <summary>A collection that has one thing.</summary>
    private string Collect(string type, string item) => (Site() % Collections) switch
    {
        0 => $"List<{type}> d{_sites} = new() {{ {item} }};",
        1 => $"var d{_sites} = new List<{type}> {{ {item} }};",
        2 => $"List<{type}> d{_sites} = new(); d{_sites}.Add({item});",
        3 => $"{type}[] d{_sites} = {{ {item} }};",
        4 => $"{type}[] d{_sites} = [{item}];",
        5 => $"{type}[] d{_sites} = new {type}[1]; d{_sites}[0] = {item};",
        6 => $"var d{_sites} = new {type}[] {{ {item} }};",
        _ => $"{type}[] d{_sites} = new[] {{ {item} }}; _ = d{_sites}.Length;",
    };

    /// <summary>What the execution cannot see.</summary>
    private string Collecting(Node node)
    {
        string tells = node.Kind == Kind.CollectLease ? "" : $"Collecting({node.Number}, {(node.Kind == Kind.Collect ? "true" : "false")});";
        return (_sites + 1) % Collections < Lists ? $"Failing(); {tells} FailingToAdd();" : tells;
    }

    /// <summary>A pattern that looks into a module uses it.</summary>
    private string Look(string module) => (Site() % 6) switch
    {
        0 => $"_ = {module} is {{ Size: 0 }};",
        1 => $"_ = {module} is (0, _);",
        2 => $"_ = {module} is [0];",
        3 => $"_ = {module} is not {{ Size: 0 }};",
        4 => $"_ = {module} is {{ Length: 0 }} or null;",
        _ => $"_ = {module} is {{ Size: 1 }} and {{ Length: 1 }};",
    };
}
