using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

/// <summary>
/// A program's method as C#. Statements are numbered as they are written, so that a text that tells where it is
/// (<c>At(n)</c>) and one that carries marks agree on the numbers.
/// </summary>
sealed partial class Rendering
{
    private readonly Sketch _sketch;
    private readonly bool _tells;
    private readonly bool _isForReaders;
    private readonly ImmutableDictionary<int, string> _marks;
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _scopes = new();
    private readonly Stack<int> _labels = new();
    private readonly Stack<int> _holds = new();
    private readonly HashSet<int> _declared = [];
    private int _depth;
    private int _statements;
    private int _sites;
    private int _mentions;
    private bool _isInFunction;
    private bool _isInFilter;

    private Rendering(Sketch sketch, bool tells, bool isForReaders, ImmutableDictionary<int, string> marks) =>
        (_sketch, _tells, _isForReaders, _marks) = (sketch, tells, isForReaders, marks);

    /// <summary>The class that is compiled, analysed and run; <paramref name="tells" />: it says which statement runs.</summary>
    public static string Class(Sketch sketch, bool tells = false)
    {
        string method = new Rendering(sketch, tells, isForReaders: false, ImmutableDictionary<int, string>.Empty).Method();
        return $"{Usings}\n{(sketch.IsOfObject ? "sealed" : "static")} class {sketch.Name}\n{{\n{Members.Of(sketch)}{method}}}\n";
    }

