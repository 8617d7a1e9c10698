using System.Collections.Immutable;

namespace Quiesce.Oracle.Mutants;

/// <summary>Cases that no program of the oracle tells from none, and why: by parts of their names (docs/oracle.md).</summary>
static class Excuses
{
    private static readonly ImmutableArray<(string Reason, ImmutableArray<string> Names)> s_reasons =
    [
        ("another question: what decides an act shows in no count (QSC109, QSC111)", ["Transfer.Decisions.cs"]),
        ("what comes with a declared owner's parameter, and is stored: programs have no such parameter", ["new(Untouched, Store"]),
        ("few programs both keep a reference in a field and hand it over", ["new(Stored, HandOver"]),
        ("programs make no object that is counted: what they return is a guard", ["ReferenceProtocol.cs, Rows: new(Returned, Release"]),
        ("programs give no function away that captured a module (QSC112)", ["Transfer.Publish.cs, PublishCaptured"]),
        ("to hold it, another acquire of the same object must have come before, which was the finding", ["new(Held, AcquireSelf", "new(Threw, AcquireSelf", "new(Released, AcquireSelf",
            "new(Unheld, AcquireSelf", "new(Assumed, AcquireSelf"]),
        ("the other path on which it did not throw, or was not given back twice, is a defect of the same kind", ["new(Overdrawn, Reclaim", "new(Threw, AcquireFailed", "new(Overdrawn, Release"]),
        ("one program in thousands comes there, after another defect", ["new(Overdrawn, Acquire"]),
        ("few programs come there: those of some seeds tell", ["new(Dropped, Acquire", "new(Untouched, Defer", "new(Shared, AcquireFailed", "new(Threw, AcquireUnchecked",
            "Condition: IIsTypeOperation", "Condition: IArrayInitializerOperation", "new(Shared, AcquireSelf", "TargetOf: ITupleOperation whole", "new(Released, Enter", "new(Assumed, Reclaim"]),
        ("no program copies a guard again of which two copies were disposed: that was the finding", ["CopyProtocol.cs, Rows: new(Doubled, Copy"]),
        ("what a pattern sees of a module is kept in no variable (QSC109)", ["Declare: IPropertySubpatternOperation { Member: IMemberReferenceOperation member } when LookIn"]),
        ("results of the programs are named by methods", ["Transfer.Returns.cs, KindOf: null when"]),
        ("a filter that throws says no: to another clause of the same try, which few programs have", ["Climb: case ControlFlowRegionKind.Filter when"]),
        ("it names the object in the message, or what decided", ["OperandOf: OperandKind.This", "Transfer.Calls.cs, Answer:"]),
        ("that an atomic call gives what was there before, few programs ask", ["Transfer.Atomics.cs, Update: AtomicOperation.Exchange"]),
        ("programs make no counted object by a call on another", ["Transfer.Results.cs, IsKept:"]),
        ("programs have no records", ["Transfer.Clones.cs, MemberKeptIn"]),
        ("no parameter of the programs receives a guard", ["IsOutside: IParameterReferenceOperation"]),
        ("programs read and write no items of arrays, and name no whole list", ["Simple: IArrayElementReferenceOperation", "DeclaredBy: IListPatternOperation"]),
        ("the names of the programs' conditions stay short", ["Condition: IBinaryOperation binary", "Condition: IBinaryOperation { OperatorMethod: null }"]),
        ("equivalent: the interval of a sum says the same of it as the sum, in a longer name", ["Transfer.Numbers.cs, Sum:"]),
        ("equivalent: a continuation that nothing resumes makes more points, not more paths", ["Unwinding.cs, Climb: case ControlFlowRegionKind.Finally:"]),
        ("equivalent: what is not understood gives an unknown value too, and its operands own nothing", ["Condition: ICaughtExceptionOperation", "Condition: IPatternOperation",
            "Condition: IDeclarationExpressionOperation", "Condition: IInterpolatedStringOperation", "Simple: IDiscardOperation", "Simple: IDefaultValueOperation", "Condition: IUnaryOperation { OperatorMethod: null }"]),
        ("no guard of the programs comes from a parameter or a field", ["IsGivenBackByOwner:"]),
        ("programs that give one object another name ask for it by the condition that chose, or by both names", ["Transfer.Stores.cs, IsChoice:"]),
        ("programs make no objects without a type name, and no inline arrays", ["Simple: IAnonymousObjectCreationOperation", "Simple: { Kind: InlineArrayAccess }"]),
        ("equivalent: a variable that is being declared holds nothing yet, and to store into it is to declare it", ["Read: ILocalReferenceOperation { IsDeclaration"]),
    ];

    /// <summary>Parts of names that are excused.</summary>
    public static IEnumerable<string> Parts => s_reasons.SelectMany(excuse => excuse.Names);

    public static string? For(string name) => s_reasons
        .Where(excuse => excuse.Names.Any(part => name.Contains(part, StringComparison.Ordinal)))
        .Select(excuse => excuse.Reason).FirstOrDefault();
}
