using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class ReleaseInsteadTests
{
    private const string Image = """
        class Image : IDisposable, IAsyncDisposable
        {
            public void Put() { }
            public void Dispose() { }
            public ValueTask DisposeAsync() => default;
        }
        static void Return(Image image) { }
        """;

    [Fact]
    public Task The_release_takes_the_place_of_the_end() => Fix.Becomes<ReleaseInstead>(
        Image + "\n" + """
        async Task Open(Image image, Image? other)
        {
            // done
            {|QSC114:image.Dispose()|}; // really
            {|QSC114:other?.Dispose()|};
            await {|QSC114:image.DisposeAsync()|};
            await {|QSC114:image.DisposeAsync()|}.ConfigureAwait(false);
            {|QSC114:Return(image)|};
            {|QSC114:Return(other!)|};
            await Task.Yield();
        }
        void Close(Image image) => {|QSC114:image.Dispose()|};
        """,
        Image + "\n" + """
        async Task Open(Image image, Image? other)
        {
            // done
            image.Put(); // really
            other?.Put();
            image.Put();
            image.Put();
            image.Put();
            Return(other!);
            await Task.Yield();
        }
        void Close(Image image) => image.Put();
        """);

    [Theory]
    [InlineData("async Task M(Image image) => await {|QSC114:image.DisposeAsync()|};")]
    [InlineData("ValueTask M(Image image) => {|QSC114:image.DisposeAsync()|};")]
    public Task Is_not_offered_where_the_call_is_needed(string members) => Fix.IsNotOffered<ReleaseInstead>(Image + "\n" + members);
}
