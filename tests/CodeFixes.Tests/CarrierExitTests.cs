using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>A reference that a call's result carries, on single ways: before an exit, given back twice, used afterwards.</summary>
public class CarrierExitTests
{
    private const string Types = CarrierTests.Types;

    [Fact]
    public Task What_is_found_is_released_before_the_exit() => OnFindings.Becomes<ReleaseBeforeExit>(Types +
        """
        class C
        {
            int Tested(Table table, bool isBusy)
            {
                Entry? entry = table.Find(1);
                if (entry is null)
                    return 0;
                if (isBusy)
                    return 1; // leaks
                entry.Put();
                return 2;
            }
            void Untested(Table table, bool isBusy)
            {
                Entry? entry = table.Find(1);
                if (isBusy)
                    return;
                entry?.Put();
            }
            int Taken(Table table, bool isBusy)
            {
                Buffer buffer = table.Rent();
                if (isBusy)
                    return buffer.Length;
                table.Return(buffer);
                return 1;
            }
            void Both(Module a, Module b, bool isBusy)
            {
                var g = a.Acquire();
                var h = b.Acquire();
                if (isBusy)
                    return;
                h.Dispose();
                g.Dispose();
            }
        }
        """, Types +
        """
        class C
        {
            int Tested(Table table, bool isBusy)
            {
                Entry? entry = table.Find(1);
                if (entry is null)
                    return 0;
                if (isBusy)
                {
                    entry.Put();
                    return 1; // leaks
                }
                entry.Put();
                return 2;
            }
            void Untested(Table table, bool isBusy)
            {
                Entry? entry = table.Find(1);
                if (isBusy)
                {
                    entry?.Put();
                    return;
                }
                entry?.Put();
            }
            int Taken(Table table, bool isBusy)
            {
                Buffer buffer = table.Rent();
                if (isBusy)
                {
                    int result = buffer.Length;
                    table.Return(buffer);
                    return result;
                }
                table.Return(buffer);
                return 1;
            }
            void Both(Module a, Module b, bool isBusy)
            {
                var g = a.Acquire();
                var h = b.Acquire();
                if (isBusy)
                {
                    h.Dispose();
                    g.Dispose();
                    return;
                }
                h.Dispose();
                g.Dispose();
            }
        }
        """);

    /// <summary>Another name, another owner, another function: nobody here knows who gives it back.</summary>
    [Theory]
    [InlineData("Entry? M(Table t, bool b) { var x = t.Find(1); if (b) return null; return x; }")]
    [InlineData("void M(Table t, bool b) { var x = t.Find(1); var y = x; if (b) return; y?.Put(); }")]
    [InlineData("void M(Table t, bool b) { var x = t.Find(1); if (b) return; Action a = () => x?.Put(); a(); }")]
    [InlineData("void M(Table t, bool b) { Entry? x = t.Find(1); if (b) return; x?.Put(); x = null; }")]
    public Task Not_in_a_finally_where_it_may_leave(string source) => OnFindings.IsNeverOffered<ReleaseInFinally>(Types + $"class C {{ {source} }}");

    [Fact]
    public Task What_is_taken_back_twice_is_so_once() => OnFindings.Becomes<RemoveRelease>(Types +
        """
        class C
        {
            void M(Table table)
            {
                Buffer buffer = table.Rent();
                table.Return(buffer);
                table.Return(buffer); // again
            }
        }
        """, Types +
        """
        class C
        {
            void M(Table table)
            {
                Buffer buffer = table.Rent();
                table.Return(buffer); // again
            }
        }
        """);

    [Fact]
    public Task What_is_used_after_it_was_taken_back_is_taken_back_later() => OnFindings.Becomes<ReleaseAfterLastUse>(Types +
        """
        class C
        {
            void M(Table table, Action<Buffer> work)
            {
                Buffer buffer = table.Rent();
                table.Return(buffer); // give back
                work(buffer);
            }
        }
        """, Types +
        """
        class C
        {
            void M(Table table, Action<Buffer> work)
            {
                Buffer buffer = table.Rent();
                try
                {
                    work(buffer);
                }
                finally
                {
                    table.Return(buffer); // give back
                }
            }
        }
        """);
}
