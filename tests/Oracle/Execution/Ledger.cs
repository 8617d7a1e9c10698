using Quiesce.Oracle.Judging;

namespace Quiesce.Oracle.Execution;

/// <summary>
/// The exact account of one module on one path, kept beside the runtime's own count and checked against it. What the path takes
/// and gives back is counted from zero; a reference that it gives back without ever having asked for one was its caller's, and is
/// lent at that moment. "What counts as a leak" (docs/rules.md) is about these numbers.
/// </summary>
sealed partial class Ledger(Quiesce.Module real)
{
    private int _exact;
    private int _lent;
    private int _assumed;
    private bool _isGivenBack;
    private bool _isRefused;
    private bool _isShown;
    private bool _isGiven;
    private bool _isThrown;
    private bool _isDropped;
    private bool _isKept;
    private object? _keptGuard;
    private bool _isGivenInVain;
    private int _putBy;
    private bool _isAsked;
    private int _taken;
    private int _put;

    /// <summary>References of the runtime that guards hold: whatever nobody else does.</summary>
    public int Guards => IsSelf ? 0 : checked((int)real.RefCount - _exact - _lent - _assumed);

    /// <summary>The program is the module's own code: a reference of its own protects nobody, and nothing more is said of it.</summary>
    public bool IsSelf { get; set; }

    /// <summary>Taken minus given back, saturated; negative where the caller's were consumed.</summary>
    public int Net { get; private set; }

    /// <summary>By design nothing more is said after an acquire whose result was ignored: that is the finding.</summary>
    public bool IsAssumed { get; private set; }

    /// <summary>
    /// Nothing more is said: counts saturate, so how many are left of three or more is not known; or somebody else has what was held.
    /// </summary>
    public bool IsLost { get; private set; }

    /// <summary>Somebody else has what was held, or it is destroyed: this path does not keep it.</summary>
    public bool IsGone { get; private set; }

    /// <summary>A declared owner has what was held: to give it back is the owner's business alone.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>A collection has it that nobody looks into, and that ends with the method.</summary>
    public bool IsDropped => _isDropped && Net > 0 && !IsLost && !IsAssumed;

    /// <summary>A field has it that nothing releases.</summary>
    public bool IsKept => _isKept && Net > 0 && !IsLost && !IsAssumed;

    /// <summary>A guard in such a field holds a reference.</summary>
    public bool IsGuardKept => _keptGuard is ModuleLease { IsHeld: true } or Subjects.Pin { IsHeld: true };

    /// <summary>Others can reach it, and this path did nothing with it since.</summary>
    public bool IsLeftToOthers => (_isGiven && (!_isAsked || _isThrown)) || (_isShown && Net == 0);

    /// <summary>What the path did wrong, and where.</summary>
    public List<Fault> Faults { get; } = [];

    /// <summary>Where what is held was taken.</summary>
    public int TakenAt => _taken;

    /// <summary>Where something was given back last.</summary>
    public int PutAt => _put;

    /// <summary>The line of the program's text where that was.</summary>
    public int PutBy => _putBy;

    /// <summary>What was given back had not been taken: its acquire threw.</summary>
    public bool IsGivenInVain => _isGivenInVain && !IsLost && !IsAssumed;

    /// <summary>A guard is taken here.</summary>
    public void At(bool isHeld)
    {
        _taken = Tape.Current.Line;
        if (isHeld && IsSelf)
            Faults.Add(new Fault(Defects.SelfReference, Tape.Current.Line));
    }

    public void Tried(bool isHeld)
    {
        if (isHeld && IsTakenByItself())
            return;
        if (isHeld && _isShown)
            Add(Defects.PublishedTooEarly);
        _isShown = false;
        if (isHeld)
            Take();
        else if (Net == 0 && !IsHandedOver)
            (_isRefused, _isThrown, _isAsked) = (true, false, true);
    }

    /// <summary>With a check of its own.</summary>
    public void Entered()
    {
        if (IsTakenByItself())
            return;
        if (_isShown)
            Add(Defects.PublishedTooEarly);
        _isShown = false;
        Take();
    }

