using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Where the outcome of an acquire goes, and where a path ends.</summary>
public sealed class OutcomeTests
{
    private static readonly VerifyOptions s_asWritten = new() { Twins = false };

    [Fact]
    public Task A_task_made_from_the_outcome() => Verify.Silent("""
        Task<bool> Enter(Module owner) => Task.FromResult(owner.TryGet());
        ValueTask<bool> EnterToo(Module owner) => new(owner.TryGet());
        void Leave(Module owner) => owner.Put();
        """);

    [Fact]
    public Task An_outcome_told_to_an_object() => Verify.Silent("""
        sealed class Result
        {
            public Result(bool ok) => Ok = ok;
            public bool Ok { get; }
        }
        class C
        {
            void Open(Module owner)
            {
                if (new Result(owner.TryGet()).Ok)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task An_outcome_kept_in_an_initialiser() => Verify.Silent("""
        sealed class Result
        {
            public bool Ok { get; set; }
        }
        class C
        {
            Result Enter(Module owner) => new Result { Ok = owner.TryGet() };

            void Open(Module owner)
            {
                var result = new Result { Ok = owner.TryGet() };
                if (result.Ok)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task An_outcome_kept_in_an_object_that_nobody_sees() => Verify.Rule("""
        sealed class Result
        {
            public bool Ok { get; set; }
        }
        class C
        {
            void Open(Module owner)
            {
                var result = new Result { Ok = owner.TryGet() }; // QSC101: 'owner' is not released
                GC.KeepAlive(result.Ok);
            }
        }
        """);

    [Fact]
    public Task Outcomes_kept_in_an_array() => Verify.Silent("""
        void Open(Module owner, Module other)
        {
            bool[] got = new bool[2];
            got[0] = owner.TryGet();
            got[1] = other.TryGet();
            if (got[0])
                owner.Put();
            if (got[1])
                other.Put();
        }
        """);

    [Fact]
    public Task A_parameter_that_is_overwritten_while_held() => Verify.Rule("""
        void Open(Module owner, Module other)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released
                return;
            owner = other;
            GC.KeepAlive(owner.Name);
        }
        """);

    [Fact]
    public Task A_lock_on_the_object_is_no_owner() => Verify.Rule("""
        void Open(Module owner, bool busy)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released when 'busy' is true
                return;
            lock (owner)
            {
                if (busy)
                    return;
            }
            owner.Put();
        }
        """);

    [Fact]
    public Task An_iterator_that_is_not_enumerated_to_its_end() => Verify.Rule("""
        IEnumerable<int> Open(Module owner)
        {
            if (!owner.TryGet()) // QSC110: 'owner' is not released when the enumeration ends at 'yield return 1;'
                yield break;
            yield return 1;
            owner.Put();
        }
        """);

    [Fact]
    public Task An_iterator_with_a_finally() => Verify.Silent("""
        IEnumerable<int> Open(Module owner)
        {
            if (!owner.TryGet())
                yield break;
            try
            {
                yield return 1;
                yield return 2;
            }
            finally
            {
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_call_on_null_ends_the_path() => Verify.Silent("""
        sealed class Result
        {
            public bool Ok { get; set; }
        }
        class C
        {
            void Open(Module owner, Result? result)
            {
                if (result != null)
                    result.Ok = owner.TryGet();
                if (result!.Ok)
                    owner.Put();
            }
        }
        """);

    [Fact]
    public Task A_bool_that_may_be_either_is_both_outcomes() => Verify.Rule("""
        bool Open(Module owner, Func<bool> next)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released
                return false;
            bool ok = next();
            return ok;
        }
        void Close(Module owner) => owner.Put();
        """);

    [Fact]
    public Task Lending_is_a_use() => Verify.Rule("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            owner.Put();
            Look(owner); // QSC103: 'owner' is used after it was given up
        }
        [NeverThrows] static void Look([Borrowed] Module owner) { }
        """, s_asWritten);

    [Fact]
    public Task A_guard_that_one_exit_has_and_another_has_not() => Verify.Rule("""
        void Open(Module owner)
        {
            if (owner.TryGet()) // QSC101: 'owner' is not released
                return;
            using ModuleScope scope = owner.Acquire();
        }
        """);

    [LanguageFact("12.0")]
    public Task Arguments_of_a_base_constructor() => Verify.Rule("""
        class Base
        {
            public Base(bool ok) { }
        }
        class C(Module owner) : Base(owner.TryGet() ? true : false); // QSC101: 'owner' is not released
        """, s_asWritten);

    [Fact]
    public Task Paths_that_end_alike_are_all_asked() => Verify.Rule("""
        [NeverThrows] static void Look([Borrowed] Module? module) { }
        void Open(Module? owner)
        {
            if (owner?.TryGet() == true) // QSC101: 'owner' is not released
                Console.WriteLine();
            Look(owner);
        }
        """);

    [Fact]
    public Task The_result_is_kept_in_a_variable() => Verify.Rule("""
        [NeverThrows] static bool Ask() => true;
        int Open(Module owner)
        {
            int error = -1;
            if (owner.TryGet()) // QSC101: 'owner' is not released when 'Ask()' is true
            {
                if (!Ask())
                {
                    error = 0;
                    owner.Put();
                }
            }
            return error;
        }
        """);

    private const string ThreeAnswers = """
        enum Answer { No, Maybe, Yes }
        void Close(Module owner) => owner.Put();
        Answer Open(Module owner, bool isBusy)
        {
            Answer answer = Answer.No;
            if (isBusy)
                answer = Answer.Maybe;
            else if (owner.TryGet())
                answer = Answer.Yes;
            return answer;
        }
        """;

    [Fact]
    public Task The_result_tells_which_of_three() => Verify.Silent(ThreeAnswers);

    [Fact]
    public Task One_of_three_results_is_given_with_it_and_without() => Verify.Rule(ThreeAnswers
        .Replace("Answer.Yes", "Answer.Maybe", StringComparison.Ordinal).Replace("TryGet())", "TryGet()) // QSC101", StringComparison.Ordinal));

    [Theory]
    [InlineData("if (!m.TryGet())", "return;")]
    [InlineData("bool ok = m.TryGet(); if (!ok)", "return;")]
    [InlineData("bool ok = m.TryGet(); if (ok)", "GC.KeepAlive(work);")]
    public Task What_somebody_was_given_before_is_not_held_where_the_acquire_failed(string test, string then) => Verify.Rule($$"""
        void Run(Module m, Action<Module> log, Action work)
        {
            log(m);
            {{test}} // QSC101
                {{then}}
            GC.KeepAlive(this);
        }
        """);
}
