namespace Quiesce.Oracle.Subjects;

/// <summary>What a program gives back instead of a bool; its own types derive from this.</summary>
public abstract class Answer
{
    /// <summary>The bool that it stands for.</summary>
    public abstract bool IsYes { get; }
}
