using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Quiesce.Analyzers.Simulation;

/// <summary>The values and places of one body, interned.</summary>
sealed partial class Values
{
    private const int MostChoices = 3;

    private readonly Dictionary<ValueName, Value> _values = [];
    private readonly List<ValueName> _names = [];
    private readonly Dictionary<PlaceName, Place> _places = [];
    private int _choices;
    private readonly object _returnSlot = new();
    private readonly object _resultSlot = new();

    public Values()
    {
        True = Constant(true);
        False = Constant(false);
        Null = Constant(null);
        ReturnSlot = Locate(new PlaceName(null, null, _returnSlot), new ValueName(ValueKind.Constant, Key: _returnSlot));
        ResultSlot = Locate(new PlaceName(null, null, _resultSlot), new ValueName(ValueKind.Constant, Key: _resultSlot));
    }

    public Value True { get; }

    public Value False { get; }

    public Value Null { get; }

    /// <summary>Holds the outcome that the body returns, or is about to.</summary>
    public Place ReturnSlot { get; }

    /// <summary>Holds what a function returns that runs where it is called, and the object with members that the body returns.</summary>
    public Place ResultSlot { get; }

    /// <summary>An integer is the same constant in every type that holds it.</summary>
    public Value Constant(object? constant)
    {
        constant = constant switch
        {
            sbyte or byte or short or ushort or int or uint => System.Convert.ToInt64(constant, CultureInfo.InvariantCulture),
            char character => (long)character,
            ulong number and <= long.MaxValue => (long)number,
            _ => constant,
        };
        return Intern(new ValueName(ValueKind.Constant, Key: constant ?? typeof(Value)), constant: constant);
    }

    public Value Ambient(string domain) => Intern(new ValueName(ValueKind.Ambient, Key: domain));

    public Value Initial(ISymbol symbol, bool isOurs = false) =>
        Intern(new ValueName(ValueKind.Initial, Symbol: symbol), isOurs: isOurs);

    public Value This(INamedTypeSymbol type) => Intern(new ValueName(ValueKind.Initial, Symbol: type));

    public Value Member(Value container, ISymbol member) =>
        Intern(new ValueName(ValueKind.Member, container, Symbol: member));

    /// <summary>What <paramref name="site"/> produces; <paramref name="part"/> tells several results of one operation apart.</summary>
    public Value Result(IOperation site, int part = -1) =>
        Intern(new ValueName(ValueKind.Result, Key: site, Part: part), isOurs: true, isCondition: TypeOf(site)?.SpecialType == SpecialType.System_Boolean);

    /// <summary>An argument has no type of its own.</summary>
    private static ITypeSymbol? TypeOf(IOperation site) => site is IArgumentOperation argument ? argument.Value.Type : site.Type;

    /// <summary>The operation that produced the value, this time or an earlier time; null for values of other kinds.</summary>
    public IOperation? CreationOf(Value value) => value.Kind == ValueKind.Result ? _names[value.Id].Key as IOperation : null;

    /// <summary>What tells derived values of the same operands apart.</summary>
    private object? KeyOf(Value value) => _names[value.Id].Key;

    public Value Element(IOperation site) =>
        Intern(new ValueName(ValueKind.Element, Key: site), isCondition: site.Type?.SpecialType == SpecialType.System_Boolean);

    /// <summary>The object at which <paramref name="variable"/> is in a turn of the loop at <paramref name="block"/>.</summary>
    public Value Cursor(int block, Place variable) => Intern(new ValueName(ValueKind.Element, Key: variable, Part: block));

    /// <summary>The object to which the cursor goes next, while that is being said.</summary>
    public Value Ahead(Value cursor) => Intern(_names[cursor.Id] with { Age = -1 });

    /// <summary>Whether <paramref name="value"/> is what the variable held at first, at a join, or as a cursor.</summary>
    public bool IsOf(ISymbol variable, Value value) => SymbolEqualityComparer.Default.Equals(
        value.Kind == ValueKind.Initial ? value.Symbol : (KeyOf(value) as Place)?.Symbol, variable);

