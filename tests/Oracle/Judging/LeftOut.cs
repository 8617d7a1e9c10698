using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Judging;

/// <summary>The shapes that no program has, by the choices of <see cref="ByDesign"/>.</summary>
static class LeftOut
{
    public static bool Has(Sketch sketch) =>
        ByDesign.MembersInLoops(sketch) || ByDesign.TurnedInLoops(sketch) || ByDesign.GivenAway(sketch) || ByDesign.ShownInLock(sketch)
        || ByDesign.CountOfSeveral(sketch) || ByDesign.FilterBeforeFinally(sketch) || ByDesign.ExceptionInFlight(sketch);
}
