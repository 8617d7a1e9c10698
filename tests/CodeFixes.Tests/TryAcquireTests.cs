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
                    throw new InvalidOperationException("'owner' is going away.");
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
                m.Put();
                throw new NotImplementedException();
            }
            """,
            $$"""
            {{head}}
            {
                if (!m.TryGet())
                    {{exit}}
                m.Put();
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

    [Fact]
    public Task Every_form_of_an_ignored_call() => Fix.Becomes<TryAcquire>(
        """
        void Discards(Module owner)
        {
            _ = {|QSC104:owner.TryGet()|}; // or not
            owner.Put();
        }

        async Task Awaits(Module owner)
        {
            await {|QSC104:owner.TryGetAsync()|};
            owner.Put();
        }

        void IfAny(Module? owner)
        {
            owner?{|QSC104:.TryGet()|};
            owner?.Put();
        }

        void Chooses(Module owner, int n)
        {
            switch (n)
            {
                case 1:
                    {|QSC105:owner.Get()|};
                    owner.Put();
                    break;
            }
        }
        """,
        """
        void Discards(Module owner)
        {
            if (!owner.TryGet()) // or not
                return;
            owner.Put();
        }

        async Task Awaits(Module owner)
        {
            if (!await owner.TryGetAsync())
                return;
            owner.Put();
        }

        void IfAny(Module? owner)
        {
            if (owner?.TryGet() == false)
                return;
            owner?.Put();
        }

        void Chooses(Module owner, int n)
        {
            switch (n)
            {
                case 1:
                    if (!owner.TryGet())
                        return;
                    owner.Put();
                    break;
            }
        }
        """);

    [Fact]
    public Task A_function_that_does_nothing_else_throws() => Fix.Becomes<TryAcquire>(
        """
        void Take(Module owner) => {|QSC105:owner.Get()|};

        Action Later(Module owner) => () => {|QSC105:owner.Get()|};
        """,
        """
        void Take(Module owner)
        {
            if (!owner.TryGet())
                throw new InvalidOperationException("'owner' is going away.");
        }

        Action Later(Module owner) => () =>
        {
            if (!owner.TryGet())
                throw new InvalidOperationException("'owner' is going away.");
        };
        """);

    [Fact]
    public Task An_implicit_receiver_and_an_extension() => Fix.Becomes<TryAcquire>(
        """
        using Quiesce;

        static class Extensions
        {
            public static bool TryGet(this C owner) => true;
        }

        class C
        {
            bool TryGet() => true;
            void Get() { }

            void Own()
            {
                {|QSC105:Get()|};
            }

            static void Others(C owner)
            {
                {|QSC104:owner.TryGet()|};
            }
        }
        """,
        """
        using Quiesce;

        static class Extensions
        {
            public static bool TryGet(this C owner) => true;
        }

        class C
        {
            bool TryGet() => true;
            void Get() { }

            void Own()
            {
                if (!TryGet())
                    throw new System.InvalidOperationException("'this' is going away.");
            }

            static void Others(C owner)
            {
                if (!owner.TryGet())
                    throw new System.InvalidOperationException("'owner' is going away.");
            }
        }
        """);

    [Theory]
    [InlineData("void M(Module m) { try { } finally { {|QSC105:m.Get()|}; } }")]
    [InlineData("void M(Module m, Module other) { if (!other.TryGet()) return; {|QSC105:m.Get()|}; m.Put(); other.Put(); }")]
    [InlineData("async Task M(Module? m) { if (m is not null) await m?{|QSC104:.TryGetAsync()|}; }")]
    public Task Is_not_offered_where_nothing_can_leave(string members) => Fix.IsNotOffered<TryAcquire>(members);
}
