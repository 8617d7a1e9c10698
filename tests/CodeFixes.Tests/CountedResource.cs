namespace Quiesce.CodeFixes.Tests;

/// <summary>What random bodies count references on, as source.</summary>
internal static class CountedResource
{
    /// <summary>A counted resource that refuses nothing and remembers everything.</summary>
    public const string Source = """
        using Quiesce.Annotations;

        public sealed class Resource
        {
            private readonly bool _isAlive;

            public Resource(bool isAlive) => _isAlive = isAlive;

            public int Count { [NeverThrows] get; private set; }

            public bool IsOverReleased { [NeverThrows] get; private set; }

            [Acquires(Kind = "resource")]
            [NeverThrows]
            [MustCheck]
            public bool TryGet()
            {
                Count += _isAlive ? 1 : 0;
                return _isAlive;
            }

            [Acquires(Kind = "resource", Unchecked = true)]
            [NeverThrows]
            public void Get() => Count++;

            public bool IsUsedUnheld { [NeverThrows] get; private set; }

            [NeverThrows]
            public void Use() => IsUsedUnheld |= Count == 0;

            [Releases(Kind = "resource")]
            [NeverThrows]
            public void Put()
            {
                Count--;
                IsOverReleased |= Count < 0;
            }

            [return: Acquired(Kind = "resource")]
            public Hold Acquire() => TryGet() ? new Hold(this) : default;
        }

        [Guard(HeldProperty = nameof(IsHeld))]
        public readonly ref struct Hold
        {
            private readonly Resource? _resource;

            public Hold(Resource resource) => _resource = resource;

            public bool IsHeld => _resource is not null;

            public void Dispose() => _resource?.Put();
        }
        """;
}
