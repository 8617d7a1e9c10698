using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// Every type, attribute property and framework member that is known by name. With <c>WellKnownContracts</c> the only
/// place of the analyzers that names one; the remedies are compiled with the same file.
/// </summary>
static class MetadataNames
{
    /// <summary>Attributes are matched by full name in any assembly: the runtime's, an internal copy, anybody's.</summary>
    public const string AnnotationsNamespace = "Quiesce.Annotations";

    public const string AttributeSuffix = "Attribute";

    public const string Acquires = "AcquiresAttribute";
    public const string Acquired = "AcquiredAttribute";
    public const string Releases = "ReleasesAttribute";
    public const string Owns = "OwnsAttribute";
    public const string Held = "HeldAttribute";
    public const string Borrowed = "BorrowedAttribute";
    public const string Taken = "TakenAttribute";
    public const string ReturnsReceiver = "ReturnsReceiverAttribute";
    public const string Guard = "GuardAttribute";
    public const string Observes = "ObservesAttribute";
    public const string EntersRead = "EntersReadAttribute";
    public const string ExitsRead = "ExitsReadAttribute";
    public const string RequiresReadSide = "RequiresReadSideAttribute";
    public const string Dereferences = "DereferencesAttribute";
    public const string Publishes = "PublishesAttribute";
    public const string Unlinks = "UnlinksAttribute";
    public const string WaitsGracePeriod = "WaitsGracePeriodAttribute";
    public const string Reclaims = "ReclaimsAttribute";
    public const string Defers = "DefersAttribute";
    public const string Blocks = "BlocksAttribute";
    public const string NeverThrows = "NeverThrowsAttribute";
    public const string MustCheck = "MustCheckAttribute";
    public const string Self = "SelfAttribute";
    public const string AtomicUpdate = "AtomicUpdateAttribute";
    public const string Contract = "ContractAttribute";

    /// <summary>Every word of the vocabulary, for the question whether an attribute can be one.</summary>
    public static ImmutableHashSet<string> Words { get; } = ImmutableHashSet.Create(
        Acquires, Acquired, Releases, Owns, Held, Borrowed, Taken, ReturnsReceiver, Guard, Observes, EntersRead, ExitsRead,
        RequiresReadSide, Dereferences, Publishes, Unlinks, WaitsGracePeriod, Reclaims, Defers, Blocks, NeverThrows, MustCheck, Self,
        AtomicUpdate);

    public const string Of = "Of";
    public const string On = "On";
    public const string WhenProperty = "When";

    /// <summary>Only where the method returns normally, as annotations write it.</summary>
    public const string WhenReturns = "When.Returns";

    public const string Kind = "Kind";
    public const string OnThrow = "OnThrow";
    public const string Count = "Count";
    public const string CountFrom = "CountFrom";

    /// <summary>The receiver of an extension block, as newer compilers have it on its type.</summary>
    public const string ExtensionParameter = "ExtensionParameter";

    public const string SystemNamespace = "System";
    public const string CollectionsNamespace = "Collections";
    public const string QueriesNamespace = "Linq";
    public const string ThreadingNamespace = "Threading";
    public const string Domain = "Domain";
    public const string Unchecked = "Unchecked";
    public const string Immutable = "Immutable";
    public const string HeldQuery = "HeldQuery";
    public const string HeldProperty = "HeldProperty";

    /// <summary>Kinds that begin so are locks: who holds one sees what it protects unchanged.</summary>
    public const string LockKind = "lock";

    public const string OperandThis = "this";
    public const string OperandReturn = "return";
    public const string DefaultDomain = "default";
    public const string InstanceDomain = "this";

    /// <summary>Members that the language calls by pattern, without their name in the source.</summary>
    public static ImmutableHashSet<string> CalledByPattern { get; } =
        ImmutableHashSet.Create("GetEnumerator", "GetAsyncEnumerator", "GetAwaiter", WellKnownMemberNames.DeconstructMethodName, Dispose, DisposeAsync);

    /// <summary>What an indexer is called where it has a name.</summary>
    public const string Indexer = "this[]";

    /// <summary>What each operator that has a sign is called where it has a name.</summary>
    public const string Operator = "operator";

    /// <summary>The same of a conversion: it can be anywhere, without a sign.</summary>
    public const string Conversion = "conversion";

    /// <summary>The framework's attributes about returning; matched by name in any assembly, as the compiler does.</summary>
    public const string DoesNotReturn = "DoesNotReturnAttribute";

    /// <inheritdoc cref="DoesNotReturn"/>
    public const string DoesNotReturnIf = "DoesNotReturnIfAttribute";

    /// <summary>What marks memory of the current thread, and a type that has such.</summary>
    public const string ThreadStatic = "ThreadStaticAttribute";

    /// <inheritdoc cref="ThreadStatic"/>
    public const string ThreadLocal = "ThreadLocal";

    /// <summary>Types whose result is had by awaiting them.</summary>
    public const string Task = "Task";

    /// <inheritdoc cref="Task"/>
    public const string ValueTask = "ValueTask";

    /// <summary>Where those are.</summary>
    public const string TasksNamespace = "System.Threading.Tasks";

    /// <summary>The member that gives a guard's reference back, whether by interface or by pattern.</summary>
    public const string Dispose = "Dispose";

    /// <inheritdoc cref="Dispose"/>
    public const string DisposeAsync = "DisposeAsync";

    /// <summary>The interface of the latter, which not every framework has.</summary>
    public const string AsyncDisposable = "System.IAsyncDisposable";

    /// <summary>What tells whether a nullable value has one, and what takes it out.</summary>
    public const string HasValue = "HasValue";

    /// <inheritdoc cref="HasValue"/>
    public const string Value = "Value";

    /// <summary>What asks for the bits of an enum.</summary>
    public const string HasFlag = "HasFlag";

    /// <summary>What asks an object for its type.</summary>
    public const string TypeOfObject = "GetType";

    /// <summary>What asks a text, and the text that it asks for.</summary>
    public const string IsNullOrEmpty = "IsNullOrEmpty";

    /// <inheritdoc cref="IsNullOrEmpty"/>
    public const string Empty = "Empty";

    /// <inheritdoc cref="IsNullOrEmpty"/>
    public const string AreEqual = "Equals";

    /// <summary>What asks whether two objects are one.</summary>
    public const string AreSame = "ReferenceEquals";

    /// <summary>The framework's functions of numbers.</summary>
    public const string Math = "Math";

    /// <summary>How many there are of what the framework collects; <see cref="Count"/> is another.</summary>
    public const string Length = "Length";
    public const string Clear = "Clear";

    /// <summary>What <c>with</c> calls on a record.</summary>
    public const string Clone = "<Clone>$";

    /// <inheritdoc cref="HasValue"/>
    public const string GetValueOrDefault = "GetValueOrDefault";
}
