using System.Collections.Immutable;

namespace Quiesce.Oracle.Mutants;

/// <summary>Cases that no program of the oracle tells from none, and why: by parts of their names (docs/oracle.md).</summary>
static class Excuses
{
    private static readonly ImmutableArray<(string Reason, ImmutableArray<string> Names)> s_reasons =
    [
        ("another protocol: programs hold no read-side section, publish and reclaim nothing, copy no guard",
            ["CopyProtocol.cs", "ReadSideProtocol.cs", "ReclaimProtocol.cs", "Perform: case EffectKind.EntersRead", "Perform: case EffectKind.ExitsRead",
                "Perform: case EffectKind.WaitsGracePeriod", "PerformReclaim:", "ValueOn: OperandKind.Ambient", "Transfer.Copies.cs"]),
        ("another question: programs are no module's own code (QSC106)", [", AcquireSelf,"]),
        ("another question: whether others can reach it shows in no count (QSC112)", [", Publish, Shared)", "new(Shared, ", "Transfer.Publish.cs"]),
        ("another question: who destroys shows in no count (QSC114)", [", Reclaim, Escaped,"]),
        ("another question: what decides an act shows in no count (QSC109, QSC111)", ["Transfer.Decisions.cs"]),
        ("programs keep no reference in a field (QSC107)", [", Store, Stored", "new(Stored, "]),
        ("programs keep no reference in a collection", [", Drop, Dropped)", "new(Dropped, "]),
        ("no acquire of the programs throws (QSC113)", [", AcquireThrew, Threw)", "new(Threw, ", "new(Overdrawn, "]),
        ("no acquire of the programs is awaited", ["IsResultIgnored: IAwaitOperation", "IsResultIgnored: IInvocationOperation", "IsAwaited: IInvocationOperation",
            "Simple: IAwaitOperation"]),
        ("no acquire of the programs tells its outcome by reference", ["Perform: case EffectKind.Taken"]),
        ("the programs have one call that returns a guard, and it is another guard each time", ["GuardProtocol.cs, Rows: new(Released, Acquire", "GuardProtocol.cs, Rows: new(Held, Acquire"]),
        ("it names the object in the message; acquires and releases of the programs are on receivers", ["OperandOf: OperandKind."]),
        ("programs have one class and no members: a field of theirs is one of their own object", ["InstanceOf: IInstanceReferenceOperation",
            "Simple: IInstanceReferenceOperation", "Store: case IFieldReferenceOperation { Instance: null }", "Store: case IPropertyReferenceOperation",
            "MemberOf: I", "Declare: IPropertySubpatternOperation", "IsObjectFromOutside:", "Simple: IMethodReferenceOperation"]),
        ("programs have no arrays, lists, numbers with fractions, strings or casts", ["Simple: IArrayElementReferenceOperation", "Store: case IArrayElementReferenceOperation",
            "DeclaredBy: IListPatternOperation", "Order: _ when numbers is null", "Condition: IInterpolatedString", "Condition: IIsTypeOperation", "Matches: ITypePatternOperation",
            "Condition: IUnaryOperation {", "NullableOf: IPropertyReferenceOperation"]),
        ("programs have no operators of their own", ["Condition: IBinaryOperation {", "Condition: IBinaryOperation or IUnaryOperation"]),
        ("programs keep flags in bools and counts in numbers, no bits",
            ["Arithmetic: BinaryOperatorKind.And", "Arithmetic: BinaryOperatorKind.Or", "Arithmetic: BinaryOperatorKind.ExclusiveOr"]),
        ("programs match bools and numbers: looking into these uses no object", ["Transfer.Uses.cs, LooksInto:"]),
        ("the names of the programs' conditions stay short", ["Condition: IBinaryOperation binary"]),
        ("programs receive what a call gives or tells in a variable", ["IsOutside: I", "StoreParts: case IDeclarationExpressionOperation"]),
        ("equivalent: a continuation that nothing resumes makes more points, not more paths", ["Unwinding.cs, Climb: case ControlFlowRegionKind.Finally:"]),
        ("equivalent: what is not understood gives an unknown value too, and its operands own nothing", ["Condition: ICaughtExceptionOperation", "Condition: IPatternOperation",
            "Condition: IDeclarationExpressionOperation", "Simple: IDiscardOperation", "Simple: IDefaultValueOperation"]),
        ("equivalent: a variable that is being declared holds nothing yet", ["Read: ILocalReferenceOperation { IsDeclaration"]),
        ("programs give back a bool, or a task", ["Transfer.Returns.cs, KindOf: I"]),
        ("the compiler's graphs of C# have none", ["Simple: IParenthesizedOperation"]),
    ];

    /// <summary>Parts of names that are excused.</summary>
    public static IEnumerable<string> Parts => s_reasons.SelectMany(excuse => excuse.Names);

    public static string? For(string name) => s_reasons
        .Where(excuse => excuse.Names.Any(part => name.Contains(part, StringComparison.Ordinal)))
        .Select(excuse => excuse.Reason).FirstOrDefault();
}
