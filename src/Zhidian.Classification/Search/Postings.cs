namespace Zhidian.Classification.Search;

/// <summary>
/// Values by key, in one array: those of key k are at [start of k, start of k + 1). Keys that are neighbours have neighbouring values,
/// so a range of keys is a range of values.
/// </summary>
internal sealed class Postings
{
    private readonly int[] _starts;
    private readonly int[] _values;

    /// <param name="each">Told twice to name every key and value: once to count them, once to place them.</param>
    public Postings(int keys, Action<Action<int, int>> each)
    {
        _starts = new int[keys + 1];
        each((key, _) => _starts[key + 1]++);
        for (var i = 0; i < keys; i++)
            _starts[i + 1] += _starts[i];
        _values = new int[_starts[keys]];
        var next = _starts.AsSpan(0, keys).ToArray();
        each((key, value) => _values[next[key]++] = value);
    }

    public ReadOnlySpan<int> Of(int key) => Of(new Keys(key, key + 1));

    public ReadOnlySpan<int> Of(Keys keys) => _values.AsSpan(_starts[keys.From], Count(keys));

    public int Count(Keys keys) => _starts[keys.To] - _starts[keys.From];
}

/// <summary>Keys from <paramref name="From"/> up to, not including, <paramref name="To"/>.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Keys(int From, int To)
{
    public bool IsEmpty => From >= To;

    public bool Has(int key) => key >= From && key < To;
}
