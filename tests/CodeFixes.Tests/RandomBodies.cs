using System.Text;

namespace Quiesce.CodeFixes.Tests;

/// <summary>What random bodies are about.</summary>
internal enum RandomShape
{
    /// <summary>The acquire is asked whether it succeeded.</summary>
    Held,

    /// <summary>The acquire is not asked.</summary>
    Unasked,

    /// <summary>The object is used at the end too.</summary>
    Used,
}

/// <summary>
/// Random bodies around one reference: every shape of acquire, with branches, loops, handlers, exits and releases after it. Choices
/// are read from <c>b</c>, so that running a body on every <c>b</c> takes every path.
/// </summary>
internal sealed class RandomBodies(int seed, RandomShape shape = RandomShape.Held)
{
    /// <summary>How many choices a body reads; the first is whether the acquire succeeds.</summary>
    public const int Choices = 5;

    /// <summary>The number of work after the branch that holds the reference: it cannot rely on it.</summary>
    public const int Unheld = 99;

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _logs;
    private int _indent;
    private int _loops;

    /// <summary>The source of a method.</summary>
    public string Method(string name)
    {
        _text.Clear();
        _logs = 0;
        _indent = 1;
        Line($"public static void {name}(Resource m, bool[] b, Action<int> log)");
        Block(() =>
        {
            if (Chance(30))
                Log();
            if (shape == RandomShape.Unasked)
                AcquireUnasked();
            else
                Acquire();
        });
        return _text.ToString();
    }

    private void AcquireUnasked()
    {
        Line(Chance(50) ? "m.Get();" : "m.TryGet();");
        Held(4, isFlag: false);
    }

    private void Acquire()
    {
        switch (_random.Next(5))
        {
            case 0:
                Line("bool ok = m.TryGet();");
                Line("if (!ok)");
                Line("    return;");
                Held(4, isFlag: true);
                break;
            case 1:
                Line("bool ok = m.TryGet();");
                Held(4, isFlag: true);
                break;
            case 2:
                Line("if (m.TryGet())");
                Block(() => Held(4, isFlag: false));
                Line($"log({Unheld});");
                break;
            default:
                Line("if (!m.TryGet())");
                Line("    return;");
                Held(4, isFlag: false);
                break;
        }
    }

    private void Held(int count, bool isFlag)
    {
        for (int i = _random.Next(1, count); i > 0; i--)
            Statement(2);
        if (Chance(80))
            Release(isFlag);
        if (Chance(40))
            Log();
        if (shape == RandomShape.Used)
            Uses();
    }

    /// <summary>What happens to the object after it may have been given back.</summary>
    private void Uses()
    {
        for (int i = _random.Next(3); i > 0; i--)
        {
            if (Chance(60))
                Line(Chance(50) ? "m.Use();" : $"if ({Choice()}) m.Use();");
            else
                Statement(1);
        }
    }

    private void Release(bool isFlag)
    {
        if (isFlag)
            Line("if (ok)");
        Line(isFlag ? "    m.Put();" : "m.Put();");
    }

    private void Statement(int depth)
    {
        switch (depth == 0 ? 0 : _random.Next(10))
        {
            case 0 or 1:
                Log();
                break;
            case 2:
                Line($"if ({Choice()})");
                Line($"    {Exit()}");
                break;
            case 3:
                Line($"if ({Choice()})");
                Block(() =>
                {
                    Line("m.Put();");
                    Line("return;");
                });
                break;
            case 4:
                Line($"if ({Choice()})");
                Block(() => Statement(depth - 1));
                if (!Chance(50))
                    break;
                Line("else");
                Block(() => Statement(depth - 1));
                break;
            case 5 or 6:
                Try(depth);
                break;
            case 7:
                Loop(depth);
                break;
            case 8:
                Line($"int n{_logs} = {_random.Next(9)};");
                Log();
                break;
            default:
                Line($"if ({Choice()})");
                Line("    throw new InvalidOperationException();");
                break;
        }
    }

    private void Try(int depth)
    {
        bool isCatch = Chance(60);
        Line("try");
        Block(() =>
        {
            Statement(depth - 1);
            if (Chance(30))
                Line("m.Put();");
        });
        Line(isCatch ? "catch (InvalidOperationException)" : "finally");
        Block(() =>
        {
            if (Chance(50))
                Log();
            if (Chance(50))
                Line("m.Put();");
            if (isCatch && Chance(40))
                Line(Chance(50) ? "throw;" : "return;");
        });
    }

    private void Loop(int depth)
    {
        string name = $"i{_loops++}";
        Line($"for (int {name} = 0; {name} < 2; {name}++)");
        Block(() =>
        {
            Statement(depth - 1);
            Line($"if ({Choice()})");
            Line(Chance(50) ? "    break;" : "    continue;");
            Log();
        });
    }

    private string Exit() => Chance(70) ? "return;" : "throw new InvalidOperationException();";

    private string Choice() => $"b[{_random.Next(1, Choices)}]";

    private void Log() => Line($"log({_logs++});");

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void Block(Action body)
    {
        Line("{");
        _indent++;
        body();
        _indent--;
        Line("}");
    }

    private void Line(string text) => _text.Append(' ', _indent * 4).Append(text).Append('\n');
}
