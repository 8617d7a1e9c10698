using System.Collections.Immutable;

namespace Quiesce.Analyzers.Protocols;

/// <summary>When an effect happens: on which of a call's outcomes.</summary>
enum When
{
    Default,
    Returns,
    True,
    False,
    Null,
    NonNull,
    Throws,
}

/// <summary>What a call does to one of its operands. One member per word of the vocabulary.</summary>
enum EffectKind
{
    Acquires,
    Acquired,
    Releases,
    Owns,
    Held,
    Borrowed,
    Taken,
    ReturnsReceiver,
    EntersRead,
    ExitsRead,
    RequiresReadSide,
    Dereferences,
    Publishes,
    Unlinks,
    WaitsGracePeriod,
    Reclaims,
    Defers,
    Observes,
    MustCheck,
    Blocks,
    NeverThrows,
    AtomicUpdate,
}

enum OperandKind
{
    This,
    Parameter,
    Return,

    /// <summary>No object: the current thread's sections of a domain.</summary>
    Ambient,
}

/// <summary>Which of a call's values an effect is about, or which member of it.</summary>
readonly record struct Operand(OperandKind Kind, int Ordinal = -1, string? Member = null)
{
    public static Operand This { get; } = new(OperandKind.This);
    public static Operand Return { get; } = new(OperandKind.Return);
    public static Operand Ambient { get; } = new(OperandKind.Ambient);
    public static Operand Parameter(int ordinal) => new(OperandKind.Parameter, ordinal);
}

/// <summary>One effect of a call.</summary>
/// <param name="Kind">The word.</param>
/// <param name="On">The operand.</param>
/// <param name="When">The outcome; never <see cref="When.Default"/> in a finished contract.</param>
/// <param name="Tag">The resource kind (<c>"module"</c>) or the RCU domain (<c>"default"</c>): different tags never pair.</param>
/// <param name="Count">How many at once; by how much an atomic update changes its operand, 0 where that is not known.</param>
/// <param name="Flag">The word's own switch: <c>Unchecked</c> of an acquire, <c>Immutable</c> of an observation, <c>OnThrow</c> of an owner.</param>
/// <param name="CountedBy">The parameter that says how many at once; -1 where <paramref name="Count"/> does.</param>
/// <param name="IsExact">Of an observation: it cannot be outdated, since it never changes or asks what the caller itself holds.</param>
readonly record struct Effect(
    EffectKind Kind, Operand On, When When, string Tag = "", int Count = 1, bool Flag = false, bool IsExact = false, int CountedBy = -1);

/// <summary>
/// What a method does, as its callers see it: the effects, each on one outcome. Declared and (later) inferred contracts
/// are this one type, so a call site never knows where its contract came from.
/// </summary>
sealed record Contract(ImmutableArray<Effect> Effects)
{
    /// <summary>A method that is known to do nothing to any protocol, and not to throw.</summary>
    public static Contract Quiet { get; } = new(ImmutableArray.Create(new Effect(EffectKind.NeverThrows, Operand.This, When.Returns)));

    public bool NeverThrows => Has(EffectKind.NeverThrows);

    public bool Has(EffectKind kind)
    {
        foreach (Effect effect in Effects)
        {
            if (effect.Kind == kind)
                return true;
        }

        return false;
    }

    /// <summary>What it does in this way to a parameter, or null.</summary>
    public Effect? On(int parameter, EffectKind kind) => On(Operand.Parameter(parameter), kind);

    /// <summary>What it does in this way to an operand, or null.</summary>
    public Effect? On(Operand operand, EffectKind kind)
    {
        foreach (Effect effect in Effects)
        {
            if (effect.Kind == kind && effect.On == operand)
                return effect;
        }

        return null;
    }

    /// <summary>Whether some effect depends on the result, then a call has two outcomes; what it takes over only if that <paramref name="matters"/>.</summary>
    public bool DependsOn(When outcome, bool matters)
    {
        foreach (Effect effect in Effects)
        {
            if (effect.When == outcome && (matters || effect.Kind != EffectKind.Owns))
                return true;
        }

        return false;
    }

    /// <summary>Whether the parameter changes hands in any way; an undeclared parameter of a declared method is borrowed.</summary>
    public bool Moves(int parameter) => On(parameter, EffectKind.Owns) is not null;

    /// <summary>The outcome on which alone it takes something over, where it tells by its result whether it has; null where it always does.</summary>
    public When? TakesOverWhen
    {
        get
        {
            foreach (Effect effect in Effects)
            {
                if (effect is { Kind: EffectKind.Owns, When: not When.Returns })
                    return effect.When;
            }

            return null;
        }
    }
}
