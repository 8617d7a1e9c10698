namespace Quiesce.Analyzers.Tests.Engine;

/// <summary>What is said of the receiver of an extension block is said of each of its members, as of a <c>this</c> parameter.</summary>
public sealed class ExtensionBlockTests
{
    [LanguageFact("14.0")]
    public Task Releases_what_it_is_called_on() => Verify.Rule("""
        static class Pins
        {
            extension([Releases(Kind = "module")] Module module)
            {
                public void Close() => module.Put();
                public int Rest
                {
                    get
                    {
                        module.Put();
                        return 0;
                    }
                }
                public static int All => 0;
            }
        }
        class C
        {
            void Method(Module owner)
            {
                if (owner.TryGet())
                    owner.Close();
            }
            int Property(Module owner) => owner.TryGet() ? owner.Rest : 0;
            void Static(Module owner)
            {
                if (owner.TryGet()) // QSC101: 'owner' is not released
                    _ = Module.All;
            }
        }
        """);

    [LanguageFact("14.0")]
    public Task Acquires_what_it_is_called_on() => Verify.Rule("""
        static class Pins
        {
            extension([Acquires(Kind = "module")] Module module)
            {
                public bool Open() => module.TryGet();
            }
        }
        class C
        {
            void Open(Module owner, bool busy)
            {
                if (!owner.Open()) // QSC101: 'owner' is not released when 'busy' is true
                    return;
                if (busy)
                    return;
                owner.Put();
            }
        }
        """);

    [LanguageFact("14.0")]
    public Task Is_called_on_what_the_caller_holds() => Verify.Silent("""
        static class Pins
        {
            extension([Held(Kind = "module")] Module module)
            {
                public void Start() => module.Get();
            }
            extension(Module module)
            {
                [Releases(Of = "module", Kind = "module")] public void Stop() => module.Put();
            }
        }
        """, new() { Twins = false }); // a function inside would have its parameter from elsewhere

    [LanguageFact("14.0")]
    public Task Owns_what_it_is_called_on() => Verify.Silent("""
        static class Leases
        {
            extension([Owns] ModuleLease lease)
            {
                public void End() => lease.Dispose();
            }
        }
        class C
        {
            void Open(Module owner)
            {
                ModuleLease? lease = owner.Lease();
                lease?.End();
            }
        }
        """);

    [LanguageFact("14.0")]
    public Task An_unknown_member_may_keep_what_it_is_called_on_and_may_be_called_on_null() => Verify.Silent("""
        static class Pins
        {
            extension(Module? module)
            {
                public void Close() => module?.Put();
                public bool IsGone => module is null;
            }
        }
        class C
        {
            void Open(Module owner)
            {
                if (owner.TryGet())
                    owner.Close();
            }
            void Ask(Module? owner)
            {
                if (owner != null && !owner.TryGet())
                    return;
                _ = owner.IsGone;
                if (owner != null)
                    owner.Put();
            }
        }
        """);

    [LanguageFact("14.0")]
    public Task Gives_back_on_some_paths_only() => Verify.Rule("""
        static class Pins
        {
            extension(Module module)
            {
                public void Close(bool busy)
                {
                    if (busy)
                        module.Put(); // QSC102: 'module' is released more often than it was acquired when 'busy' is true
                }
            }
        }
        """);

    [LanguageFact("14.0")]
    public Task A_contract_without_effect_is_told_for_each_member() => Verify.Rule("""
        static class Pins
        {
            extension([Acquires(Kind = "module", When = When.True)] Module module) // QSC901: 'Open' does not return a bool
            {
                public void Open() => GC.KeepAlive(module);
            }
        }
        """);
}
