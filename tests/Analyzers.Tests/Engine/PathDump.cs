using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quiesce.Analyzers.Flow;
using Xunit;

namespace Quiesce.Analyzers.Tests;

/// <summary>
/// The flow graph of a method as text, a line per point: what runs there, what is pending (<c>~</c>), where it goes, and
/// where an exception of a call goes. Blocks that do nothing are passed through, so that a reader sees statements only.
/// </summary>
static class PathDump
{
    public static string Of(string body)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"using System; class C {{ void work() {{ }} void end() {{ }} void log() {{ }} bool test() => true; void M(bool a) {{ {body} }} }}");
        var compilation = CSharpCompilation.Create(
            "Dump", [tree], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        SyntaxNode method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Last();
        ControlFlowGraph graph = Bodies.GraphOf(compilation.GetSemanticModel(tree).GetOperation(method), default)!;
        return new Dumper(new FlowGraph(graph)).Dump();
    }

    private sealed class Dumper(FlowGraph flow)
    {
        private readonly Queue<FlowPoint> _queue = new();
        private readonly HashSet<FlowPoint> _seen = [];
        private readonly List<string> _lines = [];

        public string Dump()
        {
            foreach (FlowPoint first in Arrivals(new Landing(flow.Entry, null)).OfType<FlowPoint>())
                Enqueue(first);
            while (_queue.TryDequeue(out FlowPoint? point))
                _lines.Add(Line(point));
            return string.Join('\n', _lines);
        }

        private string Line(FlowPoint point)
        {
            string line = $"{Name(point)} -> {Targets(Successors(point))}";
            bool calls = flow.BlockOf(point).FallThroughSuccessor?.Semantics != ControlFlowBranchSemantics.Throw && Operations(point).Any(o => o.DescendantsAndSelf().Any(MayThrow.IsCall));
            return calls ? $"{line}; throws -> {Targets(flow.Unwind(point, Thrown.ByCall))}" : line;
        }

        private string Targets(IEnumerable<Landing> landings)
        {
            var names = new List<string>();
            foreach (object target in landings.SelectMany(Arrivals).Distinct())
            {
                if (target is FlowPoint point)
                    Enqueue(point);
                names.Add(target is FlowPoint p ? Name(p) : (string)target);
            }

            return string.Join(", ", names.Distinct());
        }

        private IEnumerable<object> Arrivals(Landing landing)
        {
            if (landing.Point is null)
                return [landing.Leaves is null ? "returns" : landing.Leaves.IsExplicit ? "leaves by throw" : "leaves by call"];
            return Operations(landing.Point).Any() || flow.BlockOf(landing.Point).Kind == BasicBlockKind.Exit
                ? [landing.Point]
                : Successors(landing.Point).SelectMany(Arrivals);
        }

        private IEnumerable<Landing> Successors(FlowPoint point)
        {
            BasicBlock block = flow.BlockOf(point);
            foreach (ControlFlowBranch? branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
            {
                foreach (Landing landing in branch is null ? [] : flow.Follow(point, branch))
                    yield return landing;
            }
        }

        private IEnumerable<IOperation> Operations(FlowPoint point)
        {
            BasicBlock block = flow.BlockOf(point);
            return block.BranchValue is null ? block.Operations : block.Operations.Append(block.BranchValue);
        }

        private string Name(FlowPoint point)
        {
            string text = string.Join(" ", Operations(point).Select(o => o.Syntax.ToString().TrimEnd(';')));
            for (Continuation? c = point.Pending; c is not null; c = c.Outer)
                text += c.Exception is null ? "~goes on" : c.Exception.IsExplicit ? "~thrown" : "~call threw";
            return text;
        }

        private void Enqueue(FlowPoint point)
        {
            if (_seen.Add(point))
                _queue.Enqueue(point);
        }
    }
}
