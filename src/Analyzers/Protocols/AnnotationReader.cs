using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// Turns annotations into effects: resolves operands, fills in the defaults of the vocabulary, and says what makes no
/// sense. A malformed annotation yields a problem and no effect; the others on the same member stand.
/// </summary>
sealed class AnnotationReader(IMethodSymbol method, GuardTypes guards, Func<ITypeSymbol, ImmutableArray<string>> kindsOf)
{
    private readonly IParameterSymbol? _receiver = ExtensionBlocks.ReceiverOf(method);
    private readonly ImmutableArray<Effect>.Builder _effects = ImmutableArray.CreateBuilder<Effect>();
    private readonly ImmutableArray<ContractProblem>.Builder _problems = ImmutableArray.CreateBuilder<ContractProblem>();

    /// <summary>In the order in which they happen: what was visible becomes invisible before the new becomes visible.</summary>
    public ImmutableArray<Effect> Effects => _effects.Select(OnReceiver).OrderBy(e => e.Kind == EffectKind.Unlinks ? 0 : 1).ToImmutableArray();

    public ImmutableArray<ContractProblem> Problems => _problems.ToImmutable();

    public void Read(Annotation annotation, SyntaxReference? where)
    {
        if (Problem(annotation) is { } message)
            _problems.Add(new ContractProblem(message, where));
        else if (EffectOf(annotation) is { } effect)
            _effects.Add(effect);
    }

    /// <summary>What an extension method is called on is its first parameter.</summary>
    private Effect OnReceiver(Effect effect) => method.IsExtensionMethod && effect.On.Kind == OperandKind.This
        ? effect with { On = Operand.Parameter(0) with { Member = effect.On.Member } }
        : effect;

    private Effect? EffectOf(Annotation a) => a.Name switch
    {
        MetadataNames.Acquires => Acquire(a),
        MetadataNames.Releases => Reference(EffectKind.Releases, a, When.Returns, null),
        MetadataNames.Acquired => Reference(EffectKind.Acquired, a, OnResult(a.Position), null),
        MetadataNames.Owns => Reference(EffectKind.Owns, a, When.Returns, null) with { Flag = !a.IsDenied(MetadataNames.OnThrow) },
        MetadataNames.Held => Reference(EffectKind.Held, a, When.Returns, null),
        MetadataNames.Borrowed => Reference(EffectKind.Borrowed, a, When.Returns, null),
        MetadataNames.Taken => new Effect(EffectKind.Taken, a.Position, When.Returns),
        MetadataNames.ReturnsReceiver => new Effect(EffectKind.ReturnsReceiver, OperandOf(a) ?? Operand.This, When.Returns),
        MetadataNames.Observes => Plain(EffectKind.Observes, a) with
        {
            Flag = a.IsSet(MetadataNames.Immutable),
            IsExact = a.IsSet(MetadataNames.Immutable) || a.IsSet(MetadataNames.HeldQuery),
        },
        MetadataNames.EntersRead => Section(EffectKind.EntersRead, a),
        MetadataNames.ExitsRead => Section(EffectKind.ExitsRead, a),
        MetadataNames.RequiresReadSide => Section(EffectKind.RequiresReadSide, a),
        MetadataNames.WaitsGracePeriod => Section(EffectKind.WaitsGracePeriod, a),
        MetadataNames.Dereferences => Section(EffectKind.Dereferences, a),
        MetadataNames.Publishes => Plain(EffectKind.Publishes, a),
        MetadataNames.Unlinks => Plain(EffectKind.Unlinks, a),
        MetadataNames.Reclaims => Plain(EffectKind.Reclaims, a),
        MetadataNames.Defers => Plain(EffectKind.Defers, a),
        MetadataNames.MustCheck => Plain(EffectKind.MustCheck, a),
        MetadataNames.Blocks => Plain(EffectKind.Blocks, a),
        MetadataNames.NeverThrows => Plain(EffectKind.NeverThrows, a),
        MetadataNames.AtomicUpdate => Plain(EffectKind.AtomicUpdate, a) with { Count = 0 },
        _ => null,
    };

    private Effect Reference(EffectKind kind, Annotation a, When fallback, string? flag) => new(
        kind,
        OperandOf(a) ?? a.Position,
        WhenOf(a, fallback),
        a.Text(MetadataNames.Kind) ?? (KindsFor(a) is { Length: 1 } kinds ? kinds[0] : ""),
        a.Number(MetadataNames.Count, 1),
        flag is not null && a.IsSet(flag),
        CountedBy: a.Text(MetadataNames.CountFrom) is { } counter ? ParameterNamed(counter)!.Ordinal : -1);

    private Effect Acquire(Annotation a) => IsOfNewObject(a)
        ? Reference(EffectKind.Acquired, a, When.Returns, null) with { On = Operand.Return }
        : Reference(EffectKind.Acquires, a, OnSuccess(), MetadataNames.Unchecked);

    /// <summary>A constructor acquires for the new object: so it does if that is a guard, whatever it takes the reference on.</summary>
    private bool IsOfNewObject(Annotation a) => method.MethodKind == MethodKind.Constructor
        && ((OperandOf(a) ?? a.Position) == Operand.This || guards.Of(method.ContainingType) is not null);

    /// <summary>The kinds that the type of the operand has, where the annotation names none.</summary>
    private ImmutableArray<string> KindsFor(Annotation a) => TypeOf(OperandOf(a) ?? a.Position) is { } type ? kindsOf(type) : ImmutableArray<string>.Empty;