    /// <summary>Nothing was taken.</summary>
    public void Threw()
    {
        if (Net == 0 && !_isShown && !IsHandedOver)
            (_isThrown, _isGivenBack, _isRefused, _isAsked) = (true, false, false, true);
    }

    /// <summary>Without a check: right only where a reference is held.</summary>
    public void Got()
    {
        if (IsTakenByItself())
            return;
        int guards = Guards - 1; // what was just taken is not in the books yet
        if (_isShown)
            Add(Defects.PublishedTooEarly);
        else if (Net <= 0 && guards == 0 && !IsHandedOver)
            Add(Defects.UncheckedAcquire);
        _isShown = false;
        Take();
    }

    /// <summary>Its result is ignored.</summary>
    public bool Assume(bool isHeld)
    {
        if (!isHeld)
            throw new InvalidOperationException("an ignored acquire must succeed: its failure is the finding");
        if (IsTakenByItself())
            return isHeld;
        if (_isShown)
            Add(Defects.PublishedTooEarly);
        _isShown = false;
        Faults.Add(new Fault(Defects.ResultIgnored, Tape.Current.Line)); // whatever else is known of the object
        _assumed++;
        IsAssumed = true;
        return isHeld;
    }

    /// <summary>Whether there is something to put. The runtime must be of the same opinion.</summary>
    public bool MayPut(int by)
    {
        _isShown = false;
        if (IsSelf && IsAssumed && _assumed == 0)
            return false;
        if (Net <= 0 && _assumed > 0)
        {
            _assumed--; // which takes nothing from anybody: what the path took or gave is not decided here
            return true;
        }

        if (Net >= 0 || !ByDesign.CountsSaturate(Net))
            (_put, _putBy) = (Tape.Current.Line, by);
        if (IsHandedOver)
        {
            Add(Defects.OverRelease);
            return false;
        }

        if (Net > 0)
        {
            IsLost |= ByDesign.CountsSaturate(Net);
            Count(-1);
            _isGivenBack = Net == 0;
            return true;
        }

        return LendsToPut();
    }

    /// <summary>The caller's reference, which is given back here; unless this path has given back or was refused what it asked for.</summary>
    private bool LendsToPut()
    {
        if (!ByDesign.CallersReference(_isGivenBack, _isRefused))
        {
            Add(Defects.OverRelease);
            return false;
        }

        _isGivenInVain |= _isThrown;
        _isThrown = false;
        real.Get();
        _lent++;
        Count(-1);
        return true;
    }

    public void Used()
    {
        if (Net <= 0 && Guards == 0 && !_isGivenInVain && (_isGivenBack || Net < 0))
            Add(Defects.UseAfterRelease);
    }

    /// <summary>Nothing was asked for, or what was given back has been taken again.</summary>
    private bool IsUntouched => Net == 0 && !IsHandedOver && !_isGivenBack && !_isRefused && !_isThrown && !IsAssumed && !IsLost;

    private bool IsTakenByItself()
    {
        if (!IsSelf)
            return false;
        Add(Defects.SelfReference);
        _assumed++;
        IsAssumed = true;
        return true;
    }

    private void Take()
    {
        if (Net <= 0)
            _taken = Tape.Current.Line;
        Count(+1);
        _isRefused = false;
        _isGivenBack = false;
        _isThrown = false;
        _isGivenInVain = false;
    }

    private void Count(int change)
    {
        _isAsked = true;
        _isDropped = IsHandedOver = false;
        _exact += change;
        Net = ByDesign.CountsSaturate(Net) && Math.Sign(Net) == change ? Net : Net + change;
        _isKept &= Net > 0;
    }

    private void Add(Defects defect) => Add(defect, _putBy);

    private void Add(Defects defect, int by)
    {
        if (!IsLost && !IsAssumed)
            Faults.Add(new Fault(defect, Tape.Current.Line, by));
    }
}