    /// <summary>What <paramref name="site"/> saw of <paramref name="of"/> (null for a static).</summary>
    public Value Snapshot(IOperation site, Value? of, ISymbol seen) =>
        Intern(new ValueName(ValueKind.Snapshot, of, Symbol: seen, Key: site));

    /// <summary>What two paths bring to <paramref name="place"/>; <paramref name="choice"/> tells several names for that apart.</summary>
    public Value Join(int block, Place place, Value left, Value right, int choice) =>
        Intern(
            new ValueName(ValueKind.Join, Key: place, Part: block, Age: choice), isOurs: left.IsOurs && right.IsOurs,
            isCondition: left.IsCondition || right.IsCondition, isJoinOfFunctions: MayBeFunction(left) || MayBeFunction(right));

    /// <summary>Whether it is, or is computed from, what paths brought to the block.</summary>
    public bool IsJoinedAt(int block, Value value) =>
        (value.Kind == ValueKind.Join && _names[value.Id].Part == block)
        || (value.Base is { } first && IsJoinedAt(block, first)) || (value.Other is { } second && IsJoinedAt(block, second));

    /// <summary>Whether it may be a delegate: what has any other type than that of all objects is none.</summary>
    public bool MayBeFunction(Value value) => value.Kind switch
    {
        ValueKind.Join => value.IsJoinOfFunctions,
        ValueKind.Constant or ValueKind.Ambient => false,
        ValueKind.Derived => value.Operator == Operator.Cast && MayBeFunction(value.Base!),
        _ => TypeOf(value) is null or { TypeKind: TypeKind.Delegate or TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error }
            or { SpecialType: SpecialType.System_Object or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate },
    };

    public Value Derived(Operator op, Value left, Value? right = null, object? key = null) =>
        Intern(new ValueName(ValueKind.Derived, left, right, Key: key, Operator: op));

    /// <summary>
    /// The name for what <paramref name="value"/>'s operation produced the time before, or null: three at once are told apart
    /// (this turn's, the last, the one before), so that names stay finite.
    /// </summary>
    public Value? Earlier(Value value) => _names[value.Id] is { Age: < 2 } name ? Intern(name with { Age = name.Age + 1 }, isOurs: value.IsOurs, isCondition: value.IsCondition) : null;

    public Place Variable(ISymbol symbol) =>
        Locate(new PlaceName(null, symbol, null), new ValueName(ValueKind.Initial, Symbol: symbol));

    public Place Capture(CaptureId id) =>
        Locate(new PlaceName(null, null, id), new ValueName(ValueKind.Initial, Key: id));

    /// <summary>Paths stay apart that have different objects there. Each such variable doubles the groups, so a body has few.</summary>
    public void MakeChoice(Place variable)
    {
        if (variable.IsChoice || _choices == MostChoices)
            return;
        _choices++;
        variable.IsChoice = true;
    }

    /// <summary>Holds what is about to be stored into <paramref name="target"/>.</summary>
    public Place Part(IOperation target) =>
        Locate(new PlaceName(null, null, target), new ValueName(ValueKind.Initial, Key: target));

    /// <summary>The object that stands for a type.</summary>
    public Value Type(ITypeSymbol type) => Intern(new ValueName(ValueKind.Ambient, Symbol: type));

    public Place MemberOf(Value container, ISymbol member)
    {
        member = member is IFieldSymbol { ContainingType.IsTupleType: true } item ? Unnamed(item) : member;
        return Locate(new PlaceName(container, member, null), new ValueName(ValueKind.Member, container, Symbol: member));
    }

    /// <summary>The items of a tuple are the same whatever they are called.</summary>
    private static ISymbol Unnamed(IFieldSymbol item)
    {
        INamedTypeSymbol tuple = item.ContainingType;
        for (int i = 0; i < tuple.TupleElements.Length; i++)
        {
            IFieldSymbol element = tuple.TupleElements[i];
            if (SymbolEqualityComparer.Default.Equals(element, item) || SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, item))
                return (tuple.TupleUnderlyingType ?? tuple).TupleElements[i];
        }

