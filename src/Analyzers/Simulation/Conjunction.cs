namespace Quiesce.Analyzers.Simulation;

/// <summary>Conditions that hold together. As a value: a chain to the left, its parts in the order of their names.</summary>
static class Conjunction
{
    /// <summary>Adds the parts of <paramref name="condition"/>; false where they cannot hold together with those that are there.</summary>
    public static bool Insert(List<Value> parts, Value condition)
    {
        for (; condition.Operator == Operator.And; condition = condition.Base!)
        {
            if (!InsertOne(parts, condition.Other!))
                return false;
        }

        return InsertOne(parts, condition);
    }

    /// <summary>The last part, which is taken off the <paramref name="rest"/>; null remains after the first.</summary>
    public static Value TakeLast(ref Value? rest)
    {
        (Value part, rest) = rest!.Operator == Operator.And ? (rest.Other!, rest.Base) : (rest, null);
        return part;
    }

    /// <summary>Whether each part of <paramref name="fewer"/> is one of <paramref name="condition"/>.</summary>
    public static bool Includes(Value condition, Value fewer)
    {
        for (; fewer.Operator == Operator.And; fewer = fewer.Base!)
        {
            if (!HasPart(condition, fewer.Other!))
                return false;
        }

        return HasPart(condition, fewer);
    }

    private static bool HasPart(Value condition, Value part)
    {
        for (; condition.Operator == Operator.And; condition = condition.Base!)
        {
            if (ReferenceEquals(condition.Other, part))
                return true;
        }

        return ReferenceEquals(condition, part);
    }

    private static bool InsertOne(List<Value> parts, Value part)
    {
        for (int i = parts.Count - 1; i >= 0; i--)
        {
            if (Excludes(parts[i], part) || Excludes(part, parts[i]))
                return false;
            if (ReferenceEquals(parts[i], part) || Implies(parts[i], part))
                return true;
            if (Implies(part, parts[i]))
                parts.RemoveAt(i);
        }

        int place = parts.Count;
        while (place > 0 && parts[place - 1].Id > part.Id)
            place--;
        parts.Insert(place, part);
        return true;
    }

    private static bool Implies(Value first, Value second) => second.Operator == Operator.Not && Excludes(first, second.Base!);

    /// <summary>Whether <paramref name="second"/> is false where <paramref name="first"/> is true: its negation, another constant.</summary>
    private static bool Excludes(Value first, Value second) =>
        (first.Operator == Operator.Not && ReferenceEquals(first.Base, second))
        || (first.Operator == Operator.Equal && ReferenceEquals(first.Base, second.Base) && first.Other!.Kind == ValueKind.Constant
            && (second.Operator == Operator.IsNull
                || (second.Operator == Operator.Equal && second.Other!.Kind == ValueKind.Constant && Value.AreSame(first.Other, second.Other) == false)));
}
