namespace Quiesce.Runtime.Tests;

/// <summary>The sources that this test assembly was built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    /// <summary>Whether the run was asked to rewrite what it would otherwise compare (<c>QUIESCE_ACCEPT=1</c>).</summary>
    internal static bool Accepts => Environment.GetEnvironmentVariable("QUIESCE_ACCEPT") == "1";

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    internal static void Write(string path, string text) => File.WriteAllText(Path.Combine(Root, path), text);

    internal static bool Has(string path) => File.Exists(Path.Combine(Root, path));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Analyzers.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
