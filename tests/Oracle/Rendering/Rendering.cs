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
    private readonly HashSet<int> _declared = [];
    private int _depth;
    private int _statements;
    private int _sites;

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
        for (int i = 0; i < _sketch.Flags; i++)
        {
            if (!IsDeclaredLater(i))
                Line($"bool f{i} = false;");
        }

        for (int i = 0; i < _sketch.Leases; i++)
            Line($"ModuleLease? l{i} = null;");
        foreach (Node statement in _sketch.Body.Parts)
            Statement(statement, isOutermost: true);
        if (_sketch.GivesBool && _sketch.Body.Parts.LastOrDefault()?.Kind != Kind.Return)
            Line("return false;");
        LocalFunctions();
        _depth--;
        Line("}");
        return _text.ToString();
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
            .Concat(Enumerable.Range(0, _sketch.Modes).Select(i => $"int mode{i}"));

    private void LocalFunctions()
    {
        for (int i = 0; i < _sketch.LocalFunctions.Length; i++)
        {
            Line($"void Local{i}()");
            Body(_sketch.LocalFunctions[i]);
        }
    }

    /// <summary>A flag is declared where the outermost block first assigns it, if nothing mentions it before.</summary>
    private bool IsDeclaredLater(int flag)
    {
        Node? first = _sketch.Body.Parts.FirstOrDefault(statement => Mentions(statement, flag));
        return first is { Kind: Kind.Assign } && first.Number == flag && !Mentions(first.Parts[0], flag)
            && !_sketch.LocalFunctions.Any(function => Mentions(function, flag));
    }

    private static bool Mentions(Node node, int flag) => node.All.Any(part =>
        part.Number == flag && part.Kind is Kind.Flag or Kind.Assign or Kind.AssignOr or Kind.AssignAnd or Kind.AssignXor);

    private bool Declares(Node assignment, bool isOutermost) =>
        isOutermost && assignment.Kind == Kind.Assign && IsDeclaredLater(assignment.Number) && _declared.Add(assignment.Number);

    private void Body(Node block)
    {
        Line("{");
        _depth++;
        int scopes = _scopes.Count;
        foreach (Node statement in block.Parts)
            Statement(statement, isOutermost: false);
        while (_scopes.Count > scopes)
            _scopes.Pop();
        _depth--;
        Line("}");
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
}
