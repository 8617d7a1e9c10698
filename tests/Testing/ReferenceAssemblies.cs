using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Quiesce.Testing;

/// <summary>
/// The reference assemblies a test compiles against: the targeting pack of the SDK that runs the tests, else the one in
/// the global packages folder. Any patch version of the same release serves. Thread-safe; a pack is read once.
/// </summary>
public sealed class ReferenceAssemblies
{
    private readonly Lazy<ImmutableArray<MetadataReference>> _references;

    /// <summary>The assemblies under <paramref name="path" /> (such as <c>ref/net10.0</c>) of a targeting pack.</summary>
    public ReferenceAssemblies(string targetFramework, PackageIdentity referenceAssemblyPackage, string path)
    {
        TargetFramework = targetFramework;
        _references = new(() => Load(referenceAssemblyPackage, path));
    }

    /// <summary>The target framework moniker.</summary>
    public string TargetFramework { get; }

    /// <summary>The assemblies as metadata references.</summary>
    /// <exception cref="DirectoryNotFoundException">The targeting pack is not on this machine.</exception>
    public Task<ImmutableArray<MetadataReference>> ResolveAsync(string language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(language);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_references.Value);
    }

    private static ImmutableArray<MetadataReference> Load(PackageIdentity package, string path)
    {
        string folder = Candidates(package, path).FirstOrDefault(Directory.Exists)
            ?? throw new DirectoryNotFoundException(
                $"No {package.Id} of release {Release(package.Version)} in {string.Join(" or ", Roots(package))}.");
        return [.. Directory.EnumerateFiles(folder, "*.dll")
            .Order(StringComparer.Ordinal)
            .Select(file => MetadataReference.CreateFromFile(file))];
    }

    private static IEnumerable<string> Candidates(PackageIdentity package, string path) =>
        from root in Roots(package)
        where Directory.Exists(root)
        from version in Directory.EnumerateDirectories(root).OrderDescending(StringComparer.Ordinal)
        where Release(Path.GetFileName(version)) == Release(package.Version)
        select Path.Combine(version, path);

    private static IEnumerable<string> Roots(PackageIdentity package)
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/ is where the running class library is.
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        yield return Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", package.Id));
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        yield return Path.Combine(packages, package.Id.ToLowerInvariant());
    }

    private static string Release(string version) => string.Join('.', version.Split('.').Take(2));

    /// <summary>The frameworks of .NET.</summary>
    public static class Net
    {
        /// <summary>.NET 8.</summary>
        public static ReferenceAssemblies Net80 { get; } = Of("8.0");

        /// <summary>.NET 10.</summary>
        public static ReferenceAssemblies Net100 { get; } = Of("10.0");

        private static ReferenceAssemblies Of(string release) =>
            new($"net{release}", new PackageIdentity("Microsoft.NETCore.App.Ref", $"{release}.0"), Path.Combine("ref", $"net{release}"));
    }
}
