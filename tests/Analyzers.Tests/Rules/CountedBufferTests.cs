using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Counted buffers and messages that handlers pass on, as DotNetty has them.</summary>
public sealed class CountedBufferTests
{
    private const string Buffer = """
        public interface IBuffer
        {
            [Acquires(Kind = "buffer")] [return: ReturnsReceiver] IBuffer Retain();
            [Releases(Kind = "buffer")] void Release();
            IBuffer Write(int value);
            IBuffer Slice();
            [NeverThrows] bool IsReadable();
        }
        public sealed class Allocator
        {
            [return: Acquired(Kind = "buffer")] public IBuffer New() => null!;
        }
        public sealed class Pipeline
        {
            public void Pass(object message) { }
            public void Complete() { }
        }
        public static class Counted
        {
            public static void Release([Releases(Kind = "buffer")] object message) { }
        }

        """;

    [Fact]
    public Task Passed_on_or_given_back() => Verify.Silent(Buffer + """
        void Handle(Pipeline pipeline, IBuffer? buffer, ref bool isPending)
        {
            if (buffer != null)
            {
                if (buffer.IsReadable())
                {
                    isPending = false;
                    pipeline.Pass(buffer);
                }
                else
                {
                    buffer.Release();
                }
            }
            pipeline.Complete();
        }
        """);

    [Fact]
    public Task Decoded_or_passed_on() => Verify.Silent(Buffer + """
        void Read(Pipeline pipeline, object message, bool mayRelease)
        {
            bool isMine = true;
            try
            {
                if (message is IBuffer buffer)
                {
                    pipeline.Pass(buffer);
                }
                else
                {
                    isMine = false;
                    pipeline.Pass(message);
                }
            }
            finally
            {
                if (mayRelease && isMine)
                    Counted.Release(message);
            }
        }
        """);

    [Fact]
    public Task Kept_in_a_field_if_it_is_one_at_all() => Verify.Silent(Buffer + """
        private IBuffer? _kept;
        void Read(object message)
        {
            if (message is IBuffer buffer)
            {
                _kept = buffer;
                if (!_kept.IsReadable())
                {
                    _kept.Release();
                    _kept = null;
                }
            }
        }
        """);

    [Fact]
    public Task A_view_of_it_is_returned() => Verify.Silent(Buffer + """
        private static readonly IBuffer s_empty = null!;
        static IBuffer Wrap(IBuffer buffer)
        {
            if (buffer.IsReadable())
                return buffer.Slice();
            buffer.Release();
            return s_empty;
        }
        """);

    [Fact]
    public Task Replaced_by_what_a_filter_gives_back() => Verify.Silent(Buffer + """
        bool Write(Pipeline? pipeline, IBuffer message, Func<IBuffer, IBuffer> filter)
        {
            if (pipeline == null)
            {
                message.Release();
                return false;
            }
            try
            {
                message = filter(message);
                pipeline.Complete();
            }
            catch (InvalidOperationException)
            {
                message.Release();
                return false;
            }
            pipeline.Pass(message);
            return true;
        }
        """);

    [Fact]
    public Task What_a_fluent_call_gives_may_be_the_same() => Verify.Silent(Buffer + """
        void Add(Allocator allocator, List<object> output) => output.Add(allocator.New().Write(1).Write(2));
        IBuffer Make(Allocator allocator) => allocator.New().Write(1);
        """);

    [Fact]
    public Task What_nobody_keeps_is_not() => Verify.Rule("""
        public interface IBuffer
        {
            [Acquires(Kind = "buffer")] void Retain();
            [Releases(Kind = "buffer")] void Release();
            IBuffer Write(int value);
        }
        static class Allocator
        {
            [return: Acquired(Kind = "buffer")] public static IBuffer New() => null!;
        }
        class C
        {
            void Drop()
            {
                Allocator.New().Write(1).Write(2); // QSC101
            }
            void Leave(bool early)
            {
                IBuffer buffer = Allocator.New(); // QSC101
                buffer.Write(1).Write(2);
                if (early)
                    return;
                buffer.Release();
            }
        }
        """);

    [Fact]
    public Task A_wrapper_takes_and_gives_what_it_wraps() => Verify.Silent(Buffer + """
        private IBuffer Inner() => _inner;
        private readonly IBuffer _inner = null!;
        IDisposable? Keep()
        {
            Inner().Retain();
            return null;
        }
        void Give() => Inner().Release();
        """);

    [Fact]
    public Task Not_on_one_path_only() => Verify.Rule(Buffer + """
        private IBuffer Inner() => _inner;
        private readonly IBuffer _inner = null!;
        void Keep(bool early)
        {
            IBuffer inner = Inner();
            inner.Retain(); // QSC101
            if (early)
                return;
            inner.Release();
        }
        """);

    [Fact]
    public Task Neither_passed_on_nor_given_back() => Verify.Rule(Buffer + """
        void Handle(Pipeline pipeline, IBuffer buffer, bool isWanted)
        {
            if (isWanted)
                pipeline.Complete();
            else
                buffer.Release(); // QSC102
        }
        """);
}
