using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>
/// The map from the shapes of docs/shapes.md to the tests that prove them: a test is named after its shape (<c>N9_...</c>), and every shape
/// of the rules that exist has one. Those that only later rules can see are listed here, so that nobody takes their silence for a proof.
/// </summary>
public sealed partial class ShapeMapTests
{
    /// <summary>F7: await in a thread-bound section (QSC204). F9: a list changed while it is enumerated (QSC301). F13: registrations (QSC403).</summary>
    private static readonly string[] s_ofLaterRules = ["F7", "F9", "F13"];

    private static readonly string[] s_named = [.. typeof(ShapeMapTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        .Select(method => Shape().Match(method.Name).Groups[1].Value)
        .Where(name => name.Length > 0)
        .Distinct()];

    [Theory]
    [InlineData('F', 13)]
    [InlineData('N', 29)]
    public void Each_shape_has_a_test(char letter, int count)
    {
        IEnumerable<string> all = Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{letter}{i}"));
        Assert.Empty(all.Except(s_named).Except(s_ofLaterRules));
    }

    [Fact]
    public void What_is_left_to_later_rules_has_no_test_yet() => Assert.Empty(s_ofLaterRules.Intersect(s_named));

    [GeneratedRegex("^([FN][0-9]+)_")]
    private static partial Regex Shape();
}
