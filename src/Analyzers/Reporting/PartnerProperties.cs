using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Quiesce.Analyzers.Protocols;
using Quiesce.Analyzers.Simulation;

namespace Quiesce.Analyzers.Reporting;

/// <summary>What the remedies of an acquire or a release are told: the names that go with it, and the ways out of its body.</summary>
static class PartnerProperties
{
    public static void Add(
        Finding finding, SemanticModel model, ProtocolCatalogue catalogue, ImmutableDictionary<string, string?>.Builder properties)
    {
        IOperation? call = finding.Defect == Defect.UseAfterRelease ? finding.Earlier : finding.Site;
        if (call is not IInvocationOperation invocation)
            return;
        AddCarried(finding.Tag, invocation, catalogue, properties);
        AddWays(finding, properties);
        if (ReceiverOf(invocation)?.Type is not { } type)
            return;
        Partners partners = catalogue.PartnersOf(type, finding.Tag, ExtensionsOf(type, invocation, model));
        DiagnosticFactory.Add(properties, "acquires", string.Join(",", partners.Acquires));
        DiagnosticFactory.Add(properties, "releases", string.Join(",", partners.Releases));
        DiagnosticFactory.Add(properties, "release", partners.Release);
        DiagnosticFactory.Add(properties, "tryAcquire", partners.TryAcquire);
        DiagnosticFactory.Add(properties, "guard", partners.Guard?.Name);
        DiagnosticFactory.Add(properties, "guardHeld", partners.GuardHeld);
        DiagnosticFactory.Add(properties, "guardType", partners.Guard?.ReturnType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
        DiagnosticFactory.Add(properties, "kind", finding.Tag);
    }

    /// <summary>Of a reference that a result carries, and of one that is given back as an argument: what gives it back.</summary>
    private static void AddCarried(string kind, IInvocationOperation call, ProtocolCatalogue catalogue, ImmutableDictionary<string, string?>.Builder properties)
    {
        ITypeSymbol holder = call.Instance?.Type ?? call.TargetMethod.ContainingType;
        if (catalogue.Declared.Of(call.TargetMethod) is not { } contract)
            return;
        if (contract.On(0, EffectKind.Releases) is not null)
            DiagnosticFactory.Add(properties, "takesBack", call.TargetMethod.Name);
        if (!contract.Effects.Any(effect => effect is { Kind: EffectKind.Acquired, On: { Kind: OperandKind.Return, Member: null } } && effect.Tag == kind))
            return;
        ITypeSymbol result = AnnotationReader.Awaited(call.TargetMethod.ReturnType);
        string? own = catalogue.PartnersOf(result, kind, []).Release;
        string? taker = own is null ? catalogue.TakerOf(holder, kind, result) : null;
        DiagnosticFactory.Add(properties, "takesBack", taker);
        DiagnosticFactory.Add(properties, "resultRelease", own ?? (taker is null ? Partners.DisposalOf(result) : null));
    }

    private static void AddWays(Finding finding, ImmutableDictionary<string, string?>.Builder properties)
    {
        if (finding.Defect == Defect.Leak)
            DiagnosticFactory.Add(properties, "exits", finding.IsHalfOfPair ? "all" : LeakingExits(finding));
        if (finding.IsHalfOfPair || finding.Ways?.Any(way => way.Keeps == Keeping.Kept) == true)
            properties.Add("kept", "true");
    }

    /// <summary>The object a method is called on, be it an extension.</summary>
    private static IOperation? ReceiverOf(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && !call.Arguments.IsEmpty ? Unconverted(call.Arguments[0].Value) : null);

    private static IOperation Unconverted(IOperation operation) =>
        operation is IConversionOperation { OperatorMethod: null } conversion ? Unconverted(conversion.Operand) : operation;

    /// <summary>
    /// The extension methods that can be called on a type where the call stands; of extension blocks, which older lookups do not
    /// see, the members declared together with the one that is called.
    /// </summary>
    private static IEnumerable<IMethodSymbol> ExtensionsOf(ITypeSymbol type, IInvocationOperation call, SemanticModel model)
    {
        IEnumerable<IMethodSymbol> methods = model
            .LookupSymbols(call.Syntax.SpanStart, type, includeReducedExtensionMethods: true).OfType<IMethodSymbol>()
            .Where(method => method.ReducedFrom is not null);
        return call.TargetMethod.ContainingType is { CanBeReferencedByName: false, ContainingType: { } declaring }
            ? methods.Concat(declaring.GetTypeMembers().Where(block => !block.CanBeReferencedByName)
                .SelectMany(block => block.GetMembers().OfType<IMethodSymbol>()))
            : methods;
    }

    /// <summary>
    /// The places at which the reference leaks, as distance from the acquire and length, with a <c>?</c> where some path comes
    /// there without it. Null where it leaks elsewhere too, or where another path to such a place may have given it to somebody.
    /// </summary>
    private static string? LeakingExits(Finding finding)
    {
        if (finding.Ways is not { } ways)
            return null;
        int start = finding.Site.Syntax.SpanStart;
        var places = new List<string>();
        foreach (IGrouping<TextSpan, WayOut> place in ways.GroupBy(way => PathText.PlaceOf(way.Step).SourceSpan).OrderBy(place => place.Key.Start))
        {
            if (place.All(way => way.Keeps != Keeping.Leak))
                continue;
            if (place.Any(way => way.Keeps is Keeping.Kept or Keeping.Unclear))
                return null;
            string mixed = place.Any(way => way.Keeps == Keeping.Nothing) ? "?" : "";
            places.Add(string.Format(CultureInfo.InvariantCulture, "{0}+{1}{2}", place.Key.Start - start, place.Key.Length, mixed));
        }

        return places.Count == 0 ? null : string.Join(",", places);
    }
}
