namespace Quiesce.Oracle.Generation;

/// <summary>Where a statement would stand: what it may be there.</summary>
/// <param name="Depth">How many statements may still nest in it.</param>
/// <param name="IsInLoop">A <c>break</c> or <c>continue</c> would stay inside.</param>
/// <param name="IsInFinally">Control must not leave by a jump.</param>
/// <param name="IsInCatch">A <c>throw;</c> has something to throw.</param>
/// <param name="IsInScope">A guard of a <c>using</c> around it can be asked.</param>
/// <param name="IsInLocalFunction">It returns nothing.</param>
/// <param name="IsLabelled">A <c>goto</c> has somewhere to go.</param>
readonly record struct Shape(
    int Depth, bool IsInLoop = false, bool IsInFinally = false, bool IsInCatch = false, bool IsInScope = false, bool IsInLocalFunction = false,
    bool IsLabelled = false)
{
    public Shape Inner => this with { Depth = Depth - 1 };

    public Shape Loop => Inner with { IsInLoop = true };

    public Shape Finally => Inner with { IsInFinally = true, IsInLoop = false, IsInCatch = false, IsLabelled = false };

    public Shape Labelled => Inner with { IsLabelled = true };

    public Shape Catch => Inner with { IsInCatch = true };

    public Shape Scope => Inner with { IsInScope = true };
}
