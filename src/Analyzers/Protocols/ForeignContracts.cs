using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// <c>[assembly: Contract("M:Lib.Type.Method", typeof(AcquiresAttribute), On = "...")]</c>: contracts of code that cannot be
/// edited. An id that names nothing here is a problem, and affects nothing else.
/// </summary>
sealed class ForeignContracts
{
    private readonly Dictionary<IMethodSymbol, List<Annotation>> _byMethod = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<ContractProblem>.Builder _problems = ImmutableArray.CreateBuilder<ContractProblem>();

    public ForeignContracts(Compilation compilation, IEnumerable<IAssemblySymbol> assemblies)
    {
        foreach (IAssemblySymbol assembly in assemblies)
        {
            foreach (AttributeData attribute in assembly.GetAttributes())
            {
                if (attribute.AttributeClass is { MetadataName: MetadataNames.Contract } type && Annotation.IsWord(type))
                    Add(compilation, attribute);
            }
        }
    }

    /// <summary>Problems of the contracts written in the compilation itself.</summary>
    public ImmutableArray<ContractProblem> Problems => _problems.ToImmutable();

    /// <summary>The members that have a contract here.</summary>
    public IEnumerable<IMethodSymbol> Methods => _byMethod.Keys;

    public IEnumerable<Annotation> For(IMethodSymbol method) =>
        _byMethod.TryGetValue(method, out List<Annotation>? found) ? found : [];

    private void Add(Compilation compilation, AttributeData attribute)
    {
        SyntaxReference? where = attribute.ApplicationSyntaxReference;
        ImmutableArray<TypedConstant> arguments = attribute.ConstructorArguments;
        if (arguments.Length != 2 || arguments[0].Value is not string id || arguments[1].Value is not INamedTypeSymbol word || !Annotation.IsWord(word))
        {
            _problems.Add(new("a contract needs a documentation id and one of the annotation types", where));
            return;
        }

        ISymbol? symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);
        if (MethodOf(symbol) is not { } method)
        {
            _problems.Add(new($"'{id}' names no method or property that is known here", where));
            return;
        }

        if (PositionOf(method, attribute) is not { } position)
        {
            _problems.Add(new($"On names no operand of '{id}': use 'this', 'return' or a parameter's name", where));
            return;
        }

        if (!_byMethod.TryGetValue(method, out List<Annotation>? list))
            _byMethod.Add(method, list = []);
        list.Add(new Annotation(word.MetadataName, position, attribute.NamedArguments));
    }

    private static IMethodSymbol? MethodOf(ISymbol? symbol) => symbol switch
    {
        IMethodSymbol method => method.OriginalDefinition,
        IPropertySymbol property => property.GetMethod?.OriginalDefinition,
        _ => null,
    };

    private static Operand? PositionOf(IMethodSymbol method, AttributeData attribute)
    {
        string on = new Annotation("", Operand.This, attribute.NamedArguments).Text(MetadataNames.On, MetadataNames.OperandThis);
        if (on == MetadataNames.OperandThis)
            return Operand.This;
        if (on == MetadataNames.OperandReturn)
            return method.ReturnsVoid ? null : Operand.Return;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Name == on)
                return Operand.Parameter(parameter.Ordinal);
        }

        return null;
    }
}
