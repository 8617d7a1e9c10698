using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Quiesce.Analyzers;

namespace Quiesce.CodeFixes.Tests;

/// <summary>
/// The analyzer's own findings, remedied: the result compiles, has no finding left, is the same one by one and by Fix All, and stays
/// as it is when the remedy is applied again.
/// </summary>
internal static class EndToEnd
{
    public static async Task Verify<TRemedy>(string members, string expected, string? without = null)
        where TRemedy : CodeFixProvider, new()
    {
        CSharpCodeFixTest<ProtocolAnalyzer, TRemedy, DefaultVerifier> test = new()
        {
            TestCode = Wrap(members),
            FixedCode = Wrap(expected),
        };
        // Not what this test is about: the same acquire found by another rule.
        if (without is not null)
            test.DisabledDiagnostics.Add(without);
        test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(Module).Assembly.Location));
        await test.RunAsync();
    }

    private static string Wrap(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Quiesce;

        class C
        {
        {{string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}}
        }

        """;
}
