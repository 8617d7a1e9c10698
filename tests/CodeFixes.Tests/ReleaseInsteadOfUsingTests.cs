using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseInsteadOfUsingTests
{
    private const string Image = """
        abstract class Image : IDisposable
        {
            [Acquires] public abstract bool TryRetain();
            [Releases] public abstract void Release();
            [Reclaims] public abstract void Dispose();
            public abstract void Run();
        }

        """;

    [Fact]
    public Task A_finally_releases_what_the_using_would_destroy() => Becomes(
        """
        void Block(Image next)
        {
            Image? old = _current;
            _current = next;

            // the old one
            using (old) // for long
            {
                next.Run(); // run
            } // done
        }

        void Declared(Image next)
        {
            using (Image? old = _current)
                _current = next;
            next.Run();
        }

        int Rest(Image next)
        {
            // both
            using var old = _current!; // the old one
            using Image copy = next;

            int count = 5;
            next.Run();
            return count;
        }

        void Nothing()
        {
            using Image? old = Interlocked.Exchange(ref _current, null);
        }

        void Retained(Image next)
        {
            if (!next.TryRetain())
                return;
            using (next)
                next.Run();
        }
        """,
        """
        void Block(Image next)
        {
            Image? old = _current;
            _current = next;

            // the old one
            try // for long
            {
                next.Run(); // run
            } // done
            finally
            {
                old?.Release();
            }
        }

        void Declared(Image next)
        {
            Image? old = _current;
            try
            {
                _current = next;
            }
            finally
            {
                old?.Release();
            }
            next.Run();
        }

        int Rest(Image next)
        {
            // both
            var old = _current!; // the old one
            try
            {
                Image copy = next;

                try
                {
                    int count = 5;
                    next.Run();
                    return count;
                }
                finally
                {
                    copy.Release();
                }
            }
            finally
            {
                old.Release();
            }
        }

        void Nothing()
        {
            Image? old = Interlocked.Exchange(ref _current, null);
            old?.Release();
        }

        void Retained(Image next)
        {
            if (!next.TryRetain())
                return;
            try
            {
                next.Run();
            }
            finally
            {
                next.Release();
            }
        }
        """);

    [Fact]
    public Task What_may_become_another_object_is_found_once() => Becomes(
        """
        void Field(Image next, bool isNew)
        {
            if (isNew)
                using (_current)
                    _current = next;
        }

        void Parameter(Image next, Image? old)
        {
            using (old)
            {
                old = next;
            }
        }
        """,
        """
        void Field(Image next, bool isNew)
        {
            if (isNew)
            {
                var counted = _current;
                try
                {
                    _current = next;
                }
                finally
                {
                    counted?.Release();
                }
            }
        }

        void Parameter(Image next, Image? old)
        {
            var counted = old;
            try
            {
                old = next;
            }
            finally
            {
                counted?.Release();
            }
        }
        """);

    [Theory]
    [InlineData("void M(Image image) { using (image) image.Release(); }")]
    [InlineData("void M(Image image) { image.Release(); using (image) { } }")]
    [InlineData("void M(Image image) { if (!image.TryRetain()) image.Dispose(); else image.Release(); }")]
    public Task Nothing_is_released_where_nothing_is_left(string members) => OnFindings.Says(Wrap(members), "QSC114", "release", null);

    [Fact]
    public Task Two_of_one_name_cannot_both_live_in_the_block_around() => OnFindings.IsNotOffered<ReleaseInsteadOfUsing>(Wrap(
        """
        void M()
        {
            using (Image? old = _current) { old?.Run(); }
            using (Image? old = _current) { old?.Run(); }
        }
        """));

    private static Task Becomes(string members, string expected) => OnFindings.Becomes<ReleaseInsteadOfUsing>(Wrap(members), Wrap(expected));

    private static string Wrap(string members) =>
        $"{Image}class Cache\n{{\n    Image? _current;\n\n{string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}\n}}";
}
