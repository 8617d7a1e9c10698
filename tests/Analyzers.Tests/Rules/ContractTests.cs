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
}
