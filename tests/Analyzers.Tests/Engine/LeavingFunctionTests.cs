using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Functions that leave take what they captured, and what the functions they call captured, and what is in that.</summary>
public sealed class LeavingFunctionTests
{
    [Fact]
    public Task A_lambda_takes_what_the_local_function_it_calls_captured() => Verify.Silent("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet())
                return;
            Task.Run(() =>
            {
                work();
                Done();
            });

            void Done() => owner.Put();
        }
        """);

    [Fact]
    public Task A_local_function_takes_what_another_captured() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Task.Run(Outer);

            void Outer() => Inner();
            void Inner() => owner.Put();
        }
        """);

    [Fact]
    public Task A_handler_takes_what_the_local_function_it_calls_captured() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Done();

            void Done() => owner.Put();
        }
        """);

    [Fact]
    public Task Functions_that_call_each_other_and_leave() => Verify.Silent("""
        void Open(Module owner, int depth)
        {
            if (!owner.TryGet())
                return;
            Task.Run(() => Even(depth));

            void Even(int left)
            {
                if (left == 0)
                    owner.Put();
                else
                    Odd(left - 1);
            }

            void Odd(int left) => Even(left - 1);
        }
        """);

    [Fact]
    public Task A_lambda_that_calls_one_which_releases_nothing() => Verify.Rule("""
        void Open(Module owner, Action work)
        {
            if (!owner.TryGet()) // QSC101: 'owner' is not released: leaves at line 8
                return;
            Task.Run(() => Done());

            void Done() => GC.KeepAlive(work);
        }
        """);

    [Fact]
    public Task A_lambda_takes_what_is_in_an_object_that_it_captured() => Verify.Silent("""
        sealed class Request
        {
            public Module Module { get; init; } = null!;
        }
        class C
        {
            void Start(Request request, Action<Request> handle)
            {
                if (!request.Module.TryGet())
                    return;
                Task.Run(() =>
                {
                    handle(request);
                    request.Module.Put();
                });
            }
        }
        """);

    [Fact]
    public Task What_was_given_before_its_member_was_taken() => Verify.Rule("""
        sealed class Job
        {
            public Module Module { get; init; } = null!;
        }
        class C
        {
            void Run(Job job, bool isBusy, Action<Job> log)
            {
                log(job);
                if (!job.Module.TryGet()) // QSC101: 'job.Module' is not released when 'isBusy' is true
                    return;
                if (isBusy)
                    return;
                job.Module.Put();
            }
        }
        """);

    [Fact]
    public Task A_condition_kept_in_an_object_is_no_function() => Verify.Rule("""
        sealed class Flags { public bool F; }
        [NeverThrows] static void Use([Borrowed] Module module) { }
        void M(Module m, bool c, bool d)
        {
            var own = new Flags();
            Action use = () => Use(m);
            use();
            own.F = c && d;
            m.Put();
            Use(m); // QSC103
        }
        """);

    [Fact]
    public Task A_number_is_no_function() => Verify.Silent("""
        void Open(Module owner, int tries)
        {
            int held = 0;
            Action open = () =>
            {
                if (owner.TryGet())
                    held += 1;
                if (held >= 1)
                    owner.Put();
                for (int i = 0; i < tries; i++)
                    Thread.Yield();
            };
            open();
        }
        """);

    [Fact]
    public Task Either_of_two_functions_may_leave() => Verify.Silent("""
        private Action? _close;
        void Open(Module owner, Action other, bool isOther)
        {
            if (!owner.TryGet())
                return;
            Action close = () => owner.Put();
            if (isOther)
                close = other;
            _close = close;
        }
        """);

    private const string Source = """
        sealed class Source
        {
            public event Action? Done;
            public void Run() => Done?.Invoke();
        }

        private readonly Module _own = null!;

        """;

    [Theory]
    [InlineData("s.Done += () => m.Put(); if (!m.TryGet()) return; s.Run();")]
    [InlineData("s.Done += () => _own.Put(); if (!_own.TryGet()) return; s.Run();")]
    [InlineData("Action done = () => m.Put(); if (!m.TryGet()) return; later(done);")]
    [InlineData("s.Done += Done; if (!m.TryGet()) throw new InvalidOperationException(); s.Run(); void Done() => m.Put();")]
    public Task A_function_that_left_before_gives_it_back(string body) => Verify.Silent($$"""
        {{Source}}void Run(Module m, Source s, Action<Action> later) { {{body}} }
        """);

    [Theory]
    [InlineData("s.Done += () => m.ToString(); if (!m.TryGet()) return; s.Run();")]
    [InlineData("s.Done += () => _own.Put(); if (!m.TryGet()) return; s.Run();")]
    [InlineData("if (isLate) s.Done += () => m.Put(); if (!m.TryGet()) return; s.Run();")]
    [InlineData("Action done = () => m.Put(); if (!m.TryGet()) return; if (isLate) done(); s.Run();")]
    public Task A_function_that_gives_nothing_back_here(string body) => Verify.Rule($$"""
        {{Source}}void Run(Module m, Source s, bool isLate) { {{body.Replace("if (!m.TryGet()) return;", "if (!m.TryGet()) // QSC101\n    return;\n")}} }
        """);

    [Fact]
    public Task A_lambda_that_is_passed_on_takes_what_it_captured() => Verify.Silent("""
        void Open(Module owner, Action<Action> later)
        {
            if (!owner.TryGet())
                return;
            Action leave = () => owner.Put();
            later(leave);
        }
        """);

    [Fact]
    public Task A_lambda_that_is_returned_takes_what_it_captured() => Verify.Silent("""
        Action? Open(Module owner)
        {
            if (!owner.TryGet())
                return null;
            Action leave = () => owner.Put();
            return leave;
        }
        """);

    [Fact]
    public Task A_handler_that_is_added_leaves() => Verify.Silent("""
        void Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => owner.Put();
        }
        """);

    [Fact]
    public Task An_async_local_function_that_is_not_awaited_leaves() => Verify.Silent("""
        async Task Open(Module owner)
        {
            if (!owner.TryGet())
                return;
            Task leaving = Leave();
            await leaving;

            async Task Leave()
            {
                await Task.Yield();
                owner.Put();
            }
        }
        """);

    [Fact]
    public Task It_only_clears_the_flag() => Verify.Silent("""
        void Run(Module m, Action<Action> later)
        {
            bool taken = m.TryGet();
            try { later(() => { if (taken) { taken = false; m.Put(); } }); }
            finally { if (taken) m.Put(); }
        }
        """);

    [Fact]
    public Task It_sets_the_flag_too() => Verify.Rule("""
        void Run(Module m, Action<Action> later)
        {
            bool taken = m.TryGet();
            try { later(() => { if (taken) { taken = false; m.Put(); } else taken = true; }); }
            finally { if (taken) m.Put(); } // QSC102
        }
        """);
}
