using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Analyzers.Protocols;

/// <summary>
/// Contracts of framework members, as rows of the same vocabulary. A row is found by the member's documentation id, so
/// nothing here is matched by a bare name.
/// </summary>
static partial class WellKnownContracts
{
    /// <summary>Disposing an object ends its life, whichever type declares the method.</summary>
    public static Contract Reclaims { get; } =
        new(ImmutableArray.Create(new Effect(EffectKind.Reclaims, Operand.This, When.Returns)));

    /// <summary>Awaiting what it returns is awaiting its receiver.</summary>
    private static Contract SameTask { get; } = new(ImmutableArray.Create(
        new Effect(EffectKind.ReturnsReceiver, Operand.This, When.Returns), new Effect(EffectKind.NeverThrows, Operand.This, When.Returns)));

    /// <summary>What it returns is what awaiting its receiver gives.</summary>
    private static Contract ResultOfTask { get; } = new(ImmutableArray.Create(new Effect(EffectKind.ReturnsReceiver, Operand.This, When.Returns)));

    /// <summary>Holding a lock on an object, or looking at which one it is, is no reference to it, and no use of what it stands for.</summary>
    private static Contract Looks { get; } = new(ImmutableArray.Create(
        new Effect(EffectKind.Observes, Operand.Parameter(0), When.Returns), new Effect(EffectKind.NeverThrows, Operand.This, When.Returns)));

    /// <summary>The task's result is the argument.</summary>
    private static Contract ReturnsArgument { get; } = new(ImmutableArray.Create(
        new Effect(EffectKind.ReturnsReceiver, Operand.Parameter(0), When.Returns), new Effect(EffectKind.NeverThrows, Operand.This, When.Returns)));

    /// <summary>The result is what the variable held before; the new value is where others find it.</summary>
    private static Contract Swap => new(Puts.Effects.Insert(0, new Effect(EffectKind.ReturnsReceiver, Operand.Parameter(0), When.Returns)));

    /// <summary>The new value is where others find it.</summary>
    private static Contract Puts { get; } = new(ImmutableArray.Create(
        new Effect(EffectKind.Owns, Operand.Parameter(1), When.Returns),
        new Effect(EffectKind.NeverThrows, Operand.This, When.Returns)));

    /// <summary>The function is run by others; it has ended when the task that this returns has.</summary>
    private static Contract Runs { get; } = new(ImmutableArray.Create(new Effect(EffectKind.Owns, Operand.Parameter(0), When.Returns)));

    /// <summary>It keeps its first arguments; where it answers by a <c>bool</c>, if that is true.</summary>
    private static Contract Keeps(string row) => new(Enumerable.Range(0, row.Contains('+') ? 2 : 1)
        .Select(ordinal => new Effect(EffectKind.Owns, Operand.Parameter(ordinal), row.Contains('?') ? When.True : When.Returns)).ToImmutableArray());

    /// <summary>Where a call's outcome is decided is the call: what wraps its task changes nothing.</summary>
    private static readonly ImmutableArray<string> s_sameTask = ImmutableArray.Create(
        "M:System.Threading.Tasks.Task.ConfigureAwait(System.Boolean)",
        "M:System.Threading.Tasks.Task`1.ConfigureAwait(System.Boolean)",
        "M:System.Threading.Tasks.ValueTask.ConfigureAwait(System.Boolean)",
        "M:System.Threading.Tasks.ValueTask`1.ConfigureAwait(System.Boolean)",
        "M:System.Threading.Tasks.ValueTask.AsTask",
        "M:System.Threading.Tasks.ValueTask`1.AsTask",
        "M:System.Threading.Tasks.Task.WaitAsync(System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task.WaitAsync(System.TimeSpan)",
        "M:System.Threading.Tasks.Task.WaitAsync(System.TimeSpan,System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task`1.WaitAsync(System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task`1.WaitAsync(System.TimeSpan)",
        "M:System.Threading.Tasks.Task`1.WaitAsync(System.TimeSpan,System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task.GetAwaiter",
        "M:System.Threading.Tasks.Task`1.GetAwaiter",
        "M:System.Threading.Tasks.ValueTask.GetAwaiter",
        "M:System.Threading.Tasks.ValueTask`1.GetAwaiter",
        "M:System.Runtime.CompilerServices.ConfiguredTaskAwaitable.GetAwaiter",
        "M:System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1.GetAwaiter",
        "M:System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable.GetAwaiter",
        "M:System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1.GetAwaiter");

