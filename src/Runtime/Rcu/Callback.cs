namespace Quiesce;

/// <summary>A function and its state, the state's type forgotten so that one array holds all.</summary>
internal readonly struct Callback
{
    private readonly object state;
    private readonly Delegate function;
    private readonly Action<object, Delegate> invoke;

    private Callback(object state, Delegate function, Action<object, Delegate> invoke) =>
        (this.state, this.function, this.invoke) = (state, function, invoke);

    /// <summary>Pairs a function with its state; allocates only if the state is of a value type.</summary>
    internal static Callback Of<T>(T state, Action<T> function) =>
        new(state!, function, static (state, function) => ((Action<T>)function)((T)state));

    /// <summary>Runs the function.</summary>
    internal void Invoke() => invoke(state, function);
}
