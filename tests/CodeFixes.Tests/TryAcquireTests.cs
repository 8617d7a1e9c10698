using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>Which calls become a conditional acquire, and what stands around them.</summary>
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
}
