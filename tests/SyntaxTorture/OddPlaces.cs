using Quiesce;

namespace SyntaxTorture;

/// <summary>Mistakes where nobody looks for them.</summary>
sealed class OddPlaces(Module owner)
{
    readonly List<Func<int>> _later = [];
    int _number;

    void InALambda() => _later.Add(() =>
    {
        if (!owner.TryGet())        // QSC101: 'owner' is not released
            return _number;
        if (_number > 3)
            return _number;
        owner.Put();
        return _number;
    });

    string InASwitchExpression(Module m) => _number switch
    {
        1 when m.TryGet() => m.Name, // QSC101: 'm' is not released
        _ => m.Name,
    };

    int InAProperty
    {
        get
        {
            if (!owner.TryGet())    // QSC101: 'owner' is not released
                return _number;
            if (_number > 3)
                return _number;
            owner.Put();
            return _number;
        }
    }

    void InALocalFunction(Module m)
    {
        Inner();

        void Inner()
        {
            if (!m.TryGet())
                return;
            m.Put();
            m.Put();                // QSC102: 'm' is released
        }
    }

    void InANestedFinally(Module m, Action work)
    {
        if (!m.TryGet())            // QSC101: 'm' is not released
            return;
        try
        {
            work();
        }
        finally
        {
            try
            {
                work();
            }
            finally
            {
                if (_number > 0)
                    m.Put();
            }
        }
    }

    IEnumerable<int> InAnIterator(Module m)
    {
        if (!m.TryGet())            // QSC101: 'm' is not released
            yield break;
        yield return 1;
        if (_number == 0)
            yield break;
        m.Put();
    }

    async Task InAnAsyncLambda(Module m) => await Task.Run(async () =>
    {
        m.TryGet();                 // QSC104: 'm' may not have been acquired
        await Task.Yield();
        m.Put();
    });

    void BehindALabel(Module m)
    {
    again:
        if (!m.TryGet())            // QSC101: 'm' is not released
            return;
        if (_number++ < 3)
            goto again;
        m.Put();
    }

    void InACondition(Module m)
    {
        while (m.TryGet())          // QSC101: 'm' is not released
        {
            if (_number > 3)
                return;
            m.Put();
        }
    }

    void AfterAwaiting(RcuPointer<IDisposable> current)
    {
        using (Rcu.Read())
            Rcu.Synchronize();      // QSC205
        current.Exchange(null)?.Dispose(); // QSC302
    }
}
