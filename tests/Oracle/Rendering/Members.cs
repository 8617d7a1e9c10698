using System.Globalization;
using System.Text;
using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle;

/// <summary>What the class of a program has besides its method.</summary>
static class Members
{
    private const string Answers = """
            public sealed class Granted : Answer { public override bool IsYes => true; }
            public sealed class Denied : Answer { public override bool IsYes => false; }
            public sealed class Reply : Answer
            {
                private bool _isYes;
                public override bool IsYes => _isYes;
                [Quiesce.Annotations.NeverThrows] public static Reply Granted() => new() { _isYes = true };
                [Quiesce.Annotations.NeverThrows] public static Reply Denied() => new();
            }

        """;

    public static string Of(Sketch sketch)
    {
        var text = new StringBuilder();
        if (sketch.GivesBool && sketch.Style.Results != Results.Bools)
            text.Append(Answers);
        for (int i = 0; i < sketch.Flags && sketch.Style.HasLastingFlags; i++)
        {
            string modifier = sketch.Style.HasOwnFlags ? "" : "static ", name = sketch.Style.HasPropertyFlags ? $"Is{i} {{ get; set; }}" : $"_f{i};";
            text.Append(CultureInfo.InvariantCulture, $"    private {modifier}bool {name}\n");
        }

        foreach ((Kind kind, int number) in sketch.All.Where(node => node.Kind is Kind.Keep or Kind.KeepLease).Select(node => (node.Kind, node.Number)).Distinct())
            text.Append(CultureInfo.InvariantCulture, $"    private {(kind == Kind.Keep ? "Module? _kept" : $"{sketch.LeaseType}? _lease")}{number};\n");
        return text.ToString();
    }
}
