using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Protocols;

namespace Quiesce.Analyzers.Simulation;

// A record by `with`: another object, whose members are the original's until they are set.
sealed partial class Transfer
{
    /// <summary>The clone of a record, or null where it is none, or somebody wrote what makes one.</summary>
    private Evaluated? Clone(CallSite site, PathState state, Parts parts)
    {
        if (!IsClone(site.Operation) || site is not { Receiver: { Type: INamedTypeSymbol type } receiver } || !IsCloneByCompiler(type))
            return null;
        Value original = parts[receiver];
        Evaluated clone = Unknown(site.Operation, Use(state, original, site.Operation, receiver));
        state = clone.State;
        foreach (ISymbol member in Partners.MembersOf(type))
        {
            if (MemberKeptIn(member) is { } kept)
                state = state.Bind(Values.MemberOf(clone.Value, kept), state.ValueOf(Values.MemberOf(original, kept)));
        }

        return clone with { State = state };
    }

    public static bool IsClone(IOperation? operation) => operation is IInvocationOperation { TargetMethod: { Name: MetadataNames.Clone, Parameters.IsEmpty: true } };

    /// <summary>In other assemblies it cannot be seen who wrote the copy constructor: it is taken to be the compiler's.</summary>
    private static bool IsCloneByCompiler(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is { IsRecord: true }; t = t.BaseType)
        {
            foreach (IMethodSymbol constructor in t.InstanceConstructors)
            {
                if (constructor.Parameters.Length == 1 && !constructor.DeclaringSyntaxReferences.IsEmpty
                    && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, t))
                    return false;
            }
        }

        return true;
    }

    /// <summary>A field, or a property that is taken to be one: of what it keeps, or by its setter.</summary>
    private static ISymbol? MemberKeptIn(ISymbol member) => member switch
    {
        IFieldSymbol field => field.AssociatedSymbol ?? field,
        IPropertySymbol { SetMethod: not null, Parameters.IsEmpty: true } property => property,
        _ => null,
    };
}
