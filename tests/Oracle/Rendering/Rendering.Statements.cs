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
            Kind.HoldBlock => () => HoldBlock(node, number),
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

    /// <summary>A guard of which there are copies.</summary>
    private void HoldBlock(Node node, int number)
    {
        int site = Site();
        Line("{");
        _depth++;
        Line($"Hold h{site} = {Module(node)}.Hold(), d{site} = default;", number);
        _holds.Push(site);
        Body(node.Parts[0]);
        _holds.Pop();
        _depth--;
        Line("}");
    }

    private string OfHold(int what) => !_holds.TryPeek(out int site) ? ";" : what switch
    {
        0 => $"h{site}.Dispose();",
        1 => $"d{site}.Dispose();",
        2 => $"d{site} = h{site};",
        3 => $"Hold.Lend(h{site});",
        _ => $"_ = h{site};",
    };

    private void Simple(Node node, int number, bool isOutermost)
    {
        if (node.Kind == Kind.IgnoredTryGet && !_isForReaders)
            Line("Ignoring();");
        if (node.Kind == Kind.Text && !_isForReaders)
            Line("Saying();");
        if (node.Kind is Kind.Keep or Kind.KeepLease && !_isForReaders)
            Line(node.Kind == Kind.Keep ? $"Keeping({node.Number});" : $"Keeping({node.Number}, l{node.Number});");
        if (node.Kind is Kind.Collect or Kind.LookedInto or Kind.CollectLease && !_isForReaders)
            Line(Collecting(node));
        if (node.Kind == Kind.ReturnLease && !_isForReaders)
            Line($"Returning({Guard(node)});");
        if (node.Kind == Kind.Throw && _sketch.Returns == Returns.Guard && !_isForReaders)
            Line("Throwing();");
        if (node.Kind == Kind.Rethrow && !_isForReaders)
            Line("ThrowingOn();");
        Line(Declared(Simple(node), Declares(node, isOutermost)), number);
    }

    private static string Declared(string text, bool isDeclaration) =>
        !isDeclaration ? text : text[0] == '(' ? $"(bool {text[1..]}" : $"bool {text}";

    private string Simple(Node node) => node.Kind switch
    {
        Kind.TakeLease => _sketch.Style.Guards == Guards.Received ? $"{Module(node)}.Open(out {Guard(node)});" : $"{Guard(node)} = {Lease(node)};",
        Kind.DropLease => _sketch.Style.Guards == Guards.Received ? $"{Module(node)}.Open(out {(Site() % 2 == 0 ? "_" : $"ModuleLease? y{_sites}")});" : $"_ = {Lease(node)};",
        Kind.DisposeLease => $"{Guard(node)}?.Dispose();",
        Kind.Goto => $"goto after{(_labels.TryPeek(out int label) ? label : 0)};",
        Kind.Put or Kind.Get or Kind.IgnoredTryGet or Kind.Enter or Kind.EnterTaken => Reference(node),
        Kind.Use => $"Use({Module(node)});",
        Kind.Touch => $"{Module(node)}.ToString();",
        Kind.Work => $"Work({Site()});",
        Kind.AwaitWork => $"await WorkAsync({Site()});",
        Kind.ReturnLease => $"return {Guard(node)};",
        Kind.Return => node.Parts.IsEmpty ? _sketch.Returns == Returns.Guard && !_isInFunction ? "return null;" : "return;" : Return(node.Parts[0]),
        Kind.Throw => $"throw new {Exceptions.NameOf(node.Number)}();",
        Kind.Rethrow => "throw;",
        Kind.Break => "break;",
        Kind.Continue => "continue;",
        Kind.CallLocal => _sketch.Style.Functions == Functions.Delegate ? $"call{node.Number}();" : _sketch.Style.Functions == Functions.Async ? $"await Local{node.Number}(){Configured};" : $"Local{node.Number}();",
        _ => Special(node),
    };

    /// <summary>What only some programs do.</summary>
    private string Special(Node node) => node.Kind switch
    {
        Kind.AgainLease => _sketch.Style.Guards == Guards.Pins ? $"{Guard(node)}?.Again();" : $"Say($\"{{{Guard(node)}}}\");",
        Kind.Say => $"Say($\"{{{Guard(node)}}} of {{{Site()}}}\");",
        Kind.UseLease => UseGuard(Guard(node), Site() % 2),
        Kind.HandOver => Site() % 2 == 0 ? $"Owner.Keep({Module(node)});" : $"_ = new Owner({Module(node)});",
        Kind.Collect => Collect("Module", Module(node)),
        Kind.CollectLease => Collect($"{_sketch.LeaseType}?", Guard(node)),
        Kind.Keep => $"_kept{node.Number} = {Module(node)};",
        Kind.KeepLease => $"_lease{node.Number} = {Guard(node)};",
        Kind.LookedInto => $"{Collect("Module", Module(node))} _ = d{_sites}[0];",
        Kind.Text => Site() % 2 == 0 ? $"Say($\"{{{Module(node)}}}\");" : $"Say(\"module \" + {Module(node)});",
        Kind.Operate => Operate(node),
        Kind.OfHold => OfHold(node.Number),
        Kind.Look => Look(Module(node)),
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

    private string Return(Node condition) => (_sketch.Style.Results, condition.Kind == Kind.True) switch
    {
        (Results.Bools, _) => $"return {Condition(condition)};",
        (Results.Nulls, true) => "return new Granted();",
        (Results.Nulls, false) => "return null;",
        (Results.Types, var isYes) => isYes ? "return new Granted();" : "return new Denied();",
        (_, var isYes) => isYes ? "return Reply.Granted();" : "return Reply.Denied();",
    };

    /// <summary>What gives a variable another value.</summary>
    private string Change(Node node) => node.Kind switch
    {
        Kind.Assign => $"{Flag(node)} = {Condition(node.Parts[0])};",
        Kind.AssignOr => $"{Flag(node)} |= {Condition(node.Parts[0])};",
        Kind.AssignAnd => $"{Flag(node)} &= {Condition(node.Parts[0])};",
        Kind.AssignXor => $"{Flag(node)} ^= {Condition(node.Parts[0])};",
        Kind.AssignPair => $"({Flag(node)}, _) = ({Condition(node.Parts[0])}, {Site()});",
        Kind.AssignByOut or Kind.AssignByRef when _sketch.Style.HasPropertyFlags => $"{Flag(node)} = {Condition(node.Parts[0])};",
        Kind.AskOut when _sketch.Style.HasPropertyFlags => $"{Flag(node)} = Ask({Site()});",
        Kind.AssignByOut => $"Tell({Condition(node.Parts[0])}, out {Flag(node)});",
        Kind.AssignByRef => $"Set(ref {Flag(node)}, {Condition(node.Parts[0])});",
        Kind.AskOut => $"Ask({Site()}, out {Flag(node)});",
        Kind.Raise or Kind.Lower => Counting(Counter(node), Bit(node), Site() % 2, node.Kind == Kind.Raise),
        _ => throw new InvalidOperationException($"{node.Kind} is no statement"),
    };

    private string Counter(Node node) => _sketch.Style.Counts == Counts.Shared ? "bits" : $"n{node.Number}";

    private int Bit(Node node) => _sketch.Style.Counts == Counts.Shared ? 1 << (node.Number + 2) : 2;

    private string Counting(string counter, int bit, int way, bool isUp) => (_sketch.Style.Counts, way, isUp) switch
    {
        (Counts.Atomics, 0, true) => $"Interlocked.Exchange(ref {counter}, 1);",
        (Counts.Atomics, 0, _) => $"Interlocked.CompareExchange(ref {counter}, 0, 1);",
        (Counts.Atomics, _, _) => $"Interlocked.{(isUp ? "Increment" : "Decrement")}(ref {counter});",
        (Counts.Numbers, 0, _) => $"{counter}{(isUp ? "++" : "--")};",
        (Counts.Numbers, _, _) => $"{counter} {(isUp ? "+" : "-")}= 1;",
        (Counts.Bits or Counts.Shared, _, true) => $"{counter} |= {bit};",
        (Counts.Bits or Counts.Shared, 0, _) => $"{counter} ^= {bit};",
        (Counts.Bits or Counts.Shared, _, _) => $"{counter} &= ~{bit};",
        (_, _, true) => $"{counter} |= Marks.Held;",
        (_, _, _) => $"{counter} &= Marks.Other;",
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
        if (clause.Parts.Length == 1)
            return $"catch{type}";
        _isInFilter = true;
        string filter = Condition(clause.Parts[0]);
        _isInFilter = false;
        return $"catch{type} when ({filter})";
    }

    /// <summary>A guard on the stack; an async method needs one on the heap.</summary>
    private void Using(Node node, int number)
    {
        string name = $"s{Site()}";
        string guard = _sketch.IsAsync
            ? $"{_sketch.LeaseType}? {name} = {Lease(node)}"
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
            Kind.For => $"for (int i{site} = 0, last{site} = Count({site}); i{site} < last{site}; i{site}++)",
            _ => $"foreach (int i{site} in Items({site}))",
        };
        Line(head, number);
        Body(node.Parts[^1]);
        if (node.Kind == Kind.DoWhile)
            Line($"while (More({site}));");
    }
}
