using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Execution;

// Where others get what the path holds, or can find it.
sealed partial class Ledger
{
    /// <summary>
    /// Others find it from now on. What this path holds has found an owner; where nothing keeps it alive, those others may have given it up
    /// by the time this path takes a reference.
    /// </summary>
    public void Shown()
    {
        _isShown |= IsUntouched && Guards == 0;
        Given();
        Tape.Current.OnBoard = this;
    }

    /// <summary>Destroyed by something else than its last release.</summary>
    public void Destroyed()
    {
        Add(Defects.DestroyedDirectly);
        IsGone |= !_isGivenInVain;
        IsLost |= !_isGivenInVain;
    }

    /// <summary>Somebody who may keep it was given it.</summary>
    public void Given()
    {
        _isGiven |= !_isAsked || _isThrown;
        IsGone |= Net > 0;
        IsLost |= Net > 0 || IsHandedOver;
        IsHandedOver = false;
    }

    /// <summary>Nobody takes it out again.</summary>
    public void Dropped()
    {
        if (Net > 0 && !IsLost && !IsAssumed)
            _isDropped = !IsKept;
        else
            Given();
    }

    /// <summary>A field has it. What was not held, others know of from now on.</summary>
    public void Kept()
    {
        if (Net > 0 && !IsLost && !IsAssumed && !IsDropped)
        {
            _isKept = true;
            return;
        }

        _isShown |= IsUntouched && Guards == 0;
        Given();
    }

    /// <summary>The same of a guard, if there is one.</summary>
    public void Kept(object? guard) => _keptGuard = guard ?? _keptGuard;

    /// <summary>To somebody who will give it back, once; who holds several has not said which.</summary>
    /// <param name="isShown">Where nothing is held, others know of it from now on.</param>
    public void HandedOver(bool isShown)
    {
        if (IsHandedOver)
        {
            Add(Defects.OverRelease, by: 0);
        }
        else if (Net == 1 && !IsDropped && !IsLost && !IsAssumed)
        {
            Count(-1);
            real.Put();
            IsHandedOver = true;
        }
        else
        {
            _isShown |= isShown && IsUntouched && Guards == 0;
            Given();
        }
    }
}
