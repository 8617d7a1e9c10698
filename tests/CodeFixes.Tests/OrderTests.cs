using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary><c>dotnet format</c> applies the remedies of an id in the order of the types in the assembly.</summary>
public class OrderTests
{
    [Theory]
    [InlineData("QSC101", "ScopeGuard HoldResult ReleaseInFinally ReleaseVariableInFinally ReleaseBeforeExit ReleaseBeforeOverwrite DeclareOwnership")]
    [InlineData("QSC102", "RemoveRelease ReleaseAfterLoop ReleaseIfHeld")]
    [InlineData("QSC108", "PassByIn UseOriginalGuard")]
    [InlineData("QSC109", "AcquireInsteadOfCheck TryAcquire")]
    [InlineData("QSC110", "ScopeGuard HoldResult ReleaseInFinally ReleaseVariableInFinally")]
    [InlineData("QSC111", "UseReturnedValue CountAtomically DestroyAtZero IncrementUnlessZero")]
    [InlineData("QSC113", "AcquireBeforeTry ReleaseIfAcquired")]
    [InlineData("QSC114", "ReleaseInstead ReleaseInsteadOfUsing")]
    [InlineData("QSC302", "RetireInstead WaitBeforeReclaim")]
    public void Remedies_of_one_rule_come_in_this_order(string id, string expected)
    {
        IEnumerable<string> order = typeof(ScopeGuard).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
            .Where(remedy => remedy.FixableDiagnosticIds.Contains(id))
            .Select(remedy => remedy.GetType().Name);
        Assert.Equal(expected, string.Join(' ', order));
    }

    /// <summary>A document that the first remedy has changed reaches the others only through it.</summary>
    [Fact]
    public void The_first_remedy_of_a_rule_tries_all_others_of_it_with_a_fix_all()
    {
        PropertyInfo otherwise = typeof(Remedy).GetProperty("Otherwise", BindingFlags.Instance | BindingFlags.NonPublic)!;
        IEnumerable<IGrouping<string, Remedy>> rules = typeof(ScopeGuard).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .Select(type => (Remedy)Activator.CreateInstance(type)!)
            .Where(remedy => remedy.GetFixAllProvider() is not null)
            .SelectMany(remedy => remedy.FixableDiagnosticIds.Select(id => (id, remedy)))
            .GroupBy(pair => pair.id, pair => pair.remedy);
        foreach (IGrouping<string, Remedy> rule in rules)
        {
            List<Remedy> tried = [];
            for (Remedy? remedy = rule.First(); remedy is not null; remedy = (Remedy?)otherwise.GetValue(remedy))
                tried.Add(remedy);
            Assert.Empty(rule.Select(remedy => remedy.GetType().Name).Except(tried.Select(remedy => remedy.GetType().Name)));
        }
    }
}
