using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseAfterLoopTests
{
    [Fact]
    public Task The_only_release_moves_behind_the_loop() => OnFindings.Becomes<ReleaseAfterLoop>(
        """
        void Each(Module module, int[] items)
        {
            if (!module.TryGet())
                return;

            // all of them
            foreach (int item in items)
            {
                Console.WriteLine(item);
                module.Put(); // give back
            }
        }

        void Nested(Module module, int[][] rows, bool isBusy)
        {
            if (module.TryGet())
            {
                do
                {
                    foreach (int item in rows[0])
                    {
                        if (item > 3)
                            module.Put();
                        else
                            continue;
                        break;
                    }
                }
                while (rows.Length > 3);
                GC.KeepAlive(rows);
            }
        }

        void Embedded(Module module, int[] items, bool isBusy)
        {
            if (!module.TryGet())
                return;
            if (isBusy)
                foreach (int item in items)
                    module?.Put();
        }
        """,
        """
        void Each(Module module, int[] items)
        {
            if (!module.TryGet())
                return;

            // all of them
            foreach (int item in items)
            {
                Console.WriteLine(item);
            }
            module.Put(); // give back
        }

        void Nested(Module module, int[][] rows, bool isBusy)
        {
            if (module.TryGet())
            {
                do
                {
                    foreach (int item in rows[0])
                    {
                        if (item > 3)
                        {
                        }
                        else
                            continue;
                        break;
                    }
                }
                while (rows.Length > 3);
                module.Put();
                GC.KeepAlive(rows);
            }
        }

        void Embedded(Module module, int[] items, bool isBusy)
        {
            if (!module.TryGet())
                return;
            if (isBusy)
            {
                foreach (int item in items)
                {
                }
                module?.Put();
            }
        }
        """);

    [Theory]
    [InlineData("foreach (int i in items) { m.Put(); if (i == 4) return; }")]
    [InlineData("foreach (int i in items) { try { Console.WriteLine(i); } finally { m.Put(); } }")]
    [InlineData("foreach (int i in items) m.Put(); Console.WriteLine(m.Name);")]
    [InlineData("foreach (int i in items) m.Put(); if (items.Length == 0) m.Put();")]
    [InlineData("foreach (int i in items) { m.Put(); if (i == 4) m.Get(); }")]
    public Task Is_not_offered_where_a_release_behind_the_loop_is_too_late_or_one_of_several(string body) => OnFindings.IsNeverOffered<ReleaseAfterLoop>(
        $"void M([Held] Module m, int[] items) {{ m.Get(); {body} }}");
}