    /// <summary>The method alone, as a person would write it, with marks at its statements.</summary>
    public static string ForReaders(Sketch sketch, ImmutableDictionary<int, string> marks) =>
        new Rendering(sketch, tells: false, isForReaders: true, marks).Method();

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Quiesce;
        using Quiesce.Oracle.Subjects;
        using static Quiesce.Oracle.Subjects.World;
        using Module = Quiesce.Oracle.Subjects.Module;
        """;

    private string Method()
    {
        _depth = _isForReaders ? 0 : 1;
        Line($"{Static}{Result} Run({string.Join(", ", Parameters)})");
        Line("{");
        _depth++;
        Variables();
        BeginLasting();
        foreach (Node statement in _sketch.Body.Parts)
            Statement(statement, isOutermost: true);
        if (_sketch.GivesBool && _sketch.Body.Parts.LastOrDefault()?.Kind != Kind.Return)
            Line(Return(Node.Of(Kind.False)));
        if (_sketch.Returns == Returns.Guard && _sketch.Body.Parts.LastOrDefault()?.Kind is not (Kind.Return or Kind.ReturnLease))
            Line("return null;");
        EndLasting();
        if (_sketch.Style.Functions != Functions.Lambda)
            InnerFunctions();
        Setters();
        _depth--;
        Line("}");
        return _text.ToString();
    }

    /// <summary>What lasts tells nothing when the method has ended.</summary>
    private void BeginLasting()
    {
        if (!_sketch.Style.HasLastingFlags || _sketch.Flags == 0)
            return;
        Line("try");
        Line("{");
        _depth++;
    }

    private void EndLasting()
    {
        if (!_sketch.Style.HasLastingFlags || _sketch.Flags == 0)
            return;
        _depth--;
        Line("}");
        Line("finally");
        Line("{");
        for (int i = 0; i < _sketch.Flags; i++)
            Line($"    {FlagName(i)} = false;");
        Line("}");
    }

    private void Variables()
    {
        if (_sketch.Style.Flags is Flags.Fields or Flags.Properties)
            Line("var own = new Flags();");
        for (int i = 0; i < _sketch.Flags; i++)
        {
            if (_sketch.Style.Flags != Flags.Locals)
                Line($"{FlagName(i)} = false;");
            else if (!IsDeclaredLater(i))
                Line($"bool f{i} = false;");
        }

        for (int i = 0; i < (_sketch.Style.Counts == Counts.Shared ? 0 : _sketch.Counters); i++)
            Line(_sketch.Style.Counts == Counts.Marks ? $"Marks n{i} = Marks.None;" : $"int n{i} = 0;");
        if (_sketch.Style.Counts == Counts.Shared && _sketch.Counters > 0)
            Line("int bits = 1;");
        for (int i = 0; i < _sketch.Leases; i++)
            Line($"{_sketch.LeaseType}? l{i} = null;");
        if (_sketch.Style.HasAliases)
            OtherNames();
        for (int i = 0; i < _sketch.LocalFunctions.Length && _sketch.Style.Functions == Functions.Delegate; i++)
            Line($"Action call{i} = Local{i};");
        if (_sketch.Style.Functions == Functions.Lambda)
            InnerFunctions();
    }

    private void OtherNames()
    {
        if (_sketch.Style.Aliases == Aliases.Tuples)
            Line($"{(_sketch.Conditions % 2 == 0 ? $"var {Apart("a", ", _")}" : Apart("Module a", ", _"))} = {Apart("m", $", {Site()}")};");
        string word = _sketch.HasRefLocals ? "ref " : "";
        for (int i = 0; i < _sketch.Modules && _sketch.Style.Aliases != Aliases.Tuples; i++)
            Line($"{word}Module a{i} = {word}m{i};");
        for (int i = 0; i < _sketch.Leases && _sketch.HasRefLocals; i++)
            Line($"ref {_sketch.LeaseType}? q{i} = ref l{i};");
        for (int i = 0; i < _sketch.Flags && HasRefFlags; i++)
            Line($"ref bool r{i} = ref {FlagName(i)};");
    }

    /// <summary>Tuples of two, of which the first may be one again.</summary>
    private string Apart(string name, string rest) =>
        Enumerable.Range(1, _sketch.Modules - 1).Aggregate($"({name}0{rest})", (first, i) => $"({first}, {name}{i})");

    /// <summary>A property is no variable, and one of another object is none that the analysis knows again.</summary>
    private bool HasRefFlags => _sketch.HasRefLocals && _sketch.Style.Flags is Flags.Locals or Flags.OwnFields or Flags.StaticFields;

    private string Static => _isForReaders ? "" : _sketch.IsOfObject ? "public " : "public static ";

    private string Result => _sketch.Returns switch
    {
        Returns.Nothing => "void",
        Returns.Bool => Answer,
        Returns.Task => "async Task",
        Returns.Guard => $"{_sketch.LeaseType}?",
        _ => $"async Task<{Answer}>",
    };

    private string Answer => _sketch.Style.Results switch
    {
        Results.Bools => "bool",
        Results.Names => "Reply",
        Results.Nulls => "Answer?",
        _ => "Answer",
    };

    private IEnumerable<string> Parameters =>
        Enumerable.Range(0, _sketch.Modules).Select(i => $"{(i == 0 && _sketch.Style.IsSelf ? "[Quiesce.Annotations.Self] " : "")}Module m{i}")
            .Concat(Enumerable.Range(0, _sketch.Conditions).Select(i => $"bool c{i}"))
            .Concat(Enumerable.Range(0, _sketch.Modes).Select(i => $"int mode{i}"))
            .Concat(Enumerable.Range(0, _sketch.Levels).Select(_ => LevelParameter))
            .Concat(Enumerable.Range(0, _sketch.Items).Select(i => $"Item x{i}"))
            .Concat(Enumerable.Range(0, _sketch.Fractions).Select(i => $"double fraction{i}"));

    private bool MayAwait => _sketch.IsAsync && (!_isInFunction || _sketch.Style.Functions == Functions.Async);

    private void InnerFunctions()
    {
        _isInFunction = true;
        for (int i = 0; i < _sketch.LocalFunctions.Length; i++)
        {
            Line(_sketch.Style.Functions switch
            {
                Functions.Lambda => $"Action Local{i} = () =>",
                Functions.Async => $"async Task Local{i}()",
                _ => $"void Local{i}()",
            });
            Body(_sketch.LocalFunctions[i], _sketch.Style.Functions == Functions.Lambda ? "};" : "}");
        }

        _isInFunction = false;
    }

    /// <summary>Functions that assign what they get by reference.</summary>
    private void Setters()
    {
        if (_sketch.All.Any(node => node is { Kind: Kind.Spelled, Number: ByFunction }))
            Line("static bool Told(bool value, out bool told) => (told = value) || true;");
        if (_sketch.All.Any(node => node.Kind == Kind.AssignByOut))
            Line("static void Tell(bool value, out bool flag) => flag = value;");
        if (_sketch.All.Any(node => node.Kind == Kind.AssignByRef))
            Line("static void Set(ref bool flag, bool value) => flag = value;");
    }

    /// <summary>A flag is declared where the outermost block first assigns it, if nothing mentions it before.</summary>
    private bool IsDeclaredLater(int flag)
    {
        if (_sketch.Style.Flags != Flags.Locals || HasRefFlags)
            return false;
        Node? first = _sketch.Body.Parts.FirstOrDefault(statement => Mentions(statement, flag));
        return first is { Kind: Kind.Assign or Kind.AssignPair } && first.Number == flag && !Mentions(first.Parts[0], flag)
            && !_sketch.LocalFunctions.Any(function => Mentions(function, flag));
    }

    private static bool Mentions(Node node, int flag) => node.All.Any(part =>
        part.Number == flag && (part.Kind == Kind.Flag || part.IsAssignment));

    private bool Declares(Node assignment, bool isOutermost) =>
        isOutermost && assignment.Kind is (Kind.Assign or Kind.AssignPair) && IsDeclaredLater(assignment.Number) && _declared.Add(assignment.Number);

    private void Body(Node block, string end = "}")
    {
        Line("{");
        _depth++;
        int scopes = _scopes.Count;
        foreach (Node statement in block.Parts)
            Statement(statement, isOutermost: false);
        while (_scopes.Count > scopes)
            _scopes.Pop();
        _depth--;
        Line(end);
    }

    private void Line(string text, int statement = 0)
    {
        _text.Append(' ', _depth * 4).Append(text);
        if (statement > 0 && _marks.TryGetValue(statement, out string? mark))
            _text.Append(" // ").Append(mark);
        _text.Append('\n');
    }

    private int Begin()
    {
        _statements++;
        if (_tells)
            Line(string.Create(CultureInfo.InvariantCulture, $"At({_statements});"));
        return _statements;
    }

    private int Site() => ++_sites;

    private string Flag(Node node) => HasRefFlags && IsByOtherName() ? $"r{node.Number}" : FlagName(node.Number);

    private string FlagName(int number) => _sketch.Style.Flags switch
    {
        Flags.Fields => $"own.F{number}",
        Flags.Properties => $"own.P{number}",
        Flags.OwnFields or Flags.StaticFields => $"_f{number}",
        Flags.OwnProperties or Flags.StaticProperties => $"Is{number}",
        _ => $"f{number}",
    };

    private string Module(Node node) => _sketch.Style.HasAliases && IsByOtherName() ? $"a{node.Number}" : $"m{node.Number}";

    private string Guard(Node node) => _sketch.HasRefLocals && IsByOtherName() ? $"q{node.Number}" : $"l{node.Number}";

    /// <summary>A function captures no ref local.</summary>
    private bool IsByOtherName() => ++_mentions % 2 == 0 && !(_isInFunction && _sketch.HasRefLocals);
}
