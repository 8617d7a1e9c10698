using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>Conditions that stay tied to each other over the turns of a loop and over joins of many sides.</summary>
public sealed class LoopCorrelationTests
{
    [Fact]
    public Task A_mode_decides_each_turn_alike() => Verify.Rule("""
        void Run(Module m, int mode, bool own, bool shared, int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                if (mode switch { 0 => own, 1 => own, _ => shared })
                    m.Put(); // QSC102: 'm' is released more often than it was acquired when 'mode switch { 0 => own, 1 => own, _ => shared }' is true
                else
                    m.ToString();
            }
        }
        """);

    [Fact]
    public Task A_mode_that_changes_between_turns() => Verify.Rule("""
        void Run(Module m, Func<int> mode, bool own, bool shared, int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                if (mode() switch { 0 => own, 1 => own, _ => shared })
                    m.Put(); // QSC102: 'm' is released more often than it was acquired when 'mode() switch { 0 => own, 1 => own, _ => shared }' is true
                else
                    m.ToString(); // QSC103: 'm' is used after it was given up
            }
        }
        """);

    [Fact]
    public Task A_flag_that_keeps_itself_in_one_mode() => Verify.Rule("""
        void Run(Module m, int mode, bool own, bool isDone, int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                isDone = mode switch { 0 => own, 1 => isDone, _ => own };
                if (mode == 1 && isDone)
                    m.Put(); // QSC102: 'm' is released more often than it was acquired when 'isDone' is true
                else
                    m.ToString();
            }
        }
        """);

    [Fact]
    public Task A_flag_of_an_earlier_turn_in_a_finally() => Verify.Silent("""
        void Run(Module m, IEnumerator<int> items, bool isRetry, int mode)
        {
            bool taken = false;
            try
            {
                while (items.MoveNext())
                {
                    if (!isRetry)
                        return;
                    taken = mode == 2;
                }

                taken = m.TryGet();
            }
            finally
            {
                if (taken)
                    m.Put();
            }
        }
        """);

    [Fact]
    public Task A_flag_of_an_earlier_turn_that_may_be_set() => Verify.Rule("""
        [NeverThrows] static bool Next(int turn) => turn > 0;
        void Run(Module m, int mode)
        {
            bool taken = false;
            try
            {
                for (int i = 0; Next(i); i++)
                {
                    if (Next(mode))
                        return;
                    taken = mode == 2;
                }

                taken = m.TryGet();
            }
            finally
            {
                if (taken)
                    m.Put(); // QSC102: 'm' is released more often than it was acquired when 'taken' is true
            }
        }
        """);

    [Fact]
    public Task What_is_left_of_a_mode() => Verify.Silent("""
        void Run(Module m, int mode)
        {
            switch (mode)
            {
                case 0:
                    break;
                case 1:
                    break;
                default:
                    if (!m.TryGet())
                        return;
                    break;
            }

            if (mode == 2)
                m.Put();
            else if (mode != 0 && mode != 1)
                m.Put();
        }
        """);

    [Fact]
    public Task What_is_left_of_a_mode_may_be_more() => Verify.Rule("""
        void Run(Module m, int mode)
        {
            switch (mode)
            {
                case 0:
                    break;
                default:
                    if (!m.TryGet()) // QSC101: 'm' is not released when 'mode == 2' is false
                        return;
                    break;
            }

            if (mode == 2)
                m.Put();
        }
        """);

    [Fact]
    public Task A_mode_turns_a_flag_around() => Verify.Silent("""
        void Run(Module m, bool isOwner, int mode)
        {
            bool taken = false;
            if (mode switch { 0 => isOwner, 1 => !isOwner, _ => isOwner })
                return;
            try
            {
                taken = m.TryGet();
                if (!isOwner)
                    taken ^= mode == 1;
            }
            finally
            {
                if (taken)
                    m.Put();
            }
        }
        """);

    [Fact]
    public Task A_scope_holds_over_the_turns_of_a_loop() => Verify.Silent("""
        void Run(Module m, IEnumerator<int> items, Action<Module> work)
        {
            m.Put();
            using ModuleScope scope = m.Acquire();
            while (items.MoveNext())
            {
                if (scope.IsHeld)
                    work(m);
            }

            if (scope.IsHeld)
                m.ToString();
        }
        """);

    [Fact]
    public Task A_scope_asked_before_and_in_the_loop() => Verify.Silent("""
        void Run(Module m, IEnumerator<int> items)
        {
            using ModuleScope scope = m.Acquire();
            if (!scope.IsHeld)
                return;
            while (items.MoveNext())
            {
                if (!scope.IsHeld)
                    m.Put();
            }
        }
        """);

    [Fact]
    public Task A_loop_over_an_object_that_changes_itself_ends() => Verify.Rule("""
        sealed class Reader
        {
            public bool Done;
            [NeverThrows] public void Step() => Done = true;
        }
        class C
        {
            void Run(Module m, bool isBusy)
            {
                var reader = new Reader();
                reader.Done = false;
                if (!m.TryGet()) // QSC101: 'm' is not released when 'isBusy' is true
                    return;
                while (!reader.Done)
                    reader.Step();
                if (isBusy)
                    return;
                m.Put();
            }
        }
        """);

    [Fact]
    public Task Two_flags_that_a_turn_set_alike_are_two() => Verify.Rule("""
        [NeverThrows] static bool Next(int turn) => turn > 0;
        [NeverThrows] static bool Ask(int turn) => turn > 1;
        void Run(Module m, bool first)
        {
            bool taken = first, owed = first;
            for (int i = 0; Next(i); i++)
            {
                if (Ask(i))
                {
                    taken = owed = Ask(-i);
                    continue;
                }

                taken = Ask(i + 1);
            }

            if (taken && !m.TryGet()) // QSC101: 'm' is not released when 'owed' is false
                return;
            if (owed)
                m.Put(); // QSC102: 'm' is released more often than it was acquired when 'owed' is true
        }
        """);

    [Fact]
    public async Task More_facts_than_are_kept() => Assert.Null((await Simulated.RunAsync($$"""
        void Run(Module m, int mode, bool isOwner, Action<bool> log)
        {
            if (!m.TryGet())
                return;
            bool early = isOwner;
            log(early);
            switch (mode)
            {
                {{string.Concat(Enumerable.Range(1, 230).Select(i => $"case {i}: m.Put(); return;\n"))}}
            }

            if (isOwner == (mode == 240))
                log(isOwner);
            m.Put();
        }
        """)).ExceededAt);
}
