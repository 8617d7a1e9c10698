using Microsoft.CodeAnalysis;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

/// <summary>What the simulation asks about code other than the body it runs.</summary>
interface IContracts
{
    /// <summary>The contract of a method or accessor, or null when nothing is known of it.</summary>
    Contract? Of(IMethodSymbol method);

    GuardTypes Guards { get; }

    Returning Returning { get; }

    /// <summary>Whether the member's type declares that it owns what is stored in it.</summary>
    bool IsOwner(ISymbol member);

    /// <summary>Whether the parameter or member holds the module whose own code this is.</summary>
    bool IsSelf(ISymbol symbol);

    /// <summary>Whether what is stored in the member stays there: only its own type can reach it, and never gives it back nor hands it on.</summary>
    bool Keeps(ISymbol member);

    /// <summary>The kind by which objects of the type are counted: it has members that take and members that give back. Null if none.</summary>
    string? CountedKind(ITypeSymbol type);

    /// <summary>Whether the last release of an object of the type may be its end. That of a lock is not.</summary>
    bool EndsWithRelease(ITypeSymbol type);

    /// <summary>Whether objects of the type are held in no more than one kind: a question whether one is held has one meaning.</summary>
    bool HasOneKind(ITypeSymbol type);

    /// <summary>Whether a member of the type gives a reference on its object back.</summary>
    bool HasRelease(ITypeSymbol type);

    /// <summary>Whether the method destroys a counted object: by declaration, or as what the type's own release ends with.</summary>
    bool Destroys(IMethodSymbol method, ITypeSymbol type);

    /// <summary>Whether the text of a method that nothing is declared of gives such a reference back.</summary>
    bool MayRelease(IMethodSymbol method, string tag);

    /// <summary>Whether all that the text of the parameter's method, the only one that can be called, does with it is to read its members.</summary>
    bool OnlyReads(IParameterSymbol parameter);

    /// <summary>Whether the text of a method that nothing is declared of destroys something, or gives it back.</summary>
    bool MayDestroy(IMethodSymbol method);

    /// <summary>Whether the field is counted up and down, atomically at least once: what only grows or only shrinks counts no references.</summary>
    bool CountsUpAndDown(IFieldSymbol field);

    /// <summary>Whether such a field's type destroys something where it uses it: it counts references.</summary>
    bool IsReferenceCount(IFieldSymbol field);

    /// <summary>Whether code near <paramref name="method"/> (its type, bases, nested and containing types) gives such a reference back.</summary>
    bool HasReleasingHalf(IMethodSymbol method, string tag);

    /// <summary>
    /// Whether other members near <paramref name="method"/> speak of <paramref name="noted"/> too; <paramref name="andRelease"/>: where they give
    /// something back.
    /// </summary>
    bool AreBothAbout(ISymbol noted, IMethodSymbol method, bool andRelease);
}
