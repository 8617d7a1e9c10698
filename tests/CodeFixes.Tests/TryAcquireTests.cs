using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class TryAcquireTests
{
    [Fact]
    public Task An_unchecked_get_becomes_a_conditional_one_with_an_exit() => Fix.Becomes<TryAcquire>(
        """
        void Open(Module owner)
        {
            // take it
            {|QSC105:owner.Get()|}; // surely
            owner.Run();
            owner.Put();
        }
        """,
        """
        void Open(Module owner)
        {
            // take it
            if (!owner.TryGet()) // surely
                return;
            owner.Run();
            owner.Put();
        }
        """);

    [Fact]
    public Task An_ignored_result_gets_an_exit() => Fix.Becomes<TryAcquire>(
        """
        bool Open(Module owner)
        {
            {|QSC104:owner.TryGet()|};
            return true;
        }
        """,
        """
        bool Open(Module owner)
        {
            if (!owner.TryGet())
                return false;
            return true;
        }
        """);

    [Fact]
    public Task An_embedded_get_gets_a_block_that_keeps_its_else_apart() => Fix.Becomes<TryAcquire>(
        """
        void Open(Module owner, bool first)
        {
            if (first)
                {|QSC105:owner.Get()|};
            else
                owner.Run();
        }
        """,
        """
        void Open(Module owner, bool first)
        {
            if (first)
            {
                if (!owner.TryGet())
                    return;
            }
            else
                owner.Run();
        }
        """);

    [Theory]
    [InlineData("void M(Module m)", "return;")]
    [InlineData("bool M(Module m)", "return false;")]
    [InlineData("string? M(Module m)", "return null;")]
    [InlineData("int? M(Module m)", "return null;")]
    [InlineData("Task M(Module m)", "return Task.CompletedTask;")]
    [InlineData("Task<bool> M(Module m)", "return Task.FromResult(false);")]
    [InlineData("Task<string?> M(Module m)", "return Task.FromResult<string?>(null);")]
    [InlineData("ValueTask M(Module m)", "return default;")]
    [InlineData("async Task M(Module m)", "return;")]
    [InlineData("async Task<bool> M(Module m)", "return false;")]
    [InlineData("int M(Module m)", "throw new InvalidOperationException(\"'m' is going away.\");")]
    [InlineData("string M(Module m)", "throw new InvalidOperationException(\"'m' is going away.\");")]
    [InlineData("Task<int> M(Module m)", "throw new InvalidOperationException(\"'m' is going away.\");")]
    [InlineData("C(Module m)", "throw new InvalidOperationException(\"'m' is going away.\");")]
    public Task The_exit_is_what_the_callers_of_the_function_read_as_no(string head, string exit) =>
        Fix.Becomes<TryAcquire>(
            $$"""
            {{head}}
            {
                {|QSC105:m.Get()|};
                throw new NotImplementedException();
            }
            """,
            $$"""
            {{head}}
            {
                if (!m.TryGet())
                    {{exit}}
                throw new NotImplementedException();
            }
            """);

    [Fact]
    public Task An_iterator_ends_a_loop_over_the_objects_goes_on_and_a_lambda_leaves_itself() => Fix.Becomes<TryAcquire>(
        """
        IEnumerable<int> Each(Module owner)
        {
            {|QSC105:owner.Get()|};
            yield return 1;
            owner.Put();
        }

        int Loops(List<Module> modules, Module other)
        {
            foreach (Module module in modules)
            {
                {|QSC105:module.Get()|};
                module.Put();
            }
            foreach (Module module in modules)
            {
                Func<bool> f = () =>
                {
                    {|QSC105:module.Get()|};
                    return true;
                };
            }
            return 1;
        }
        """,
        """
        IEnumerable<int> Each(Module owner)
        {
            if (!owner.TryGet())
                yield break;
            yield return 1;
            owner.Put();
        }

        int Loops(List<Module> modules, Module other)
        {
            foreach (Module module in modules)
            {
                if (!module.TryGet())
                    continue;
                module.Put();
            }
            foreach (Module module in modules)
            {
                Func<bool> f = () =>
                {
                    if (!module.TryGet())
                        return false;
                    return true;
                };
            }
            return 1;
        }
        """);

    [Theory]
    [InlineData("void M(Module m) { try { } finally { {|QSC105:m.Get()|}; } }")]
    [InlineData("void M(Module m) => {|QSC105:m.Get()|};")]
    public Task Is_not_offered_where_nothing_can_leave(string members) => Fix.IsNotOffered<TryAcquire>(members);
}