    /// <summary>Who waits for a task instead of awaiting it gets what the task has, or what it throws.</summary>
    private static readonly ImmutableArray<string> s_resultsOfTask = ImmutableArray.Create(
        "M:System.Threading.Tasks.Task`1.get_Result",
        "M:System.Threading.Tasks.ValueTask`1.get_Result",
        "M:System.Threading.Tasks.Task.Wait",
        "M:System.Threading.Tasks.Task.Wait(System.Threading.CancellationToken)",
        "M:System.Runtime.CompilerServices.TaskAwaiter.GetResult",
        "M:System.Runtime.CompilerServices.TaskAwaiter`1.GetResult",
        "M:System.Runtime.CompilerServices.ValueTaskAwaiter.GetResult",
        "M:System.Runtime.CompilerServices.ValueTaskAwaiter`1.GetResult",
        "M:System.Runtime.CompilerServices.ConfiguredTaskAwaitable.ConfiguredTaskAwaiter.GetResult",
        "M:System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1.ConfiguredTaskAwaiter.GetResult",
        "M:System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter.GetResult",
        "M:System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1.ConfiguredValueTaskAwaiter.GetResult");

    /// <summary>
    /// Collections, queues and channels keep their arguments, and a function that is queued is run by others; <c>+</c>: the second
    /// argument too; <c>?</c>: if they return true. A member that is not here is unknown, and an unknown call may keep what it is given as well.
    /// </summary>
    private static readonly ImmutableArray<string> s_keepers = ImmutableArray.Create(
        "M:System.Collections.Generic.ICollection`1.Add(`0)",
        "M:System.Collections.Generic.List`1.Add(`0)",
        "M:System.Collections.Generic.HashSet`1.Add(`0)",
        "M:System.Collections.Generic.ISet`1.Add(`0)",
        "M:System.Collections.Generic.SortedSet`1.Add(`0)",
        "M:System.Collections.Generic.Queue`1.Enqueue(`0)",
        "M:System.Collections.Generic.Stack`1.Push(`0)",
        "M:System.Collections.Generic.LinkedList`1.AddLast(`0)",
        "M:System.Collections.Generic.LinkedList`1.AddFirst(`0)",
        "M:System.Collections.Generic.IDictionary`2.Add(`0,`1)+",
        "M:System.Collections.Generic.Dictionary`2.Add(`0,`1)+",
        "M:System.Collections.Generic.Dictionary`2.TryAdd(`0,`1)+?",
        "M:System.Collections.Concurrent.ConcurrentBag`1.Add(`0)",
        "M:System.Collections.Concurrent.ConcurrentQueue`1.Enqueue(`0)",
        "M:System.Collections.Concurrent.ConcurrentStack`1.Push(`0)",
        "M:System.Collections.Concurrent.ConcurrentDictionary`2.TryAdd(`0,`1)+?",
        "M:System.Collections.Concurrent.BlockingCollection`1.Add(`0)",
        "M:System.Collections.Concurrent.IProducerConsumerCollection`1.TryAdd(`0)?",
        "M:System.Collections.Concurrent.BlockingCollection`1.TryAdd(`0)?",
        "M:System.Collections.Concurrent.BlockingCollection`1.TryAdd(`0,System.Int32)?",
        "M:System.Collections.Concurrent.BlockingCollection`1.TryAdd(`0,System.TimeSpan)?",
        "M:System.Collections.Concurrent.BlockingCollection`1.TryAdd(`0,System.Int32,System.Threading.CancellationToken)?",
        "M:System.Threading.Channels.ChannelWriter`1.TryWrite(`0)?",
        "M:System.Threading.Channels.ChannelWriter`1.WriteAsync(`0,System.Threading.CancellationToken)",
        "M:System.Threading.ThreadPool.QueueUserWorkItem(System.Threading.WaitCallback)",
        "M:System.Threading.ThreadPool.QueueUserWorkItem(System.Threading.WaitCallback,System.Object)+");

    private static readonly ImmutableArray<string> s_runs = ImmutableArray.Create(
        "M:System.Threading.Tasks.Task.Run(System.Action)",
        "M:System.Threading.Tasks.Task.Run(System.Action,System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task.Run``1(System.Func{``0})",
        "M:System.Threading.Tasks.Task.Run(System.Func{System.Threading.Tasks.Task})",
        "M:System.Threading.Tasks.Task.Run``1(System.Func{System.Threading.Tasks.Task{``0}})");

    private static readonly ImmutableHashSet<string> s_failing = ImmutableHashSet.Create(
        "M:System.Threading.Tasks.Task.FromException(System.Exception)",
        "M:System.Threading.Tasks.Task.FromException``1(System.Exception)",
        "M:System.Threading.Tasks.Task.FromCanceled(System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.Task.FromCanceled``1(System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.ValueTask.FromException(System.Exception)",
        "M:System.Threading.Tasks.ValueTask.FromException``1(System.Exception)",
        "M:System.Threading.Tasks.ValueTask.FromCanceled(System.Threading.CancellationToken)",
        "M:System.Threading.Tasks.ValueTask.FromCanceled``1(System.Threading.CancellationToken)");