    private ITypeSymbol? TypeOf(Operand operand) => operand switch
    {
        { Member: { } name } => TypeOf(operand with { Member = null })?.GetMembers(name).Select(m => (m as IFieldSymbol)?.Type ?? (m as IPropertySymbol)?.Type).FirstOrDefault(),
        { Kind: OperandKind.This } => method.IsExtensionMethod ? method.Parameters[0].Type : _receiver?.Type ?? method.ContainingType,
        { Kind: OperandKind.Return } => Awaited(method.ReturnType),
        { Kind: OperandKind.Parameter } => method.Parameters[operand.Ordinal].Type,
        _ => null,
    };

    private static Effect Plain(EffectKind kind, Annotation a) =>
        new(kind, a.Position, When.Returns, a.Text(MetadataNames.Domain, MetadataNames.DefaultDomain));

    /// <summary>Sections belong to a named domain of the thread, or to the instance that is the domain.</summary>
    private Effect Section(EffectKind kind, Annotation a)
    {
        string domain = a.Text(MetadataNames.Domain, method.IsStatic ? MetadataNames.DefaultDomain : MetadataNames.InstanceDomain);
        return domain == MetadataNames.InstanceDomain && !method.IsStatic
            ? new Effect(kind, Operand.This, When.Returns, domain)
            : new Effect(kind, Operand.Ambient, When.Returns, domain);
    }

    private string? Problem(Annotation a)
    {
        if (a.Text(MetadataNames.Of) is { } of && OperandOf(a) is null)
            return $"'{of}' names no operand of '{method.Name}': use 'this', 'return' or a parameter's name";
        if (a.Text(MetadataNames.CountFrom) is { } counter && ParameterNamed(counter)?.Type.SpecialType != SpecialType.System_Int32)
            return $"'{counter}' is no int parameter of '{method.Name}' that could count";
        if (NeedsKind(a) && KindsFor(a) is { Length: > 1 } kinds)
            return $"say with Kind which it is: '{string.Join("', '", kinds)}'";
        if (a.Number(MetadataNames.Count, 1) < 1)
            return $"a count of {a.Number(MetadataNames.Count, 1)} acquires nothing: it must be 1 or more";
        if (a.Name == MetadataNames.Acquired && a.Position == Operand.Return && method.ReturnsVoid)
            return $"'{method.Name}' returns nothing that could be acquired";
        if (WhenOf(a, When.Returns) is When.True or When.False && !HasTruth())
            return $"'{method.Name}' does not return a bool, so nothing happens when it is true or false";
        if (WhenOf(a, When.Returns) == When.Throws && a.Name is MetadataNames.Acquires or MetadataNames.Owns)
            return a.Name == MetadataNames.Owns ? "say with OnThrow whether a call that throws takes it over" : "nothing can be acquired by a call that throws";
        if (a is { Name: MetadataNames.AtomicUpdate, Position.Kind: OperandKind.Parameter } && method.Parameters[a.Position.Ordinal].RefKind != RefKind.Ref)
            return $"'{method.Parameters[a.Position.Ordinal].Name}' is not passed by reference, so the method cannot update it";
        return a.Name == MetadataNames.Acquires && NeedsObject(a) ? $"'{method.Name}' is static: say which parameter with Of" : null;
    }

    private static bool NeedsKind(Annotation a) => a.Text(MetadataNames.Kind) is null
        && a.Name is MetadataNames.Acquires or MetadataNames.Releases or MetadataNames.Acquired or MetadataNames.Held;

    private bool NeedsObject(Annotation a) =>
        method.IsStatic && !method.IsExtensionMethod && a.Position.Kind == OperandKind.This && a.Text(MetadataNames.Of) is null;

    private static When WhenOf(Annotation a, When fallback) =>
        (When)a.Number(MetadataNames.WhenProperty, (int)When.Default) is var when and not When.Default ? when : fallback;

    private Operand? OperandOf(Annotation a)
    {
        if (a.Text(MetadataNames.Of) is not { } text)
            return null;
        int dot = text.IndexOf('.');
        string root = dot < 0 ? text : text.Substring(0, dot);
        string? member = dot < 0 ? null : text.Substring(dot + 1);
        return root switch
        {
            MetadataNames.OperandThis when !method.IsStatic || method.IsExtensionMethod => Operand.This with { Member = member },
            MetadataNames.OperandReturn when !method.ReturnsVoid => Operand.Return with { Member = member },
            _ when root == _receiver?.Name => Operand.This with { Member = member },
            _ => ParameterNamed(root) is { } found ? Operand.Parameter(found.Ordinal) with { Member = member } : null,
        };
    }

    private IParameterSymbol? ParameterNamed(string name)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Name == name)
                return parameter;
        }

        return null;
    }

    /// <summary>When an acquire without <c>When</c> has succeeded.</summary>
    private When OnSuccess() => HasTruth() ? When.True : guards.MayHoldNothing(Awaited(method.ReturnType)) ? When.NonNull : When.Returns;

    private When OnResult(Operand position)
    {
        if (position.Kind == OperandKind.Parameter && HasTruth())
            return When.True;
        ITypeSymbol type = position.Kind == OperandKind.Parameter ? method.Parameters[position.Ordinal].Type : Awaited(method.ReturnType);
        return guards.MayHoldNothing(type) ? When.NonNull : When.Returns;
    }

    private bool HasTruth() => Awaited(method.ReturnType).SpecialType == SpecialType.System_Boolean;

    /// <summary>What a caller gets who awaits the result.</summary>
    public static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1, Name: MetadataNames.Task or MetadataNames.ValueTask } task
            ? task.TypeArguments[0]
            : type;
}
