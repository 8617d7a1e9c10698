using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using Xunit.Sdk;

namespace Quiesce.Analyzers.Tests.HarnessTests;

/// <summary>An analyzer that looks at how code is written, not at what it means, is caught by a twin.</summary>
public sealed class TwinTests
{
    private const string Leaks = """
        static bool Leak() => true;

        int M(int count)
        {
            while (count > 0)
            {
                if (Leak())             // QSC101
                    continue;
                if (count == 3)
                    break;
                else
                    count -= Leak() ? 1 : 2; // QSC101
            }

            return Leak() ? 1 : 0;      // QSC101
        }
        """;

    [Fact]
    public async Task A_sound_analyzer_finds_the_same_in_all_twins()
    {
        var verifier = new RuleVerifier([new LeakCallAnalyzer()]);
        await verifier.Rule(Snippet.Parse(Leaks, null));
        // Leak and M have five body twins each, M two condition twins.
        Assert.Equal((12, 0), (verifier.Twins.Compared, verifier.Twins.Skipped));
    }

    [Theory]
    [InlineData(typeof(PlainIfOnlyAnalyzer), "negated")]
    [InlineData(typeof(NoSwitchAnalyzer), "switch")]
    [InlineData(typeof(NoLocalFunctionAnalyzer), "local function")]
    [InlineData(typeof(NoLambdaAnalyzer), "lambda")]
    [InlineData(typeof(NoAsyncAnalyzer), "async")]
    public async Task An_analyzer_of_appearances_is_caught(Type analyzer, string twin)
    {
        var verifier = new RuleVerifier([(DiagnosticAnalyzer)Activator.CreateInstance(analyzer)!]);
        XunitException failure = await Assert.ThrowsAnyAsync<XunitException>(() => verifier.Rule(Snippet.Parse(
            "static bool Leak() => true;\nvoid M() { if (Leak()) { } } // QSC101", null)));
        Assert.Contains("has twins with other findings", failure.Message, StringComparison.Ordinal);
        Assert.Contains(twin, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_whose_twin_the_compiler_rejects_is_skipped_and_counted()
    {
        var verifier = new RuleVerifier([new LeakCallAnalyzer()]);
        await verifier.Rule(Snippet.Parse("static void Leak() { }\nvoid M(ref int x) { Leak(); x++; } // QSC101", null));
        Assert.Equal((7, 3), (verifier.Twins.Compared, verifier.Twins.Skipped));
    }

    [Fact]
    public async Task Each_twin_of_the_language_is_made()
    {
        var verifier = new RuleVerifier([new LeakCallAnalyzer()]);
        await verifier.Rule(Snippet.WholeFile("""
            namespace N;
            using System.Diagnostics.CodeAnalysis;

            static class E
            {
                public static void Leak() { }

                [return: NotNullIfNotNull("text")]
                public static string? M<T>(this T item, string? text = null, params int[] rest)
                    where T : class
                {
                    #pragma warning disable CS0219
                    int unused = 0;
                    #pragma warning restore CS0219
                    if (text is not { Length: > 0 } some) return text;
                    else if (!int.TryParse(some, out int number)) { Leak(); } // QSC101
                    else
                        if (number > 1) for (; ; ) if (rest.Length > number) break;
                    return some; /* end */ // of it
                }

                static void Throws() => throw new System.NotSupportedException();
                static async System.Threading.Tasks.Task Waits() { await System.Threading.Tasks.Task.Yield(); if (Late) Leak(); } // QSC101
                static bool Late { get { if (1 > 2) return true; return false; } }
                static System.Collections.Generic.IEnumerable<int> Many() { Leak(); yield return 1; } // QSC101
            }
            """, null));
        // An iterator cannot be a lambda, and what a switch declares is unknown behind it.
        Assert.Equal((23, 2), (verifier.Twins.Compared, verifier.Twins.Skipped));
    }

    /// <summary>Finds only what some shape of the source does not hide.</summary>
    public abstract class AppearanceAnalyzer : LeakCallAnalyzer
    {
        protected override void Report(SyntaxNodeAnalysisContext context)
        {
            if (!context.Node.Ancestors().Any(Hides))
                base.Report(context);
        }

        protected abstract bool Hides(SyntaxNode node);
    }

    public sealed class PlainIfOnlyAnalyzer : AppearanceAnalyzer
    {
        protected override bool Hides(SyntaxNode node) => node.IsKind(SyntaxKind.LogicalNotExpression);
    }

    public sealed class NoSwitchAnalyzer : AppearanceAnalyzer
    {
        protected override bool Hides(SyntaxNode node) => node is SwitchStatementSyntax;
    }

    public sealed class NoLocalFunctionAnalyzer : AppearanceAnalyzer
    {
        protected override bool Hides(SyntaxNode node) => node is LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax };
    }

    public sealed class NoLambdaAnalyzer : AppearanceAnalyzer
    {
        protected override bool Hides(SyntaxNode node) => node is LambdaExpressionSyntax;
    }

    public sealed class NoAsyncAnalyzer : AppearanceAnalyzer
    {
        protected override bool Hides(SyntaxNode node) =>
            node is LocalFunctionStatementSyntax function && function.Modifiers.Any(SyntaxKind.AsyncKeyword);
    }
}
