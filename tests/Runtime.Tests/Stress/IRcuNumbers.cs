namespace Quiesce.Runtime.Tests.Stress;

/// <summary>A list of numbers under test.</summary>
internal interface IRcuNumbers
{
    void AddLast(int value);

    /// <summary>Adds a value at the beginning and returns what removes it.</summary>
    Action AddFirst(int value);

    List<int> Walk();
}

internal sealed class ProductList : IRcuNumbers
{
    private readonly RcuList<int> list = new();

    public void AddLast(int value) => list.AddLast(value);

    public Action AddFirst(int value)
    {
        RcuList<int>.Node node = list.AddFirst(value);
        return () => list.Remove(node);
    }

    public List<int> Walk()
    {
        List<int> seen = [];
        using (Rcu.Read())
        {
            foreach (int value in list)
                seen.Add(value);
        }

        return seen;
    }
}

internal sealed class RemoveCutsTheLinkForward : IRcuNumbers
{
    private readonly Twins.RemoveCutsTheLinkForward.RcuList<int> list = new();

    public void AddLast(int value) => list.AddLast(value);

    public Action AddFirst(int value)
    {
        Twins.RemoveCutsTheLinkForward.RcuList<int>.Node node = list.AddFirst(value);
        return () => list.Remove(node);
    }

    public List<int> Walk()
    {
        List<int> seen = [];
        using (Rcu.Read())
        {
            foreach (int value in list)
                seen.Add(value);
        }

        return seen;
    }
}

internal sealed class AddPublishesTooEarly : IRcuNumbers
{
    private readonly Twins.AddPublishesTooEarly.RcuList<int> list = new();

    public void AddLast(int value) => list.AddLast(value);

    public Action AddFirst(int value)
    {
        Twins.AddPublishesTooEarly.RcuList<int>.Node node = list.AddFirst(value);
        return () => list.Remove(node);
    }

    public List<int> Walk()
    {
        List<int> seen = [];
        using (Rcu.Read())
        {
            foreach (int value in list)
                seen.Add(value);
        }

        return seen;
    }
}
