using Quiesce.Annotations;
using Quiesce.Oracle.Execution;

namespace Quiesce.Oracle.Subjects;

/// <summary>Takes references over, and gives them back in its own time.</summary>
public sealed class Owner
{
    /// <summary>An owner that does not come to be has nothing; whether it gave back what it was given nobody knows.</summary>
    public Owner([Owns] Module module)
    {
        Keep(module, isNew: true);
    }

    /// <summary>The reference is the owner's, also where this throws.</summary>
    public static void Keep([Owns] Module module) => Keep(module, isNew: false);

    private static void Keep(Module module, bool isNew)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Ledger.HandedOver(isShown: !isNew);
        try
        {
            Tape.Current.MayThrow();
        }
        catch when (isNew)
        {
            module.Ledger.Given();
            throw;
        }
    }
}