    /// <summary>Whether what the method returns throws where it is awaited.</summary>
    public static bool Fails(IMethodSymbol method) =>
        method.IsStatic && method.OriginalDefinition.GetDocumentationCommentId() is { } id && s_failing.Contains(id);

    /// <summary>Whether the method throws where its argument is null, and only there.</summary>
    public static bool ThrowsIfNull(IMethodSymbol method) =>
        method.IsStatic && method.GetDocumentationCommentId() == "M:System.ArgumentNullException.ThrowIfNull(System.Object,System.String)";

    /// <summary>Whether the method waits for a task as <c>await</c> does.</summary>
    public static bool IsResultOfTask(Contract contract) => contract == ResultOfTask;

    /// <summary>Whether the method puts its argument into one of the framework's collections.</summary>
    public static bool Collects(IMethodSymbol method) =>
        IsCollection(method.ContainingType) && Of(method)?.Has(EffectKind.Owns) == true;

    /// <summary>Whether the method takes everything out of one of the framework's collections, and gives it to nobody.</summary>
    public static bool Empties(IMethodSymbol method) =>
        method is { Name: MetadataNames.Clear, Parameters.IsEmpty: true, ReturnsVoid: true } && IsCollection(method.ContainingType);

    /// <summary>Whether the type is a collection of the framework's, which gives nothing back of what it has.</summary>
    public static bool IsCollection(ITypeSymbol type) =>
        IsOfFramework(type, MetadataNames.CollectionsNamespace);

