using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC101: what a collection, a channel or a declared owner refuses is still this body's.</summary>
public sealed class RefusedTests
{
    [Theory]
    [InlineData("if (!_byName.TryAdd(name, lease)) return;")]
    [InlineData("if (_byName.TryAdd(name, lease)) Work();")]
    [InlineData("bool added = _byName.TryAdd(name, lease); if (!added) return;")]
    [InlineData("if (!_waiting.TryAdd(lease, 10)) Work();")]
    [InlineData("if (!_channel.Writer.TryWrite(lease)) throw new InvalidOperationException();")]
    public Task And_is_lost(string body) => Verify.Rule(Type(body, "QSC101: 'm'"));

    [Theory]
    [InlineData("if (!_byName.TryAdd(name, lease)) lease.Dispose();")]
    [InlineData("bool added = _byName.TryAdd(name, lease); Work(); if (!added) lease.Dispose();")]
    [InlineData("if (!_waiting.TryAdd(lease)) { lease.Dispose(); return; }")]
    [InlineData("while (!_channel.Writer.TryWrite(lease)) Work();")]
    [InlineData("_byName.TryAdd(name, lease);")]
    [InlineData("if (!_set.Add(lease)) Work();")]
    [InlineData("bool added = _byName.TryAdd(name, lease); Debug.Assert(added);")]
    public Task And_is_not_lost(string body) => Verify.Silent(Type(body));

    [Fact]
    public Task By_an_owner_that_says_so() => Verify.Rule(Type("if (!Offer(lease)) return;", "QSC101: 'm'"));

    [Theory]
    [InlineData("if (!Offer(lease)) lease.Dispose();")]
    [InlineData("Offer(lease);")]
    public Task By_an_owner_that_says_so_and_is_not_lost(string body) => Verify.Silent(Type(body));

    [Fact]
    public Task It_is_asked_of_what_can_answer() => Verify.Rule("""
        void Put([Owns(When = When.True)] Module owner) { } // QSC901: 'Put' does not return a bool
        bool TryPut([Owns(When = When.Throws)] Module owner) => true; // QSC901: say with OnThrow
        """);

    [Theory]
    [InlineData("if (early) return;", "QSC101: 'pool' is not released when 'early' is true")]
    [InlineData("", "silent")]
    public Task An_owner_that_acquires_too_has_both_outcomes(string then, string finding) => (finding == "silent" ? (Func<string, VerifyOptions?, Task>)Verify.Silent : Verify.Rule)($$"""
        sealed class Pool
        {
            [Acquires(Kind = "slot", When = When.True), NeverThrows] public bool TryTake([Owns(When = When.True)] Module m) => m.Name.Length > 0;
            [Releases(Kind = "slot")] public void Give() { }
        }

        void Run(Pool pool, Module m, bool early)
        {
            if (!pool.TryTake(m)) // {{finding}}
                return;
            {{then}}
            pool.Give();
        }
        """, null);

    private static string Type(string body, string finding = "silent") => $$"""
        using System.Collections.Concurrent;
        using System.Diagnostics;
        using System.Threading.Channels;

        sealed class Holder
        {
            private readonly ConcurrentDictionary<string, ModuleLease> _byName = new();
            private readonly BlockingCollection<ModuleLease> _waiting = new();
            private readonly Channel<ModuleLease> _channel = Channel.CreateUnbounded<ModuleLease>();
            private readonly HashSet<ModuleLease> _set = new();

            public void Take(Module m, string name)
            {
                ModuleLease? lease = m.Lease(); // {{finding}}
                if (lease is null)
                    return;
                {{body}}
            }

            [NeverThrows] private static bool Offer([Owns(When = When.True)] ModuleLease lease) => true;
            [NeverThrows] private static void Work() { }
        }
        """;
}
