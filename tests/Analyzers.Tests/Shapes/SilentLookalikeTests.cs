using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>N29: what only looks like an acquire, by its name.</summary>
public sealed class SilentLookalikeTests
{
    [Fact]
    public Task N29_a_name_that_only_looks_like_a_pair() => Verify.Silent("""
        sealed class Tracer
        {
            public bool TryGet() => true;
            public void Put() { }
        }
        class C
        {
            void Open(Tracer tracer, bool busy)
            {
                if (!tracer.TryGet())
                    return;
                if (busy)
                    return;
                tracer.Put();
            }
        }
        """);

    [Fact]
    public Task N29_take_of_linq() => Verify.Silent("""
        using System.Collections.Generic;
        using System.Linq;

        class C
        {
            int First(IEnumerable<int> all, bool busy)
            {
                IEnumerable<int> some = all.Take(3);
                return busy ? 0 : some.First();
            }
        }
        """);
}
