using Xunit;

namespace Quiesce.Analyzers.Tests.Engine;

/// <summary>The members of a record's clone are those of the original, except those that <c>with</c> sets.</summary>
public sealed class CloneTests
{
    [Fact]
    public Task Has_what_the_original_has() => Verify.Silent("""
        record Job(Module Module, int Tries)
        {
            public ModuleLease? Lease { get; init; }
        }
        class C
        {
            void Again(Job job)
            {
                if (!job.Module.TryGet())
                    return;
                job = job with { Tries = job.Tries + 1 };
                job = job with { };
                job.Module.Put();
            }
            void ByTheOriginal(Job job)
            {
                Job next = job with { Tries = 1 };
                if (next.Module.TryGet())
                    job.Module.Put();
            }
            void Another(Job job, Module owner)
            {
                if (!owner.TryGet())
                    return;
                job = job with { Module = owner };
                job.Module.Put();
            }
            void PassedOn(Job job)
            {
                if (!job.Module.TryGet())
                    return;
                Job next = job with { Tries = 1 };
                Again(next);
            }
            Job Returned(Job job) => job.Module.TryGet() ? job with { Tries = 1 } : job;
            void Leased(Job job, Module owner)
            {
                job = job with { Lease = owner.Lease() };
                job.Lease?.Dispose();
            }
        }
        """);

    [Fact]
    public Task Has_another_where_that_is_set() => Verify.Rule("""
        record Job(Module Module, int Tries);
        class C
        {
            void Another(Job job, Module owner)
            {
                if (!job.Module.TryGet()) // QSC101: 'job.Module' is not released
                    return;
                job = job with { Module = owner };
                job.Module.Put(); // QSC102: 'job.Module' is released more often
            }
            void Early(Job job, bool busy)
            {
                if (!job.Module.TryGet()) // QSC101: 'job.Module' is not released when 'busy' is true
                    return;
                Job next = job with { Tries = 1 };
                if (busy)
                    return;
                next.Module.Put();
            }
            void Twice(Job job)
            {
                if (!job.Module.TryGet())
                    return;
                Job next = job with { Tries = 1 };
                job.Module.Put();
                next.Module.Put(); // QSC102: 'next.Module' is released more often
            }
        }
        """);

    [Fact]
    public Task Has_what_a_copy_constructor_gives_it() => Verify.Rule("""
        record Job(Module Module, int Tries)
        {
            protected Job(Job other)
            {
                Module = null!;
                Tries = other.Tries;
            }
        }
        class C
        {
            void Again(Job job)
            {
                if (!job.Module.TryGet()) // QSC101: 'job.Module' is not released
                    return;
                job = job with { Tries = 1 };
                GC.KeepAlive(job);
            }
        }
        """);

    [Fact]
    public Task A_field_is_kept() => Verify.Silent("""
        record Job(int Tries) { public Module? Owner; }
        void Run(Job job)
        {
            if (job.Owner == null || !job.Owner.TryGet()) return;
            job = job with { Tries = 1 };
            job.Owner.Put();
        }
        """);

    [Fact]
    public Task What_a_setter_keeps_is_kept() => Verify.Silent("""
        record Job(int Tries)
        {
            private Module[] _owners = new Module[1];
            public Module Owner { get => _owners[0]; set => _owners = new[] { value }; }
        }
        void Run(Job job)
        {
            if (!job.Owner.TryGet()) return;
            job = job with { Tries = 1 };
            job.Owner.Put();
        }
        """);
}
