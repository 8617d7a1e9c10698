using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quiesce.Analyzers.Tests;

/// <summary>Every analyzer of the shipped assembly: a new one is under every test from its first day.</summary>
static class ShippedAnalyzers
{
    public static Assembly Assembly { get; } = Assembly.Load("Quiesce.Analyzers");

    public static ImmutableArray<DiagnosticAnalyzer> All =>
        [.. Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
}
