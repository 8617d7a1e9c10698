using Xunit;

namespace Quiesce.CodeFixes.Tests;

public class DeclareOwnershipTests
{
    [Fact]
    public Task A_parameter_that_every_way_keeps_is_declared_to_be_acquired() => Fix.Becomes<DeclareOwnership>(
        """
        using System;
        using Quiesce;

        class C
        {
            // keeps it
            public void Pin(bool log, Module owner)
            {
                {|everywhere:|}if (!{|QSC101:owner.TryGet()|})
                    throw new InvalidOperationException();
                if (log)
                    Console.WriteLine();
            }
        }
        """,
        """
        using System;
        using Quiesce;
        using Quiesce.Annotations;

        class C
        {
            // keeps it
            public void Pin(bool log, [Acquires(Kind = "module")] Module owner)
            {
                if (!owner.TryGet())
                    throw new InvalidOperationException();
                if (log)
                    Console.WriteLine();
            }
        }
        """);

    [Fact]
    public Task A_method_that_returns_the_object_is_declared_to_hand_out_a_reference() => Fix.Becomes<DeclareOwnership>(
        """
        using System;
        using Quiesce;
        using Quiesce.Annotations;

        class C
        {
            /// <summary>Pins it.</summary>
            public static Module Pin(Module owner)
            {
                {|everywhere:|}if (!{|QSC101:owner.TryGet()|})
                    throw new InvalidOperationException();
                return owner;
            }
        }
        """,
        """
        using System;
        using Quiesce;
        using Quiesce.Annotations;

        class C
        {
            /// <summary>Pins it.</summary>
            [return: Acquired(Kind = "module")]
            public static Module Pin(Module owner)
            {
                if (!owner.TryGet())
                    throw new InvalidOperationException();
                return owner;
            }
        }
        """);

    [Fact]
    public Task A_declared_method_that_stores_what_it_gets_is_declared_to_own_it() => Fix.Becomes<DeclareOwnership>(
        """
        using System;
        using System.Collections.Generic;
        using Quiesce;
        using Quiesce.Annotations;

        class C
        {
            private readonly List<Module> _modules = new();

            [NeverThrows]
            void Keep(Module module, int priority) => _modules.Add(module);

            void Open(Module owner, bool wanted)
            {
                if (!{|QSC101:owner.TryGet()|})
                    return;
                Keep(owner, 1);
                if (wanted)
                    {|exit:return;|}
                Console.WriteLine();
            {|exit:}|}
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        using Quiesce;
        using Quiesce.Annotations;

        class C
        {
            private readonly List<Module> _modules = new();

            [NeverThrows]
            void Keep([Owns] Module module, int priority) => _modules.Add(module);

            void Open(Module owner, bool wanted)
            {
                if (!owner.TryGet())
                    return;
                Keep(owner, 1);
                if (wanted)
                    return;
                Console.WriteLine();
            }
        }
        """);

    [Theory]
    [InlineData("Module _m = new(); void M() { {|everywhere:|}{|QSC101:_m.Get()|}; }")]
    [InlineData("Action M(Module m) => () => { {|everywhere:|}{|QSC101:m.Get()|}; };")]
    [InlineData("void Keep(Module m) { } void M(Module m) { {|QSC101:m.Get()|}; Keep(m); {|exit:}|}")]
    [InlineData("void M(Module m, bool b) { {|QSC101:m.Get()|}; if (b) {|exit:return;|} m.Put(); }")]
    public Task Is_not_offered_where_nothing_can_be_declared(string members) => Fix.IsNotOffered<DeclareOwnership>(members);
}
