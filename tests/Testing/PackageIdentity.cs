namespace Quiesce.Testing;

/// <summary>A package by name and version; thread-safe, immutable.</summary>
public sealed record PackageIdentity(string Id, string Version);
