using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC114: destroyed by something else than the last release.</summary>
public sealed class DestroyedDirectlyTests
{
    private const string Image = """
        sealed class Image : IDisposable, IAsyncDisposable
        {
            [Acquires(Kind = "image")] public bool TryRetain() => true;
            [Releases(Kind = "image")] public void Release() { Dispose(); DisposeAsync(); }
            [Releases(Kind = "image")] public bool ReleaseIsLast() => true;
            public void Dispose() { }
            public ValueTask DisposeAsync() => default;
            [Reclaims] public void Free() { }
        }
        static class Pool
        {
            [return: Acquired(Kind = "image")] public static Image Rent() => new();
            public static void Return([Reclaims] Image image) => image.Dispose();
        }
        """;

    [Theory]
    [InlineData("void M(Image image) { image.Dispose(); // QSC114: 'image' is destroyed although it is counted and others may hold it\n }")]
    [InlineData("void M(Image image) { image.Free(); // QSC114: 'image'\n }")]
    [InlineData("void M(Image image) { Pool.Return(image); // QSC114: 'image'\n }")]
    [InlineData("async Task M(Image image) { await image.DisposeAsync(); // QSC114: 'image'\n }")]
    [InlineData("void M(Image image) { using (image) // QSC114: 'image'\n GC.KeepAlive(this); }")]
    [InlineData("void M(IEnumerable<Image> images) { foreach (Image image in images) image.Dispose(); // QSC114: 'image'\n }")]
    [InlineData("Image? _image; void M() { _image?.Dispose(); // QSC114: '_image'\n }")]
    [InlineData("static readonly Image s_image = new(); void M() { s_image.Free(); // QSC114: 's_image'\n }")]
    [InlineData("void M(Image image) { if (!image.TryRetain()) // QSC110: 'image'\n return; image.Free(); // QSC114: 'image'\n }")]
    [InlineData("void M(Image image) { if (!image.TryRetain()) return; image.Release(); // 1: released here\n image.Dispose(); // QSC114: 'image'\n }")]
    [InlineData("void M(Image image) { image.Release(); image.Release(); if (image.TryRetain()) image.Free(); // QSC114: 'image'\n }")]
    [InlineData("void M() { Image image = Pool.Rent(); // QSC110: 'Pool.Rent()' \n image.Free(); // QSC114: 'image'\n }")]
    public Task Others_may_hold_it(string member) => Verify.Rule($"{Image}\nclass C\n{{\n{member}\n}}", new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("void M(Image image) { try { image.Retain(); } catch { image.Free(); // QSC114: 'image'\n return; } image.Release(); }")]
    [InlineData("void M(Image image) { try { image.Retain(); } catch { } image.Release(); // QSC102\n image.Free(); // QSC114: 'image'\n }")]
    public Task Also_where_taking_it_failed(string member) => Verify.Rule(
        $"{Image.Replace("public bool TryRetain() => true;", "public void Retain() { }", StringComparison.Ordinal)}\nclass C\n{{\n{member}\n}}", new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("void M() { var image = new Image(); image.Dispose(); }")]
    [InlineData("Image Make() => new(); void M() { using Image image = Make(); }")]
    [InlineData("void M(Image image) { if (image.ReleaseIsLast()) image.Dispose(); }")]
    [InlineData("void M(Image image) { image.Release(); }")]
    [InlineData("void M([Reclaims] Image image) { image.Dispose(); }")]
    [InlineData("[Releases(Of = \"image\", Kind = \"image\")] void M(Image image) { image.Free(); }")]
    [InlineData("void M(System.IO.Stream stream) { stream.Dispose(); }")]
    [InlineData("void M(ModuleLease lease, Module module) { if (!module.TryGet()) return; module.Put(); lease.Dispose(); }")]
    [InlineData("Image? _image; void M() { var next = new Image(); if (Interlocked.CompareExchange(ref _image, next, null) is not null) next.Dispose(); }")]
    public Task Nobody_else_can_hold_it(string member) => Verify.Silent($"{Image}\nclass C\n{{\n{member}\n}}", new VerifyOptions { Twins = false });

    [Theory]
    [InlineData("[Releases(Kind = \"key\")] public void Dispose() { }")]
    [InlineData("public void Dispose() => Release();")]
    [InlineData("public void Dispose() { }")]
    public Task A_dispose_that_is_a_release_or_nothing(string dispose) => Verify.Silent($$"""
        sealed class Key : IDisposable
        {
            [Acquires(Kind = "key")] public void Retain() { }
            [Releases(Kind = "key")] public void Release() { }
            {{dispose}}
        }
        class C
        {
            void M(Key key) { key.Dispose(); }
            void N(Key key) { key.Retain(); key.Release(); }
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task An_owner_has_it() => Verify.Rule("""
        sealed class Image
        {
            [Acquires(Kind = "image")] public bool TryRetain() => true;
            [Releases(Kind = "image")] public void Release() { }
            [Reclaims] public void Free() { }
        }
        static class Gallery
        {
            public static void Keep([Owns] Image image) => image.Release();
        }
        class C
        {
            void M(Image image)
            {
                if (!image.TryRetain())
                    return;
                Gallery.Keep(image);
                image.Free(); // QSC114
            }
        }
        """);

    [Fact]
    public Task A_collection_has_it_that_nobody_looks_into() => Verify.Rule("""
        sealed class Image
        {
            [Acquires(Kind = "image")] public bool TryRetain() => true;
            [Releases(Kind = "image")] public void Release() { }
            [Reclaims] public void Free() { }
        }
        class C
        {
            void M(Image image)
            {
                var held = new List<Image>();
                if (!image.TryRetain()) // QSC110
                    return;
                held.Add(image);
                image.Free(); // QSC114
            }
        }
        """);
}
