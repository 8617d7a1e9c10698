using System.Linq;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiesce;
using Quiesce.Annotations;

[assembly: CLSCompliant(false)]
[module: SkipLocalsInit]

namespace SyntaxTorture
{
    namespace Inner.Deeper
    {
        enum Size : byte { Small, Large = 3 }
    }

    delegate T Produce<out T, in TInput>(TInput input) where T : class?, new();

    interface IShape<TSelf> where TSelf : IShape<TSelf>
    {
        static abstract TSelf operator +(TSelf left, TSelf right);

        static virtual int Sides => 3;

        int this[int index] { get; init; }

        event Action Changed;

        void Default(Module m)
        {
            if (m.TryGet())
                m.Put();
        }

        private static void Hidden() { }

        sealed int Sealed() => 1;
    }

    /// <summary>Every member, most with protocol calls.</summary>
    abstract partial class Members<T>(Module owner) : IDisposable
        where T : unmanaged, allows ref struct
    {
        const int Constant = 3;
        static readonly Module? s_module;
        [ThreadStatic] static int t_depth;
        volatile bool _isOpen = owner.Name is ['a', ..];
        int _a = 1, _b;
        Action? _changed;
        readonly Func<bool> _later = () => owner.TryGet() && Give(owner);

        static Members() => t_depth = 1;

        protected Members(Module first, int depth)
            : this(first)
        {
            if (first.TryGet())
                first.Put();
            _b = depth;
        }

        ~Members() => _isOpen = false;

        public int Automatic { get; protected internal set; } = Constant;

        public required string Required { get; init; }

        public string Backed
        {
            get => field ?? "";
            set
            {
                if (owner.TryGet())
                {
                    field = value;
                    owner.Put();
                }
            }
        }

        public bool Computed => owner.TryGet() && Give(owner);

        public abstract int Abstract { get; }

        public ref int Reference => ref _a;

        public int this[int i, [CallerMemberName] string name = ""]
        {
            get
            {
                using ModuleScope scope = owner.Acquire();
                return scope.IsHeld ? i : -1;
            }
            set => _b = value;
        }

        public event Action Changed
        {
            add
            {
                if (!owner.TryGet())
                    return;
                _changed += value;
                owner.Put();
            }
            remove => _changed -= value;
        }

        public event EventHandler? Field, Other;

        public virtual void Dispose() => GC.SuppressFinalize(this);

        static bool Give(Module m)
        {
            m.Put();
            return true;
        }

        partial void Optional();

        public partial int Split { get; }

        public partial int Split => 3;

        static int Generic<U, V>(U u, V v)
            where U : class, IDisposable
            where V : struct, Enum
        {
            return Nested(1);

            int Nested<W>(W w) where W : notnull => w.GetHashCode();
        }
    }

    readonly record struct Money(decimal Amount, string Currency = "EUR") : IComparable<Money>
    {
        public Money
            (decimal amount)
            : this(amount, "USD")
        {
        }

        public static Money operator +(Money a, Money b) => new(a.Amount + b.Amount);
        public static Money operator checked -(Money a) => new(checked(-a.Amount));
        public static Money operator -(Money a) => new(-a.Amount);
        public static bool operator true(Money a) => a.Amount != 0;
        public static bool operator false(Money a) => a.Amount == 0;
        public static implicit operator decimal(Money a) => a.Amount;
        public static explicit operator checked int(Money a) => checked((int)a.Amount);
        public static explicit operator int(Money a) => (int)a.Amount;

        public int CompareTo(Money other) => Amount.CompareTo(other.Amount);
    }

    ref struct Window<T>(Span<T> items, ref T first) : IDisposable
    {
        readonly Span<T> _items = items;
        ref T _first = ref first;
        public readonly ref readonly T this[Index index] => ref _items[index];

        [UnscopedRef] public ref T First => ref _first;

        public Enumerator GetEnumerator() => new(this);

        public void Dispose() { }

        public ref struct Enumerator(Window<T> window)
        {
            int _at = -1;
            Window<T> _window = window;
            public T Current => _window[_at];
            public bool MoveNext() => ++_at < _window._items.Length;
        }
    }

    sealed class Counter
    {
        int _count;

        public void operator +=(int by) => _count += by;

        public void operator ++() => _count++;
    }

    file sealed class Local : Attribute;

    record Base(int Number);

    record Derived(int Number, [property: Local] string Text) : Base(Number)
    {
        protected override Type EqualityContract => Number > 3 ? base.EqualityContract : typeof(Derived);
    }

    static class Extensions
    {
        extension(Module m)
        {
            public bool IsShort => m.TryGet() && Give(m);

            public void Touch()
            {
                if (m.TryGet())
                    m.Put();
            }

            public static Module? Nothing => null;
        }

        extension<T>(IEnumerable<T> source) where T : notnull
        {
            public static IEnumerable<T> operator +(IEnumerable<T> left, IEnumerable<T> right) => left.Concat(right);
        }

        static bool Give(Module m)
        {
            m.Put();
            return true;
        }

        static void Old(this Module m, Counter counter)
        {
            m.Touch();
            counter += 3;
            counter++;
            bool isShort = m.IsShort;
            int first = 1;
            foreach (int i in new Window<int>([1, 2], ref first))
                m.Old(counter);
        }
    }

    static class Native
    {
        [DllImport("native")]
        static extern int Call();
    }

    [InlineArray(4)]
    struct Four
    {
        int _first;
    }

    unsafe struct Fixed
    {
        fixed int _numbers[4];
        public int First => _numbers[0];
    }

    /// <summary>One's own pair, on every kind of operand.</summary>
    abstract class Session
    {
        [Acquires, MustCheck] public abstract bool TryEnter();

        [Releases] public abstract void Leave();

        [Acquires(Of = "other")] public static void Enter(Session other) => other.TryEnterOrThrow();

        void TryEnterOrThrow()
        {
            if (!TryEnter())
                throw new InvalidOperationException();
        }

        protected void Within(Action work)
        {
            if (!this.TryEnter())
                return;
            try
            {
                work();
            }
            finally
            {
                this.Leave();
            }
        }
    }
}
