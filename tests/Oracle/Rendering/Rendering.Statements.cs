using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

// Statements.
sealed partial class Rendering
{
    private void Statement(Node node, bool isOutermost)
    {
        int number = Begin();
        Action compound = node.Kind switch
        {
            Kind.Block => () => Body(node),
            Kind.If => () => If(node, number),
            Kind.Switch => () => Switch(node, number),
            Kind.Try => () => Try(node),
            Kind.UsingBlock or Kind.UsingDeclaration => () => Using(node, number),
            Kind.Lock => () => Lock(node, number),
            Kind.Labelled => () => Labelled(node),
            Kind.While or Kind.DoWhile or Kind.For or Kind.ForEach => () => Loop(node, number),
            _ => () => Simple(node, number, isOutermost),
        };
        compound();
    }

    private void Lock(Node node, int number)
    {
        Line("lock (Gate)", number);
        Body(node.Parts[0]);
    }

    private void Simple(Node node, int number, bool isOutermost)
    {
        if (node.Kind == Kind.IgnoredTryGet && !_isForReaders)
            Line("Ignoring();");
        if (node.Kind == Kind.Rethrow && !_isForReaders)
            Line("ThrowingOn();");
        Line((Declares(node, isOutermost) ? "bool " : "") + Simple(node), number);
    }

    private string Simple(Node node) => node.Kind switch
    {
        Kind.TakeLease => $"l{node.Number} = {Module(node)}.Lease();",
        Kind.DropLease => $"_ = {Module(node)}.Lease();",
        Kind.DisposeLease => $"l{node.Number}?.Dispose();",
        Kind.Goto => $"goto after{(_labels.TryPeek(out int label) ? label : 0)};",
        Kind.Put or Kind.Get or Kind.IgnoredTryGet or Kind.Enter or Kind.EnterTaken => Reference(node),
        Kind.Use => $"Use({Module(node)});",
        Kind.Touch => $"{Module(node)}.ToString();",
        Kind.Work => $"Work({Site()});",
        Kind.AwaitWork => $"await WorkAsync({Site()});",
        Kind.Return => node.Parts.IsEmpty ? "return;" : $"return {Condition(node.Parts[0])};",
        Kind.Throw => $"throw new {Exceptions.NameOf(node.Number)}();",
        Kind.Rethrow => "throw;",
        Kind.Break => "break;",
        Kind.Continue => "continue;",
        Kind.CallLocal => _sketch.Style.Functions == Functions.Async ? $"await Local{node.Number}(){Configured};" : $"Local{node.Number}();",
        Kind.Show => $"Board = {Module(node)};",
        Kind.Destroy => $"{Module(node)}.Destroy();",
        Kind.EnterRead => "EnterRead();",
        Kind.ExitRead => "ExitRead();",
        Kind.Synchronize => "Synchronize();",
        Kind.PublishItem => $"Item.Publish(x{node.Number});",
        Kind.UnlinkItem => $"Item.Unlink(x{node.Number});",
        Kind.RetireItem => $"Item.Retire(x{node.Number});",
        Kind.DestroyItem => $"x{node.Number}.Destroy();",
        Kind.LookAtItem => $"Item.Look(x{node.Number});",
        _ => Change(node),
    };

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
        (Kind.EnterTaken, _) => $"{Module(node.Parts[0])}.Enter(ref {Flag(node)});",
        _ => $"{(node.Parts.IsEmpty ? "" : "_ = ")}{TryGet(node)};",
    };

    /// <summary>What gives a variable another value.</summary>
    private string Change(Node node) => node.Kind switch
    {
        Kind.Assign => $"{Flag(node)} = {Condition(node.Parts[0])};",
        Kind.AssignOr => $"{Flag(node)} |= {Condition(node.Parts[0])};",
        Kind.AssignAnd => $"{Flag(node)} &= {Condition(node.Parts[0])};",
        Kind.AssignXor => $"{Flag(node)} ^= {Condition(node.Parts[0])};",
        Kind.AssignPair => $"({Flag(node)}, _) = ({Condition(node.Parts[0])}, {Site()});",
        Kind.AssignByOut => $"Tell({Condition(node.Parts[0])}, out {Flag(node)});",
        Kind.AssignByRef => $"Set(ref {Flag(node)}, {Condition(node.Parts[0])});",
        Kind.AskOut => $"Ask({Site()}, out {Flag(node)});",
        Kind.Raise => Site() % 2 == 0 ? $"n{node.Number}++;" : $"n{node.Number} += 1;",
        Kind.Lower => Site() % 2 == 0 ? $"n{node.Number}--;" : $"n{node.Number} -= 1;",
        _ => throw new InvalidOperationException($"{node.Kind} is no statement"),
    };

    private void Labelled(Node node)
    {
        int site = Site();
        _labels.Push(site);
        Body(node.Parts[0]);
        _labels.Pop();
        Line($"after{site}: ;");
    }

    private void If(Node node, int number)
    {
        Line($"if ({Condition(node.Parts[0])})", number);
        Body(node.Parts[1]);
        if (node.Parts.Length < 3)
            return;
        Line("else");
        Body(node.Parts[2]);
    }

    private void Switch(Node node, int number)
    {
        Line($"switch (mode{node.Number})", number);
        Line("{");
        _depth++;
        for (int i = 0; i < node.Parts.Length; i++)
        {
            Line(i == node.Parts.Length - 1 ? "default:" : $"case {i}:");
            _depth++;
            Body(node.Parts[i]);
            Line("break;");
            _depth--;
        }

        _depth--;
        Line("}");
    }

    private void Try(Node node)
    {
        Line("try");
        Body(node.Parts[0]);
        foreach (Node clause in node.Parts.Skip(1))
        {
            Line(clause.Kind == Kind.Finally ? "finally" : Clause(clause));
            Body(clause.Parts[^1]);
        }
    }

    private string Clause(Node clause)
    {
        int site = Site();
        string type = clause.Number == Exceptions.Bare ? "" : $" ({Exceptions.NameOf(clause.Number)}{(site % 2 == 0 ? "" : $" e{site}")})";
        return clause.Parts.Length == 1 ? $"catch{type}" : $"catch{type} when ({Condition(clause.Parts[0])})";
    }

    /// <summary>A guard on the stack; an async method needs one on the heap.</summary>
    private void Using(Node node, int number)
    {
        string name = $"s{Site()}";
        string guard = _sketch.IsAsync
            ? $"ModuleLease? {name} = {Module(node)}.Lease()"
            : $"ModuleScope {name} = {Module(node)}.Acquire()";
        _scopes.Push(name);
        if (node.Kind == Kind.UsingDeclaration)
        {
            Line($"using {guard};", number);
            return;
        }

        Line($"using ({guard})", number);
        Body(node.Parts[0]);
        _scopes.Pop();
    }

    private void Loop(Node node, int number)
    {
        int site = Site();
        string head = node.Kind switch
        {
            Kind.While when node.Parts.Length > 1 => $"while (More({site}) && {Operand(node.Parts[0])})",
            Kind.While => $"while (More({site}))",
            Kind.DoWhile => "do",
            Kind.For => $"for (int i{site} = 0, n{site} = Count({site}); i{site} < n{site}; i{site}++)",
            _ => $"foreach (int i{site} in Items({site}))",
        };
        Line(head, number);
        Body(node.Parts[^1]);
        if (node.Kind == Kind.DoWhile)
            Line($"while (More({site}));");
    }
}
