using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

// Statements.
sealed partial class Rendering
{
    private void Statement(Node node, bool isOutermost)
    {
        int number = Begin();
        switch (node.Kind)
        {
            case Kind.Block:
                Body(node);
                break;
            case Kind.If:
                If(node, number);
                break;
            case Kind.Switch:
                Switch(node, number);
                break;
            case Kind.Try:
                Try(node);
                break;
            case Kind.UsingBlock or Kind.UsingDeclaration:
                Using(node, number);
                break;
            case Kind.While or Kind.DoWhile or Kind.For or Kind.ForEach:
                Loop(node, number);
                break;
            default:
                if (node.Kind == Kind.IgnoredTryGet && !_isForReaders)
                    Line("Ignoring();");
                Line((Declares(node, isOutermost) ? "bool " : "") + Simple(node), number);
                break;
        }
    }

    private string Simple(Node node) => node.Kind switch
    {
        Kind.TakeLease => $"l{node.Number} = m{node.Number}.Lease();",
        Kind.DisposeLease => $"l{node.Number}?.Dispose();",
        Kind.Assign => $"f{node.Number} = {Condition(node.Parts[0])};",
        Kind.AssignOr => $"f{node.Number} |= {Condition(node.Parts[0])};",
        Kind.AssignAnd => $"f{node.Number} &= {Condition(node.Parts[0])};",
        Kind.AssignXor => $"f{node.Number} ^= {Condition(node.Parts[0])};",
        Kind.Put => $"m{node.Number}.Put();",
        Kind.Get => $"m{node.Number}.Get();",
        Kind.IgnoredTryGet => $"m{node.Number}.TryGet();",
        Kind.Use => $"Use(m{node.Number});",
        Kind.Touch => $"m{node.Number}.ToString();",
        Kind.Work => $"Work({Site()});",
        Kind.AwaitWork => $"await WorkAsync({Site()});",
        Kind.Return => node.Parts.IsEmpty ? "return;" : $"return {Condition(node.Parts[0])};",
        Kind.Throw => $"throw new {Exceptions.NameOf(node.Number)}();",
        Kind.Rethrow => "throw;",
        Kind.Break => "break;",
        Kind.Continue => "continue;",
        Kind.CallLocal => $"Local{node.Number}();",
        _ => throw new InvalidOperationException($"{node.Kind} is no statement"),
    };

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
        string type = clause.Number == Exceptions.Bare ? "" : $" ({Exceptions.NameOf(clause.Number)})";
        return clause.Parts.Length == 1 ? $"catch{type}" : $"catch{type} when ({Condition(clause.Parts[0])})";
    }

    /// <summary>A guard on the stack; an async method needs one on the heap.</summary>
    private void Using(Node node, int number)
    {
        string name = $"s{Site()}";
        string guard = _sketch.IsAsync
            ? $"ModuleLease? {name} = m{node.Number}.Lease()"
            : $"ModuleScope {name} = m{node.Number}.Acquire()";
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
