using Quiesce.Oracle.Comparing;
using Quiesce.Oracle.Judging;
using Quiesce.Oracle.Trees;
using Xunit;

namespace Quiesce.Oracle.Tests;

/// <summary>The judge, on programs whose verdict everybody can see. The analyzers are not asked.</summary>
public sealed class JudgeTests
{
    private static readonly Node s_try = Node.Of(Kind.TryGet);
    private static readonly Node s_put = Node.Of(Kind.Put);
    private static readonly Node s_use = Node.Of(Kind.Use);
    private static readonly Node s_return = Node.Of(Kind.Return);
    private static readonly Node s_unless = Node.If(Node.Not(s_try), Node.Block(s_return));
    private static readonly Node s_condition = Node.Of(Kind.Parameter);

    [Fact]
    public void Takes_and_gives_back() => Judges(Defects.None, s_unless, s_use, s_put);

    [Fact]
    public void Leaves_early() => Judges(Defects.Leak, s_unless, Node.If(s_condition, Node.Block(s_return)), s_put);

    [Fact]
    public void Leaves_by_a_throw() => Judges(Defects.Leak, s_unless, Node.If(s_condition, Node.Block(Node.Of(Kind.Throw))), s_put);

    [Fact]
    public void Leaves_by_a_call() => Judges(Defects.Leak, s_unless, Node.Of(Kind.Work), s_put);

    [Fact]
    public void Releases_in_a_finally() => Judges(
        Defects.None, s_unless, Node.Of(Kind.Try, 0, Node.Block(Node.Of(Kind.Work)), Node.Of(Kind.Finally, 0, Node.Block(s_put))));

    [Fact]
    public void Never_gives_back() => Judges(Defects.Leak | Defects.UncheckedAcquire, Node.Of(Kind.Get));

    [Fact]
    public void Gives_back_twice() => Judges(Defects.OverRelease, s_unless, s_put, s_put);

    [Fact]
    public void Gives_back_what_it_did_not_get() => Judges(Defects.OverRelease, Node.Of(Kind.Assign, 0, s_try), s_put);

    [Fact]
    public void Consumes_its_callers_reference() => Judges(Defects.None, s_use, s_put);

    [Fact]
    public void Consumes_on_one_path_only() => Judges(Defects.OverRelease, Node.If(s_condition, Node.Block(s_put)));

    [Fact]
    public void Uses_what_it_gave_back() => Judges(Defects.UseAfterRelease, s_unless, s_put, s_use);

    [Fact]
    public void Uses_what_it_consumed() => Judges(Defects.UseAfterRelease, s_put, s_use);

    [Fact]
    public void Ignores_whether_it_was_acquired() => Judges(Defects.ResultIgnored, Node.Of(Kind.IgnoredTryGet), s_put);

    [Fact]
    public void Gives_back_in_vain_and_again() => Judges(
        Defects.OverRelease,
        Node.Of(Kind.Try, 0, Node.Block(Node.Of(Kind.Enter)), Node.Of(Kind.Catch, Exceptions.Any, Node.Block(Node.Of(Kind.Lock, 0, Node.Block(s_put))))),
        s_put);

    [Fact]
    public void A_second_reference_needs_no_check() => Judges(Defects.None, s_unless, Node.Of(Kind.Get), s_put, s_put);

    [Fact]
    public void Forgets_a_lease() => Judges(Defects.Leak, Node.Of(Kind.TakeLease));

    [Fact]
    public void Disposes_a_lease_twice() => Judges(Defects.None, Node.Of(Kind.TakeLease), Node.Of(Kind.DisposeLease), Node.Of(Kind.DisposeLease));

    [Fact]
    public void Takes_in_a_loop() => Judges(Defects.Leak, Node.Of(Kind.While, 0, Node.Block(s_unless)));

    [Fact]
    public void Tells_by_its_result_whether_it_holds() => Judges(
        Defects.None, Returns.Bool, Node.If(s_try, Node.Block(Node.Of(Kind.Return, 0, Node.Of(Kind.True)))), Node.Of(Kind.Return, 0, Node.Of(Kind.False)));

    [Fact]
    public void Tells_nothing_by_its_result() => Judges(
        Defects.Leak, Returns.Bool, Node.If(s_try, Node.Block(Node.Of(Kind.Return, 0, Node.Of(Kind.False)))), Node.Of(Kind.Return, 0, Node.Of(Kind.False)));

    [Fact]
    public void Is_one_path_for_each_way_through() => Assert.Equal(
        5, Run(new Sketch(0, 0, Returns.Nothing, Node.Block(s_unless, Node.If(s_condition, Node.Block(Node.Of(Kind.Work)))), [])).Paths);

    private static void Judges(Defects expected, params Node[] statements) => Judges(expected, Returns.Nothing, statements);

    private static void Judges(Defects expected, Returns returns, params Node[] statements)
    {
        Sketch sketch = new(0, 0, returns, Node.Block(statements), []);
        Assert.Equal(expected, Judge.Verdict(sketch, Run(sketch)));
    }

    private static Execution.Observed Run(Sketch sketch) => new Batch([sketch]).Run()[0];
}
