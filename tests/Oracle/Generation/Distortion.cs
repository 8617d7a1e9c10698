using Quiesce.Oracle.Trees;

namespace Quiesce.Oracle.Generation;

/// <summary>Spoils a program in one place: a statement is lost, doubled or moved, or a release changes its object.</summary>
sealed class Distortion(Dice dice)
{
    public Node Apply(Node body)
    {
        int blocks = body.All.Count(IsUsable);
        return blocks == 0 ? body : At(body, dice.Next(blocks), out _);
    }

    private static bool IsUsable(Node node) => node.Kind == Kind.Block && !node.Parts.IsEmpty;

    /// <summary>Rewrites the n-th block that has statements.</summary>
    private Node At(Node node, int which, out int left)
    {
        left = which;
        if (IsUsable(node) && left-- == 0)
            return Edit(node);
        for (int i = 0; i < node.Parts.Length && left >= 0; i++)
        {
            Node part = At(node.Parts[i], left, out left);
            if (!ReferenceEquals(part, node.Parts[i]))
            {
                left = -1;
                return node.WithPart(i, part);
            }
        }

        return node;
    }

    private Node Edit(Node block)
    {
        int at = dice.Next(block.Parts.Length), to = dice.Next(block.Parts.Length);
        Node statement = block.Parts[at];
        bool isJump = statement.Kind is Kind.Return or Kind.ReturnLease or Kind.Throw or Kind.Rethrow or Kind.Break or Kind.Continue or Kind.Goto or Kind.UsingDeclaration;
        return dice.Next(isJump ? 1 : 3) switch
        {
            0 => block with { Parts = block.Parts.RemoveAt(at) },
            1 => block with { Parts = block.Parts.Insert(at, statement) },
            _ => block with { Parts = block.Parts.RemoveAt(at).Insert(to, statement) },
        };
    }
}