        return item;
    }

    private Place Locate(PlaceName name, ValueName initial)
    {
        if (_places.TryGetValue(name, out Place? place))
            return place;
        _places.Add(name, place = new Place(_places.Count, name.Container, name.Symbol, Intern(initial)));
        name.Container?.Members.Add(place);
        return place;
    }

    private Value Intern(ValueName name, object? constant = null, bool isOurs = false, bool isCondition = false, bool isJoinOfFunctions = false)
    {
        if (_values.TryGetValue(name, out Value? value))
            return value;
        value = new Value(_values.Count, name.Kind)
        {
            Base = name.Base,
            Other = name.Other,
            Operator = name.Operator,
            Symbol = name.Symbol,
            Constant = constant,
            Site = name.Kind is ValueKind.Snapshot or ValueKind.Result ? name.Key as IOperation : null,
            IsOurs = isOurs,
            Bits = name.Key as BitMap?,
            IsCondition = isCondition || constant is bool || IsCondition(name),
            IsJoinOfFunctions = isJoinOfFunctions,
            Depth = 1 + Math.Max(name.Base?.Depth ?? 0, name.Other?.Depth ?? 0),
            ReadsMembers = name.Kind == ValueKind.Member || name.Symbol is IFieldSymbol or IPropertySymbol || name.Base?.ReadsMembers == true || name.Other?.ReadsMembers == true,
        };
        value.Base?.Dependents.Add(value);
        value.Other?.Dependents.Add(value);
        _values.Add(name, value);
        _names.Add(name);
        return value;
    }

    private static bool IsCondition(in ValueName name) => name.Operator switch
    {
        Operator.None or Operator.Cast or Operator.Compute or Operator.Bits => IsBool(name.Symbol),
        Operator.Conditional => name.Base!.IsCondition,
        _ => true,
    };

    private static bool IsBool(ISymbol? symbol) => TypeOf(symbol)?.SpecialType == SpecialType.System_Boolean;

    /// <summary>The type that the value was declared with; null where nothing says.</summary>
    public ITypeSymbol? TypeOf(Value value) => value.Symbol as ITypeSymbol ?? TypeOf(value.Symbol) ?? KeyOf(value) switch
    {
        Place place => TypeOf(place.Symbol),
        IOperation site => TypeOf(site),
        _ => null,
    };

    /// <summary>The type of a variable or member.</summary>
    public static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private readonly record struct ValueName(
        ValueKind Kind, Value? Base = null, Value? Other = null, ISymbol? Symbol = null, object? Key = null, int Part = -1,
        Operator Operator = Operator.None, int Age = 0)
    {
        public bool Equals(ValueName other) =>
            Kind == other.Kind && ReferenceEquals(Base, other.Base) && ReferenceEquals(Other, other.Other)
            && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol) && Equals(Key, other.Key)
            && Part == other.Part && Operator == other.Operator && Age == other.Age;

        public override int GetHashCode() => Hash.Of(
            (int)Kind, Base?.Id ?? -1, Other?.Id ?? -1, SymbolEqualityComparer.Default.GetHashCode(Symbol), Key?.GetHashCode() ?? 0, Part, Age);
    }

    private readonly record struct PlaceName(Value? Container, ISymbol? Symbol, object? Key)
    {
        public bool Equals(PlaceName other) =>
            ReferenceEquals(Container, other.Container) && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol)
            && Equals(Key, other.Key);

        public override int GetHashCode() =>
            Hash.Of(Container?.Id ?? -1, SymbolEqualityComparer.Default.GetHashCode(Symbol), Key?.GetHashCode() ?? 0);
    }
}

/// <summary>Combines hash codes (netstandard2.0 has no HashCode). They order nothing, so they cannot reach the output.</summary>
static class Hash
{
    public static int Of(params int[] parts)
    {
        int hash = 17;
        foreach (int part in parts)
            hash = unchecked((hash * 31) + part);
        return hash;
    }
}
