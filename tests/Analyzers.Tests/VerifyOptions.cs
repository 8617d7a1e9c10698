namespace Quiesce.Analyzers.Tests;

/// <summary>What a test may choose; immutable.</summary>
public sealed record VerifyOptions
{
    /// <summary>The defaults.</summary>
    public static VerifyOptions Default { get; } = new();

    /// <summary>
    /// The language version, such as <c>"11.0"</c>; unset: the newest the running compiler knows. A test that needs a newer
    /// one than the oldest supported compiler knows is marked with <see cref="LanguageFactAttribute" />.
    /// </summary>
    public string? CSharp { get; init; }

    /// <summary>The content of an <c>.editorconfig</c> beside the source.</summary>
    public string? EditorConfig { get; init; }

    /// <summary>Whether metamorphic twins are analysed too; off only where the body cannot move, with a reason beside it.</summary>
    public bool Twins { get; init; } = true;
}
