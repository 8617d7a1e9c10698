using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>A fact that needs at least this language version; skipped, and counted, on a compiler that does not know it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LanguageFactAttribute : FactAttribute
{
    /// <summary>Needs <paramref name="version" />, such as <c>"14.0"</c>.</summary>
    public LanguageFactAttribute(string version)
    {
        Version = version;
        if (!IsKnown(version))
            Skip = $"needs C# {version}";
    }

    /// <summary>The version needed.</summary>
    public string Version { get; }

    /// <summary>Whether the running compiler knows <paramref name="version" />.</summary>
    public static bool IsKnown(string version) => LanguageVersionFacts.TryParse(version, out _);
}