    /// <summary>Whether a type of a reference stands in <c>System.<paramref name="part"/></c> or below; asked at each call, so no text is made.</summary>
    private static bool IsOfFramework(ITypeSymbol type, string part)
    {
        for (INamespaceSymbol? space = type.DeclaringSyntaxReferences.IsEmpty ? type.ContainingNamespace : null; space is not null; space = space.ContainingNamespace)
        {
            if (space.Name == part && IsSystem(space.ContainingNamespace))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether what the method gives was found in a collection, which still has it: others find it there too. One that takes it out is not
    /// told from that (errs towards silence); a collection that it gives is a new one.
    /// </summary>
    public static bool LooksUp(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.ReducedExtension
        && (IsCollection(method.ContainingType) || IsOfFramework(method.ContainingType, MetadataNames.QueriesNamespace))
        && !IsCollection(method.ReturnType);

    /// <summary>Whether the property is the framework's length or count of something: zero or more.</summary>
    public static bool IsSize(IPropertySymbol property) =>
        property is { Name: MetadataNames.Length or MetadataNames.Count, Type.SpecialType: SpecialType.System_Int32, Parameters.IsEmpty: true, DeclaringSyntaxReferences.IsEmpty: true };

    /// <summary>Whether the method asks if its receiver has all the bits of its argument.</summary>
    public static bool AsksBits(IMethodSymbol method) =>
        method is { Name: MetadataNames.HasFlag, ContainingType.SpecialType: SpecialType.System_Enum, Parameters.Length: 1 };

    /// <summary>Whether the method asks if its two arguments are one object, or one text.</summary>
    public static bool AsksIdentity(IMethodSymbol method) =>
        method is { Name: MetadataNames.AreSame, ContainingType.SpecialType: SpecialType.System_Object, Parameters.Length: 2 }
            or { Name: MetadataNames.AreEqual, IsStatic: true, ContainingType.SpecialType: SpecialType.System_String, Parameters.Length: 2 };

    /// <summary>Whether the method asks if its receiver is the same text as its argument.</summary>
    public static bool AsksEquality(IMethodSymbol method) =>
        method is { Name: MetadataNames.AreEqual, IsStatic: false, ContainingType.SpecialType: SpecialType.System_String, Parameters.Length: 1 } && method.Parameters[0].Type.SpecialType == SpecialType.System_String;

    /// <summary>Whether the method asks if a text is none, or empty.</summary>
    public static bool AsksForText(IMethodSymbol method) =>
        method is { Name: MetadataNames.IsNullOrEmpty, ContainingType.SpecialType: SpecialType.System_String };

    /// <summary>Whether the field is the empty text.</summary>
    public static bool IsEmptyText(IFieldSymbol field) => field is { Name: MetadataNames.Empty, ContainingType.SpecialType: SpecialType.System_String };

    /// <summary>
    /// Whether the same text or numbers always give the same: the framework's methods of these types, and of <c>Math</c>, that are given
    /// nothing else, for what is in an object may change.
    /// </summary>
    public static bool IsPure(IMethodSymbol method)
    {
        if (method is { Name: MetadataNames.TypeOfObject, ContainingType.SpecialType: SpecialType.System_Object })
            return true;
        if (method.ReturnsVoid || !method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind != MethodKind.Ordinary)
            return false;
        return (IsPlain(method.ContainingType) || IsMath(method.ContainingType)) && method.Parameters.All(parameter => IsPlain(parameter.Type));
    }

    private static bool IsPlain(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String;

    private static bool IsSystem(INamespaceSymbol? space) => space is { Name: MetadataNames.SystemNamespace, ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsMath(INamedTypeSymbol type) =>
        type.Name == MetadataNames.Math && IsSystem(type.ContainingNamespace);

    /// <summary>Whether such a method throws for a misuse of itself alone.</summary>
    public static bool IsQuestion(IMethodSymbol method) => (s_questions.Contains(method.Name) && IsPure(method)) || IsOnMemory(method);

    private static readonly ImmutableHashSet<string> s_questions = ImmutableHashSet.Create(
        MetadataNames.TypeOfObject, MetadataNames.IsNullOrEmpty, "IsNullOrWhiteSpace", "Contains", "StartsWith", "EndsWith", "Equals", "IsDigit", "IsLetter", "IsLetterOrDigit", "IsWhiteSpace",
        "IsUpper", "IsLower", "IsNaN", "IsInfinity", "IsFinite", "Min", "Max");

    /// <summary>What it returns is what its argument holds.</summary>
    private static Contract Reads { get; } = new(ImmutableArray.Create(
        new Effect(EffectKind.ReturnsReceiver, Operand.Parameter(0), When.Returns),
        new Effect(EffectKind.Borrowed, Operand.Parameter(0), When.Returns),
        new Effect(EffectKind.NeverThrows, Operand.This, When.Returns)));

    private static readonly ImmutableDictionary<string, Contract> s_byId = new Dictionary<string, Contract>
    {
        ["M:System.IDisposable.Dispose"] = Reclaims,
        ["M:System.IAsyncDisposable.DisposeAsync"] = Reclaims,
        ["M:System.Threading.Tasks.Task.FromResult``1(``0)"] = ReturnsArgument,
        ["M:System.Threading.Tasks.ValueTask.FromResult``1(``0)"] = ReturnsArgument,
        ["M:System.Threading.Tasks.ValueTask`1.#ctor(`0)"] = ReturnsArgument,
        ["M:System.Threading.Monitor.Enter(System.Object)"] = Looks,
        ["M:System.Threading.Monitor.Enter(System.Object,System.Boolean@)"] = Looks,
        ["M:System.Threading.Monitor.Exit(System.Object)"] = Looks,
        ["M:System.Threading.Lock.Enter"] = Contract.Quiet,
        ["M:System.Threading.Lock.Exit"] = Contract.Quiet,
        ["M:System.Threading.Lock.EnterScope"] = Contract.Quiet,
        ["M:System.Object.ReferenceEquals(System.Object,System.Object)"] = Looks,
        ["M:System.ArgumentNullException.ThrowIfNull(System.Object,System.String)"] = Looks,
        ["M:System.GC.KeepAlive(System.Object)"] = Looks,
        ["M:System.GC.SuppressFinalize(System.Object)"] = Looks,
        ["M:System.Threading.Interlocked.Exchange``1(``0@,``0)"] = Swap,
        ["M:System.Threading.Interlocked.Exchange(System.Object@,System.Object)"] = Swap,
        ["M:System.Threading.Volatile.Write``1(``0@,``0)"] = Puts,
    }.Concat(s_keepers.Select(row => new KeyValuePair<string, Contract>(row.TrimEnd('+', '?'), Keeps(row))))
        .Concat(s_runs.Select(id => new KeyValuePair<string, Contract>(id, Runs)))
        .Concat(s_sameTask.Select(id => new KeyValuePair<string, Contract>(id, SameTask)))
        .Concat(s_resultsOfTask.Select(id => new KeyValuePair<string, Contract>(id, ResultOfTask)))
        .Concat(s_numbers.SelectMany(Atomic))
        .ToImmutableDictionary(row => row.Key, row => row.Value);

    /// <summary>The contract of <paramref name="method"/>, or null when the framework's tables say nothing of it.</summary>
    public static Contract? Of(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.IsEmpty && method.ContainingAssembly is not null
        && method.OriginalDefinition.GetDocumentationCommentId() is { } id && s_byId.TryGetValue(id, out Contract? contract)
            ? contract
            : IsDispose(method) ? Reclaims : null;

    /// <summary>Whether the method ends its receiver's life by the pattern that <c>using</c> follows.</summary>
    public static bool IsDispose(IMethodSymbol method) =>
        !method.IsStatic && method.Parameters.IsEmpty
        && method.Name is MetadataNames.Dispose or MetadataNames.DisposeAsync;
}
