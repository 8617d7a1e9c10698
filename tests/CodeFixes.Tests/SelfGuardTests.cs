using Xunit;

namespace Quiesce.CodeFixes.Tests;

/// <summary>The guards and questions by which a module holds itself: each goes with what asks and disposes it.</summary>
public class SelfGuardTests
{
    [Theory]
    [InlineData("using var self = _self.Acquire();\nprint();")]
    [InlineData("using var self = _self.Acquire();\nif (!self.IsHeld)\n    return;\nprint();")]
    [InlineData("using var self = _self.Acquire();\nif (self.IsHeld == false)\n    return;\nprint();")]
    [InlineData("using var self = _self.Acquire();\nif (self.IsHeld)\n    print();")]
    [InlineData("using var self = _self.Acquire();\nif (self.IsHeld)\n{\n    print();\n}")]
    [InlineData("using ModuleLease? self = _self.Lease();\nif (self is null)\n    return;\nprint();")]
    [InlineData("using ModuleLease? self = _self.Lease();\nif (self != null)\n{\n    print();\n}")]
    [InlineData("using (_self.Acquire())\n{\n    print();\n}")]
    [InlineData("using (_self.Acquire())\n    print();")]
    [InlineData("using (var self = _self.Acquire())\n{\n    if (self.IsHeld)\n        print();\n}")]
    [InlineData("using (var self = _self.Acquire())\n{\n    if (!self.IsHeld)\n        return;\n    print();\n}")]
    [InlineData("var self = _self.Acquire();\nif (!self.IsHeld)\n    return;\ntry\n{\n    print();\n}\nfinally\n{\n    self.Dispose();\n}")]
    [InlineData("if (_self.TryGet() == false)\n    return;\nprint();\n_self.Put();")]
    [InlineData("if (_self.TryGet() is true)\n{\n    print();\n    _self.Put();\n}")]
    [InlineData("bool ok = _self.TryGet();\nif (!ok)\n    return;\nprint();\n_self.Put();")]
    public Task Goes_with_all_that_asks_it(string body) => OnFindings.Becomes<RemoveSelfReference>(Greeter(body), Greeter("print();"));

    [Fact]
    public Task What_is_said_stays() => OnFindings.Becomes<RemoveSelfReference>(
        Greeter("// keep me\nusing var self = _self.Acquire(); // alive\nif (self.IsHeld) // or not\n{\n    // hello\n    print(); // now\n}"),
        Greeter("// keep me\n// alive\n// or not\n// hello\nprint(); // now"));

    [Theory]
    [InlineData("using var self = _self.Acquire();\nif (self.IsHeld)\n    print();\nelse\n    Console.WriteLine();")]
    [InlineData("using var self = _self.Acquire();\nprint();\nif (self.IsHeld)\n    print();")]
    [InlineData("using var self = _self.Acquire();\nif (self.IsHeld)\n    return;\nprint();")]
    [InlineData("bool ok = _self.TryGet();\nif (!ok)\n    return;\nprint();\nif (ok)\n    _self.Put();")]
    public Task Is_not_offered_where_more_hangs_on_it(string body) => OnFindings.IsNeverOffered<RemoveSelfReference>(Greeter(body));

    private static string Greeter(string body) => $$"""
        sealed class Greeter : IModule
        {
            private Module _self = null!;
            public void Init(Module self) => _self = self;
            public void Exit() { }
            public void Greet(Action print)
            {
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;
}
