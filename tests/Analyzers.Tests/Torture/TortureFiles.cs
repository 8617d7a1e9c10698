using Xunit;

namespace Quiesce.Analyzers.Tests.Torture;

/// <summary>The files of tests/SyntaxTorture.</summary>
static class TortureFiles
{
    public const string Folder = "tests/SyntaxTorture";

    /// <summary>What they are written in.</summary>
    public const string Language = "14.0";

    public static IEnumerable<string> Names => Repository.Files(Folder, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path));

    public static TheoryData<string> All => [.. Names];

    public static string Read(string name) => Repository.Read($"{Folder}/{name}.cs");
}
