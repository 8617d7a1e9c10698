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
    private readonly HashSet<int> _declared = [];
    private int _depth;
    private int _statements;
    private int _sites;
    private int _mentions;
    private bool _isInFunction;

    private Rendering(Sketch sketch, bool tells, bool isForReaders, ImmutableDictionary<int, string> marks) =>
        (_sketch, _tells, _isForReaders, _marks) = (sketch, tells, isForReaders, marks);

    /// <summary>The class that is compiled, analysed and run; <paramref name="tells" />: it says which statement runs.</summary>
    public static string Class(Sketch sketch, bool tells = false)
    {
        string method = new Rendering(sketch, tells, isForReaders: false, ImmutableDictionary<int, string>.Empty).Method();
        return $"{Usings}\nstatic class {sketch.Name}\n{{\n{method}}}\n";
    }

    /// <summary>The method alone, as a person would write it, with marks at its statements.</summary>
    public static string ForReaders(Sketch sketch, ImmutableDictionary<int, string> marks) =>
        new Rendering(sketch, tells: false, isForReaders: true, marks).Method();

    private const string Usings = """
        using System;
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
        foreach (Node statement in _sketch.Body.Parts)
            Statement(statement, isOutermost: true);
        if (_sketch.GivesBool && _sketch.Body.Parts.LastOrDefault()?.Kind != Kind.Return)
            Line("return false;");
        if (_sketch.Style.Functions != Functions.Lambda)
            InnerFunctions();
        Setters();
        _depth--;
        Line("}");
        return _text.ToString();
    }

    private void Variables()
    {
        if (_sketch.Style.Flags == Flags.Fields)
            Line("var own = new Flags();");
        for (int i = 0; i < _sketch.Flags; i++)
        {
            if (_sketch.Style.Flags == Flags.Fields)
                Line($"own.F{i} = false;");
            else if (!IsDeclaredLater(i))
                Line($"bool f{i} = false;");
        }

        for (int i = 0; i < _sketch.Counters; i++)
            Line($"int n{i} = 0;");
        for (int i = 0; i < _sketch.Modules && _sketch.Style.HasAliases; i++)
            Line($"Module a{i} = m{i};");
        for (int i = 0; i < _sketch.Leases; i++)
            Line($"ModuleLease? l{i} = null;");
        if (_sketch.Style.Functions == Functions.Lambda)
            InnerFunctions();
    }

    private string Static => _isForReaders ? "" : "public static ";

    private string Result => _sketch.Returns switch
    {
        Returns.Nothing => "void",
        Returns.Bool => "bool",
        Returns.Task => "async Task",
        _ => "async Task<bool>",
    };

    private IEnumerable<string> Parameters =>
        Enumerable.Range(0, _sketch.Modules).Select(i => $"Module m{i}")
            .Concat(Enumerable.Range(0, _sketch.Conditions).Select(i => $"bool c{i}"))
            .Concat(Enumerable.Range(0, _sketch.Modes).Select(i => $"int mode{i}"))
            .Concat(Enumerable.Range(0, _sketch.Levels).Select(i => $"int level{i}"))
            .Concat(Enumerable.Range(0, _sketch.Items).Select(i => $"Item x{i}"));

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
        if (_sketch.Style.Flags != Flags.Locals)
            return false;
        Node? first = _sketch.Body.Parts.FirstOrDefault(statement => Mentions(statement, flag));
        return first is { Kind: Kind.Assign } && first.Number == flag && !Mentions(first.Parts[0], flag)
            && !_sketch.LocalFunctions.Any(function => Mentions(function, flag));
    }

    private static bool Mentions(Node node, int flag) => node.All.Any(part =>
        part.Number == flag && (part.Kind == Kind.Flag || part.IsAssignment));

    private bool Declares(Node assignment, bool isOutermost) =>
        isOutermost && assignment.Kind == Kind.Assign && IsDeclaredLater(assignment.Number) && _declared.Add(assignment.Number);

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

    private string Flag(Node node) => _sketch.Style.Flags == Flags.Fields ? $"own.F{node.Number}" : $"f{node.Number}";

    private string Module(Node node) => _sketch.Style.HasAliases && ++_mentions % 2 == 0 ? $"a{node.Number}" : $"m{node.Number}";
}
