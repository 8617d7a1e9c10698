// Twin of src/Runtime/Rcu/RcuList.cs: see TwinCatalogue.cs for the one edit.
using Quiesce.Annotations;

namespace Quiesce.Runtime.Tests.Twins.RemoveCutsTheLinkForward;

/// <summary>A list that readers walk without a lock while a writer adds, removes and replaces nodes.</summary>
/// <typeparam name="T">The type of the values; a value is never changed in place.</typeparam>
/// <remarks>
/// The kernel's <c>list_add_rcu</c> family, a ring through a sentinel. Readers: any number, inside a section; they see
/// every node that is linked during their whole walk, in order. Writers: serialised by the caller. A node removed keeps
/// its link forward, so that readers standing on it find their way out; so it must not be linked again, and what its
/// value owns must not be reclaimed before a grace period has passed.
/// </remarks>
public sealed class RcuList<T>
{
    private readonly Node head;

    /// <summary>Creates an empty list.</summary>
    public RcuList()
    {
        head = new Node(default!);
        head.Next = head;
        head.Previous = head;
    }

    /// <summary>Adds a value at the beginning.</summary>
    /// <returns>The node that holds it.</returns>
    [return: Publishes(Domain = "default")]
    public Node AddFirst([Publishes(Domain = "default")] T value) => Insert(head, value, head.Next);

    /// <summary>Adds a value at the end.</summary>
    /// <returns>The node that holds it.</returns>
    [return: Publishes(Domain = "default")]
    public Node AddLast([Publishes(Domain = "default")] T value) => Insert(head.Previous!, value, head);

    /// <summary>Adds a value behind a node of this list.</summary>
    /// <returns>The node that holds it.</returns>
    /// <exception cref="InvalidOperationException">The node is not linked in this list.</exception>
    [return: Publishes(Domain = "default")]
    public Node AddAfter([Borrowed] Node node, [Publishes(Domain = "default")] T value)
    {
        ThrowIfUnlinked(node);
        return Insert(node, value, node.Next);
    }

    /// <summary>Adds a value before a node of this list.</summary>
    /// <returns>The node that holds it.</returns>
    /// <exception cref="InvalidOperationException">The node is not linked in this list.</exception>
    [return: Publishes(Domain = "default")]
    public Node AddBefore([Borrowed] Node node, [Publishes(Domain = "default")] T value)
    {
        ThrowIfUnlinked(node);
        return Insert(node.Previous!, value, node);
    }

    /// <summary>Unlinks a node. Readers inside may still see it until a grace period has passed.</summary>
    /// <exception cref="InvalidOperationException">The node is not linked in this list.</exception>
    public void Remove([Unlinks(Domain = "default")] Node node)
    {
        ThrowIfUnlinked(node);
        Node next = node.Next;
        next.Previous = node.Previous;
        Volatile.Write(ref node.Previous!.Next, next);
        node.Previous = null;
        node.Next = head;
    }

    /// <summary>Unlinks a node and links a new one in its place: readers see the one or the other, never neither.</summary>
    /// <returns>The new node.</returns>
    /// <exception cref="InvalidOperationException">The node is not linked in this list.</exception>
    [return: Publishes(Domain = "default")]
    public Node Replace([Unlinks(Domain = "default")] Node old, [Publishes(Domain = "default")] T value)
    {
        ThrowIfUnlinked(old);
        Node node = Insert(old.Previous!, value, old.Next);
        old.Previous = null;
        return node;
    }

    /// <summary>Walks the list, for <c>foreach</c>: inside a section, or under the lock that serialises the writers.</summary>
    [RequiresReadSide(Domain = "default")]
    public Enumerator GetEnumerator() => new(head);

    /// <summary>The list without the operations that change it.</summary>
    public RcuListView<T> AsReadOnly() => new(this);

    private Node Insert(Node previous, T value, Node next)
    {
        Node node = new(value) { List = this, Previous = previous, Next = next };
        // Release: whoever sees the node sees its value and its link forward.
        Volatile.Write(ref previous.Next, node);
        next.Previous = node;
        return node;
    }

    private void ThrowIfUnlinked(Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.List != this || node.Previous is null)
            throw new InvalidOperationException("The node is not linked in this list.");
    }

    /// <summary>One place in a list, and the value that it holds.</summary>
    public sealed class Node
    {
        internal RcuList<T>? List;
        internal Node Next = null!; // set before the node is published; readers follow it, also after the removal
        internal Node? Previous; // the writers' alone; null once removed

        internal Node(T value) => Value = value;

        /// <summary>The value. Never changes.</summary>
        public T Value { get; }
    }

    /// <summary>Walks a list. A copy walks on by itself.</summary>
    public struct Enumerator
    {
        private readonly Node head;
        private Node node;

        internal Enumerator(Node head) => this.head = node = head;

        /// <summary>The value at which the walk stands; may be used until the outermost section ends.</summary>
        [Dereferences(Domain = "default")]
        public readonly T Current => node.Value;

        /// <summary>Goes to the next value; false at the end.</summary>
        public bool MoveNext()
        {
            node = Volatile.Read(ref node.Next);
            return node != head;
        }
    }
}

/// <summary>An <see cref="RcuList{T}" /> that can only be walked. The default value is empty.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public readonly struct RcuListView<T>
{
    private static readonly RcuList<T> Empty = new();
    private readonly RcuList<T>? list;

    internal RcuListView(RcuList<T> list) => this.list = list;

    /// <summary>Walks the list, for <c>foreach</c>, inside a section.</summary>
    [RequiresReadSide(Domain = "default")]
    public RcuList<T>.Enumerator GetEnumerator() => (list ?? Empty).GetEnumerator();
}
