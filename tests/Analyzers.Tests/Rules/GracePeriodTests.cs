using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>QSC205 and QSC302: waiting and reclaiming.</summary>
public sealed class GracePeriodTests
{
    [Fact]
    public Task Waits_inside_its_own_section() => Verify.Rule("""
        void Update()
        {
            Rcu.ReadLock(); // 1: entered here
            Rcu.Synchronize(); // QSC205: 'Rcu.Synchronize()' waits for the readers of a domain inside a section of the same domain
            Rcu.ReadUnlock();
        }
        """);

    [Fact]
    public Task Waits_inside_a_scope() => Verify.Rule("""
        void Update(bool eager)
        {
            using (Rcu.Read())
            {
                if (eager)
                    Rcu.Synchronize(); // QSC205
            }
        }
        """);

    [Fact]
    public Task Waits_inside_the_outer_of_two_sections() => Verify.Rule("""
        void Update()
        {
            using (Rcu.Read())
            {
                using (Rcu.Read())
                {
                }
                Rcu.Synchronize(); // QSC205
            }
        }
        """);

    [Fact]
    public Task Waits_inside_the_second_of_two_sections() => Verify.Rule("""
        void Update()
        {
            Rcu.ReadLock();
            Rcu.ReadUnlock();
            Rcu.ReadLock(); // 1: entered here
            Rcu.Synchronize(); // QSC205
            Rcu.ReadUnlock();
        }
        """);

    [Fact]
    public Task Waits_where_the_caller_is_inside() => Verify.Rule("""
        [RequiresReadSide(Domain = "default")]
        void Update()
        {
            Rcu.Synchronize(); // QSC205
        }
        """, new VerifyOptions { Twins = false });

    [Fact]
    public Task Waits_after_the_section() => Verify.Silent("""
        void Update()
        {
            using (Rcu.Read())
            {
            }
            Rcu.Synchronize();
        }
        """);

    [Fact]
    public Task Disposes_what_it_swapped_out() => Verify.Rule("""
        void Rotate(RcuPointer<IDisposable> current, IDisposable next)
        {
            IDisposable? old = current.Exchange(next); // 1: unlinked here
            old?.Dispose(); // QSC302: 'old' is reclaimed while readers may still see it: no grace period has passed since it was unlinked // 2: 'old' is not null
        }
        """);

    [Fact]
    public Task Disposes_the_value_of_a_node_it_removed() => Verify.Rule("""
        void Remove(RcuList<IDisposable> list, RcuList<IDisposable>.Node node)
        {
            list.Remove(node);
            node.Value.Dispose(); // QSC302
        }
        """);

    [Fact]
    public Task Disposes_what_is_still_linked() => Verify.Rule("""
        void Publish(RcuPointer<IDisposable> current, IDisposable next)
        {
            current.Assign(next);
            next.Dispose(); // QSC302: 'next' is reclaimed while readers may still see it: it is still linked
        }
        """);

    [Fact]
    public Task Waits_on_one_path_only() => Verify.Rule("""
        void Rotate(RcuPointer<IDisposable> current, IDisposable next, bool careful)
        {
            IDisposable? old = current.Exchange(next);
            if (careful)
                Rcu.Synchronize();
            old?.Dispose(); // QSC302: when 'old' is not null
        }
        """);

    [Fact]
    public Task Waits_before_it_unlinks() => Verify.Rule("""
        void Rotate(RcuPointer<IDisposable> current, IDisposable next)
        {
            Rcu.Synchronize();
            IDisposable? old = current.Exchange(next);
            old?.Dispose(); // QSC302
        }
        """);

    [Fact]
    public Task Waits_then_disposes() => Verify.Silent("""
        void Rotate(RcuPointer<IDisposable> current, IDisposable next)
        {
            IDisposable? old = current.Exchange(next);
            Rcu.Synchronize();
            old?.Dispose();
        }
        """);

    [Fact]
    public Task Retires_instead() => Verify.Silent("""
        void Rotate(RcuPointer<IDisposable> current, IDisposable next)
        {
            IDisposable? old = current.Exchange(next);
            if (old is not null)
                Rcu.Retire(old);
        }
        """);

    [Fact]
    public Task Reads_then_replaces_then_waits() => Verify.Silent("""
        void Rotate(RcuPointer<IDisposable> current, IDisposable next)
        {
            IDisposable? old = current.Dereference();
            current.Assign(next);
            Rcu.Synchronize();
            old?.Dispose();
        }
        """);

    [Fact]
    public Task Disposes_what_was_never_published() => Verify.Silent("""
        void Use(IDisposable resource)
        {
            Rcu.Synchronize();
            resource.Dispose();
        }
        """);
}
