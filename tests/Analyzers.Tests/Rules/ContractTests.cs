using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC901: a contract that has no effect says so, and affects nothing else.</summary>
public sealed class ContractTests
{
    [Fact]
    public Task Names_no_operand() => Verify.Rule("""
        [Acquires(Kind = "file", Of = "nobody")] // QSC901: 'nobody' names no operand of 'Open'
        bool Open(object handle) => handle is not null;
        """);

    [Fact]
    public Task Counts_nothing() => Verify.Rule("""
        [Releases(Kind = "file", Of = "handle", Count = 0)] // QSC901: a count of 0
        void Close(object handle) => GC.KeepAlive(handle);
        """);

    [Fact]
    public Task Returns_nothing_to_acquire() => Verify.Rule("""
        [return: Acquired(Kind = "file")] // QSC901: returns nothing
        void Open()
        {
        }
        """);

    [Fact]
    public Task Is_never_true() => Verify.Rule("""
        [Acquires(Kind = "file", Of = "handle", When = When.True)] // QSC901: does not return a bool
        void Open(object handle) => GC.KeepAlive(handle);
        """);

    [Fact]
    public Task Counts_by_no_parameter() => Verify.Rule("""
        [Releases(Kind = "file", Of = "handle", CountFrom = "handle")] // QSC901: 'handle' is no int parameter of 'Close'
        void Close(object handle) => GC.KeepAlive(handle);
        """);

    [Fact]
    public Task Is_a_guard_that_cannot_tell() => Verify.Rule("""
        using Quiesce.Annotations;
        [Guard(HeldProperty = "Holds")] // QSC901: 'Holds' is no bool property of 'Scope'
        ref struct Scope
        {
            public void Dispose() { }
        }
        """);

    [Fact]
    public Task Names_an_unknown_member() => Verify.Rule("""
        using Quiesce.Annotations;
        [assembly: Contract("M:No.Such.Method", typeof(AcquiresAttribute))] // QSC901: 'M:No.Such.Method' names no method
        class C
        {
        }
        """);

    [Fact]
    public Task Describes_code_that_cannot_be_edited() => Verify.Rule("""
        using System.IO;
        using Quiesce.Annotations;
        [assembly: Contract("M:System.IO.Stream.Flush", typeof(AcquiresAttribute), Kind = "flush")]
        [assembly: Contract("M:System.IO.Stream.Close", typeof(ReleasesAttribute), Kind = "flush")]
        class C
        {
            void Run(Stream stream, bool busy)
            {
                stream.Flush(); // QSC101: 'stream' is not released when 'busy' is true
                if (busy)
                    return;
                stream.Close();
            }
        }
        """);

    [Fact]
    public Task Names_no_kind_where_the_type_has_several() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires(Kind = "gate:read")] public void EnterRead() { }
            [Releases(Kind = "gate:read")] public void ExitRead() { }
            [Acquires(Kind = "gate:write")] public void EnterWrite() { }
            [Releases(Kind = "gate:write")] public void ExitWrite() { }
        }
        void Pass([Held] Gate gate) => GC.KeepAlive(gate); // QSC901: say with Kind which it is: 'gate:read', 'gate:write'
        """);

    [Fact]
    public Task Means_the_kind_of_its_operand_where_it_names_none() => Verify.Rule("""
        private static readonly Module s_module = null!;
        [return: Acquired] Module Open() => s_module.TryGet() ? s_module : throw new InvalidOperationException();
        [NeverThrows] bool Open([Acquires] Module module) => module.TryGet();
        void Close([Releases] Module module) => module.Put();
        void Again([Held] Module module)
        {
            module.Get();
            module.Put();
        }
        void Right()
        {
            Module module = Open();
            if (Open(module))
                Close(module);
            module.Put();
        }
        void Wrong(Module module)
        {
            if (!Open(module)) // QSC101: 'module' is not released
                return;
            Close(Open());
        }
        """);

    [Fact]
    public Task Means_the_kind_that_the_other_half_names() => Verify.Rule("""
        sealed class Gate
        {
            [Acquires(Kind = "gate")] public void Enter() { }
            [Releases] public void Exit() { }
        }
        void Pass(Gate gate, bool isClosed)
        {
            gate.Enter(); // QSC101: 'gate' is not released when 'isClosed' is true
            if (isClosed)
                return;
            gate.Exit();
        }
        """);
}
