using System.Collections.Immutable;
using Quiesce.Oracle.Judging;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Generation;

/// <summary>
/// Samples programs: acquires and releases that mostly belong together, with random control flow between and around them, and
/// then, for every second program, an edit that spoils something. Programs with too many paths to run them all are thrown away.
/// </summary>
sealed partial class Generator
{
    private const int MostPaths = 3_000;
    private const int Deepest = 3;

    private readonly Dice _dice;
    private readonly GeneratorOptions _options;
    private int _modules;
    private int _conditions;
    private int _modes;
    private int _flags;
    private bool _isAsync;
    private bool _givesBool;
    private bool _givesGuard;
    private int _locals;
    private int _counters;
    private bool _hasLevel;
    private Style _style;

    private Generator(Dice dice, GeneratorOptions options) => (_dice, _options) = (dice, options);

    /// <summary>Program <paramref name="index" /> of a seed: every fourth is the next of the enumeration of the small ones.</summary>
    public static Sketch Make(long seed, int index, GeneratorOptions options)
    {
        if (index % 4 == 0)
            return Enumeration.Program(seed, index, index / 4);
        var generator = new Generator(new Dice((seed * 1_000_003) + index), options);
        while (true)
        {
            Sketch sketch = generator.Draw(seed, index);
            if (PathEstimate.Of(sketch) <= MostPaths && !LeftOut.Has(sketch))
                return sketch;
        }
    }

    private Sketch Draw(long seed, int index)
    {
        _modules = _dice.Pick((6, 1), (3, 2), (1, 3));
        _conditions = _dice.Pick((4, 1), (4, 2), (2, 3), (1, 4));
        _modes = _dice.Next(2);
        _flags = 0;
        _locals = 0;
        _counters = 0;
        _hasLevel = _dice.Chance(18);
        _isAsync = _dice.Chance(24);
        _style = Style();
        _givesBool = _dice.Chance(15);
        _givesGuard = !_givesBool && !_isAsync && _dice.Chance(24);
        if (_givesGuard)
            _style = _style with { Guards = Guards.Pins };
        ImmutableArray<Node> locals = LocalFunctions();
        Node body = Body();
        if (_dice.Chance(12))
            body = new Distortion(_dice).Apply(body);
        var sketch = new Sketch(seed, index, Returns(), locals.IsEmpty ? body : WithCall(body), locals) { Style = _style };
        if (ByDesign.UncalledFunction(sketch))
            sketch = sketch with { LocalFunctions = [] };
        return ByDesign.MembersInLoops(sketch) || sketch.Flags > Rendering.MostFields ? sketch with { Style = sketch.Style with { Flags = Flags.Locals } } : sketch;
    }

    private Returns Returns() => (_isAsync, _givesBool) switch
    {
        (true, true) => Trees.Returns.TaskOfBool,
        (true, false) => Trees.Returns.Task,
        (false, true) => Trees.Returns.Bool,
        _ => _givesGuard ? Trees.Returns.Guard : Trees.Returns.Nothing,
    };

    private Style Style() => new(
        _isAsync && _dice.Chance(70) ? Functions.Async : _dice.Pick((34, Functions.Lambda), (33, Functions.Local), (33, Functions.Delegate)),
        _dice.Pick((44, Flags.Locals), (16, Flags.Fields), (12, Flags.Properties), (8, Flags.OwnFields), (8, Flags.OwnProperties), (13, Flags.StaticFields), (6, Flags.StaticProperties)),
        _isAsync && _dice.Chance(45) ? Calls.Awaited : _dice.Pick((70, Calls.Methods), (14, Calls.Arguments), (16, Calls.Throwing)),
        _dice.Pick((68, Aliases.None), (8, Aliases.Names), (16, Aliases.References), (8, Aliases.Tuples)),
        IsNullSafe: _dice.Chance(8))
    {
        Results = _dice.Pick((40, Results.Bools), (20, Results.Types), (20, Results.Names), (20, Results.Nulls)),
        Counts = _dice.Pick((12, Counts.Numbers), (52, Counts.Atomics), (12, Counts.Bits), (12, Counts.Marks), (12, Counts.Shared)),
        Question = _dice.Pick((30, Question.Order), (20, Question.Type), (20, Question.Operator), (30, Question.Types)),
        IsSelf = _dice.Chance(7),
        Guards = _dice.Pick((25, Guards.Leases), (30, Guards.Received), (45, Guards.Pins)),
    };

    private ImmutableArray<Node> LocalFunctions()
    {
        if (!_options.LocalFunctions || !_dice.Chance(_style.Functions == Functions.Async ? 85 : 48))
            return [];
        _locals = 1;
        int before = _locals;
        _locals = 0; // they do not call each other
        Node function = Node.Block(Statements(_dice.Next(2) + 1, new Shape(1, IsInLocalFunction: true)));
        _locals = before;
        return [function];
    }

    /// <summary>A local function is called where every path comes by: nobody knows of the other calls.</summary>
    private Node WithCall(Node body)
    {
        if (!body.Has(Kind.CallLocal) && _dice.Chance(60))
            return body;
        Node call = Node.Of(Kind.CallLocal);
        Node first = _dice.Chance(50) ? call : Node.If(Node.Of(Kind.Parameter, _dice.Next(_conditions)), Node.Block(call));
        return body with { Parts = body.Parts.Insert(0, first) };
    }

    private Node Body()
    {
        var statements = new List<Node>();
        for (int i = 0; i < _modules; i++)
        {
            if (_dice.Chance(30))
                statements.AddRange(Statements(1, new Shape(Deepest)));
            List<Node> pattern = _dice.Chance(85) ? Pattern(i, new Shape(Deepest)) : Statements(_dice.Next(3) + 1, new Shape(Deepest));
            statements.AddRange(pattern);
        }

        if (_dice.Chance(25))
            statements.AddRange(Statements(1, new Shape(Deepest)));
        if (_dice.Chance(9))
            statements.InsertRange(_dice.Next(statements.Count + 1), WithSection(new Shape(2)));
        if (_dice.Chance(12))
            statements.InsertRange(_dice.Next(statements.Count + 1), WithItem(new Shape(2)));
        if (_givesBool && !statements.Exists(s => s.Kind == Kind.Return))
            statements.Add(Return(new Shape(0)));
        return Node.Block(statements);
    }

    private List<Node> Statements(int count, Shape shape)
    {
        var statements = new List<Node>();
        for (int i = 0; i < count; i++)
        {
            Node statement = Statement(shape);
            statements.Add(statement);
            if (IsEnd(statement))
                break; // the compiler warns of what nobody reaches, and so does this
        }

        return statements;
    }

    private static bool IsEnd(Node statement) =>
        statement.Kind is Kind.Return or Kind.ReturnLease or Kind.Throw or Kind.Rethrow or Kind.Break or Kind.Continue or Kind.Goto;

    private Node Block(Shape shape, int most = 2) => Node.Block(Statements(_dice.Next(most) + 1, shape));

    private int Module => _dice.Next(_modules);

    private int NewFlag() => _flags++;

    private int NewCounter() => _counters++;
}

/// <summary>What the generator may use.</summary>
sealed record GeneratorOptions(bool LocalFunctions = true);
