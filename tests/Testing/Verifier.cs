using System.Diagnostics.CodeAnalysis;

namespace Quiesce.Testing;

/// <summary>How a test fails.</summary>
public interface IVerifier
{
    /// <summary>Fails with <paramref name="message" />.</summary>
    [DoesNotReturn]
    void Fail(string? message = null);

    /// <summary>Fails unless <paramref name="assert" />.</summary>
    void True([DoesNotReturnIf(false)] bool assert, string? message = null);
}

/// <summary>Fails by exception, whatever the test framework. Thread-safe.</summary>
public class DefaultVerifier : IVerifier
{
    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Always.</exception>
    [DoesNotReturn]
    public virtual void Fail(string? message = null) => throw new InvalidOperationException(message);

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException"><paramref name="assert" /> does not hold.</exception>
    public virtual void True([DoesNotReturnIf(false)] bool assert, string? message = null)
    {
        if (!assert)
            Fail(message);
    }
}
