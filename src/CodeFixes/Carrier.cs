using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quiesce.CodeFixes;

/// <summary>
/// The object that carries a reference where that is not what the acquire was called on: a guard, an entry of a table, a rented buffer.
/// It is the local that gets the call's result, or the argument of the call that takes it back.
/// </summary>
internal sealed class Carrier
{
    private readonly string _name;
    private readonly string? _taker;
    private readonly string? _held;

    private Carrier(Operand operand, string name, string release, string? taker, bool mayBeNull, string? held)
    {
        Operand = operand;
        Release = release;
        MayBeNull = mayBeNull;
        _name = name;
        _taker = taker;
        _held = held;
    }

    /// <summary>The local, or what else the argument names.</summary>
    public Operand Operand { get; }

    /// <summary>The name of the method that gives back: one of the carrier, or one that gets it.</summary>
    public string Release { get; }

    /// <summary>The local, where it is one that gets the call's result.</summary>
    public ResultLocal? Local { get; private set; }

    /// <summary>True where there may be null, and with it no reference.</summary>
    public bool MayBeNull { get; }

    /// <summary>True where the carrier is given back to some other object.</summary>
    public bool IsTakenBack => _taker is not null;

    /// <summary>True when the call's own result carries what it takes: nothing of the operand tells how it is given back.</summary>
    public static bool IsResult(Site site, InvocationExpressionSyntax call) =>
        site.Property(FixKeys.ResultRelease) is not null || (site.Property(FixKeys.TakesBack) is { } taker && CallShape.Name(call) != taker);

    /// <summary>The carrier of what a call takes or gives back; null where there is none, or it is no stable name.</summary>
    public static Carrier? Of(Site site, InvocationExpressionSyntax call)
    {
        string? taker = site.Property(FixKeys.TakesBack);
        if (taker is not null && CallShape.Name(call) == taker)
        {
            return call.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } given && Operand.Of(given, site.Model) is { } operand
                ? new Carrier(operand, given.ToString(), taker, TextOf(call.Expression), mayBeNull: false, held: null)
                : null;
        }

        if (!IsResult(site, call) || ResultLocal.Of(call, site.Model) is not { Symbol: var local } result)
            return null;
        if (local.Type.IsRefLikeType && Syntax.Executed(Syntax.FunctionOf(call)).Any(Syntax.Suspends))
            return null;
        string? back = taker is null ? null : TextOf(call.Expression, taker);
        bool mayBeNull = !result.IsMatched && MayReturnNull(call, site);
        if (taker is not null && (back is null || mayBeNull))
            return null;
        return new Carrier(
            Operand.Of(local, site.Model), local.Name, taker ?? site.Property(FixKeys.ResultRelease)!, back, mayBeNull || result.StartsAsNull, site.Property(FixKeys.GuardHeld))
        {
            Local = result,
        };
    }

    /// <summary>The call that gives back, where it is sure that there is something, or where there may be nothing.</summary>
    public string GivingBack(bool isSure) => _taker is null ? $"{_name}{(MayBeNull && !isSure ? "?" : "")}.{Release}()" : $"{_taker}({_name})";

    /// <summary>True for the question whether the carrier carries a reference: <c>x is not null</c>, <c>guard.IsHeld</c>.</summary>
    public bool IsHoldIn(ExpressionSyntax condition) => HeldQuestion.Of(condition, _name, _held) == true;

    /// <summary>True for the question whether the carrier carries nothing: <c>x is null</c>, <c>!guard.IsHeld</c>.</summary>
    public bool IsLackIn(ExpressionSyntax condition) => HeldQuestion.Of(condition, _name, _held) == false;

    private static bool MayReturnNull(InvocationExpressionSyntax call, Site site)
    {
        TypeInfo type = site.Model.GetTypeInfo(CallShape.Whole(call), site.Cancellation);
        return type.Type is { IsValueType: false } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } && type.Nullability.Annotation != NullableAnnotation.NotAnnotated;
    }

    /// <summary>What a method is called on, with another method's name; null where one <c>?.</c> asks for null before.</summary>
    private static string? TextOf(ExpressionSyntax called, string? name = null) => called switch
    {
        MemberAccessExpressionSyntax access => $"{access.Expression.WithoutTrivia()}.{name ?? access.Name.ToString()}",
        SimpleNameSyntax simple => name ?? simple.ToString(),
        _ => null,
    };
}
