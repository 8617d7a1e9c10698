using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Simulation;

enum ValueKind
{
    /// <summary>What a parameter, <c>this</c>, a static or a captured variable held on entry: it came from outside.</summary>
    Initial,

    /// <summary>What a field or property of another value holds: it belongs to that object.</summary>
    Member,

    /// <summary>An item read from an array or by enumeration: the collection still has it.</summary>
    Element,

    /// <summary>What an operation produced: a call's result, a new object.</summary>
    Result,

    /// <summary>What a look at a count or state of another value said: others may have changed it since.</summary>
    Snapshot,

    /// <summary>What different paths brought to one place.</summary>
    Join,

    Constant,

    /// <summary>A pure function of one or two other values: the same arguments, the same value.</summary>
    Derived,

    /// <summary>The current thread's sections of one RCU domain.</summary>
    Ambient,
}

enum Operator
{
    None,
    Not,
    IsNull,
    Equal,
    Less,
    And,
    Xor,
    Compare,

    /// <summary>A number computed from two others.</summary>
    Compute,

    /// <summary>The first, or null where the second is null: <c>o?.Name</c>.</summary>
    Conditional,

    /// <summary>A number of which some bits are kept and some turned over.</summary>
    Bits,

    /// <summary>Whether it is an object of a type.</summary>
    IsType,

    /// <summary>Whether it matches a pattern that is not looked into.</summary>
    Test,
    Cast,

    /// <summary>Whether the caller itself holds the object, as the object says: exact, but only until the next acquire or release.</summary>
    Held,

    /// <summary>Whether somebody else was given the object: what becomes of it is not only this body's doing.</summary>
    Given,
}

/// <summary>
/// A symbolic value. Values are interned per body and named by where they come from, so aliases are the same object, two
/// tests of the same thing are the same condition, and a loop has finitely many.
/// </summary>
sealed class Value(int id, ValueKind kind)
{
    private const int MostListed = 8;

    private readonly List<Place> _places = [];
    private HashSet<Place>? _seen;

    /// <summary>The order of creation: deterministic, because one body is analysed by one thread in a fixed order.</summary>
    public int Id { get; } = id;

    public ValueKind Kind { get; } = kind;

    /// <summary>The object it is a member of; the first operand of a derived value.</summary>
    public Value? Base { get; init; }

    /// <summary>The second operand of a derived value.</summary>
    public Value? Other { get; init; }

    public Operator Operator { get; init; }

    public ISymbol? Symbol { get; init; }

    public object? Constant { get; init; }

    /// <summary>What produced a result; the read that made a snapshot, or the update after which it was read.</summary>
    public IOperation? Site { get; init; }

    /// <summary>Whether this body obtained it itself, and so owes its release.</summary>
    public bool IsOurs { get; init; }

    /// <summary>The integer that it is, whatever its type.</summary>
    public long? Number => Constant as long?;

    /// <summary>Whether two constants are equal; null where they are numbers of different kinds, which a conversion may make equal.</summary>
    public static bool? AreSame(Value left, Value right) =>
        left.Constant is null || right.Constant is null || left.Constant.GetType() == right.Constant.GetType()
            ? Equals(left.Constant, right.Constant)
            : null;

    /// <summary>What was done to the bits of <see cref="Base"/>.</summary>
    public BitMap? Bits { get; init; }

    public bool IsNullConstant => Kind == ValueKind.Constant && Constant is null;

    public bool? Truth => Kind == ValueKind.Constant ? Constant as bool? : null;

    /// <summary>Whether it is true or false, or null.</summary>
    public bool IsCondition { get; init; }

    /// <summary>Whether it is a join of which some side may be a delegate.</summary>
    public bool IsJoinOfFunctions { get; init; }

    /// <summary>How many operations deep it is computed: bounded, so that a long sum is not a long name.</summary>
    public int Depth { get; init; }

    /// <summary>Whether it is computed from <paramref name="value"/> and so changes when that name gets a new meaning.</summary>
    public bool DependsOn(Value value) =>
        ReferenceEquals(this, value) || (value.Id < Id && (Base?.DependsOn(value) == true || Other?.DependsOn(value) == true));

    /// <summary>Whether it goes through memory that others may change.</summary>
    public bool ReadsMembers { get; init; }

    /// <summary>Whether it is an item of a collection or a list, or a member of one.</summary>
    public bool IsItem => Kind == ValueKind.Element || (Kind == ValueKind.Member && Base!.IsItem);

    /// <summary>Whether somebody else was given it, on some path.</summary>
    public bool WasGiven { get; set; }

    /// <summary>The places that held it on some path: those that still do are among them.</summary>
    public IReadOnlyList<Place> Places => _places;

    /// <summary>Whether <paramref name="place"/> held it on some path.</summary>
    public bool WasIn(Place place) => _seen?.Contains(place) ?? _places.Contains(place);

    /// <summary>The places that are members of it.</summary>
    public List<Place> Members { get; } = [];

    /// <summary>The values computed from it in one step.</summary>
    public List<Value> Dependents { get; } = [];

    public void IsHeldBy(Place place)
    {
        if (_places.Count < MostListed ? _places.Contains(place) : !(_seen ??= [.. _places]).Add(place))
            return;
        _places.Add(place);
    }

    /// <summary>The value and all that changes with it when its name gets a new meaning; null where that is more than <paramref name="most"/>.</summary>
    public List<Value>? WithDependents(int most)
    {
        var all = new List<Value> { this };
        if (Dependents.Count == 0)
            return all;
        var seen = new HashSet<Value>(all);
        for (int i = 0; i < all.Count; i++)
        {
            foreach (Value dependent in all[i].Dependents)
            {
                if (!seen.Add(dependent))
                    continue;
                if (seen.Count > most)
                    return null;
                all.Add(dependent);
            }
        }

        return all;
    }
}

/// <summary>Something that holds a value: a variable, a flow capture, a field of a known object, the return slot.</summary>
sealed class Place(int id, Value? container, ISymbol? symbol, Value initial)
{
    public int Id { get; } = id;

    public Value? Container { get; } = container;

    public ISymbol? Symbol { get; } = symbol;

    /// <summary>What it holds before this body stores anything.</summary>
    public Value Initial { get; } = initial;

    /// <summary>Whether it holds one of several counted objects, as a condition chose: paths that chose others stay apart.</summary>
    public bool IsChoice { get; set; }

    /// <summary>A variable or capture of this body: overwriting it can lose the last name of a value.</summary>
    public bool IsLocal => Container is null && Symbol is not (IFieldSymbol or IPropertySymbol);
}
