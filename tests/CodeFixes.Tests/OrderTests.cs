using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary><c>dotnet format</c> applies the remedies of an id in the order of the types in the assembly.</summary>
public class OrderTests
{
    [Theory]
    [InlineData("QSC101", "ScopeGuard HoldResult ReleaseInFinally ReleaseBeforeExit ReleaseBeforeOverwrite DeclareOwnership")]
    [InlineData("QSC102", "RemoveRelease ReleaseIfHeld")]
    [InlineData("QSC109", "AcquireInsteadOfCheck TryAcquire")]
    [InlineData("QSC110", "ScopeGuard HoldResult ReleaseInFinally")]
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
}
