namespace Zhidian.Mining.Text;

/// <summary>
/// The title type of an advert's title: lower case, widths folded, without pay, perks, places, brackets, urgency, level
/// words, requisition numbers and employer. <c>急聘！【五险一金】高级Ｊａｖａ开发工程师（北京）15-20K</c> gives <c>java开发工程师</c>.
/// <list type="bullet">
/// <item>A key of a key is itself.</item>
/// <item>Never empty when the title has a letter: a title of nothing but noise keeps its folded text.</item>
/// <item>Thread-safe and deterministic; a small cache of the latest titles makes repeats cheap.</item>
/// </list>
/// </summary>
public static class TitleNormaliser
{
    private const int CacheSize = 1 << 15;

    private sealed record Cached(string Title, string Key);

    private static readonly Cached?[] Cache = new Cached?[CacheSize];

    [ThreadStatic]
    private static TitleScan? _scan;

    public static string Key(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var slot = title.GetHashCode(StringComparison.Ordinal) & (CacheSize - 1);
        if (Cache[slot] is { } hit && hit.Title == title)
            return hit.Key;
        var key = Compute(title);
        Cache[slot] = new Cached(title, key);
        return key;
    }

    /// <summary>True when the title says more than level words, places, perks and pay.</summary>
    public static bool NamesAJob(string title)
    {
        var scan = _scan ??= new TitleScan();
        scan.Read(title);
        return scan.HasJob;
    }

    private static string Compute(string title)
    {
        var scan = _scan ??= new TitleScan();
        Span<char> key = stackalloc char[TitleScan.Longest];
        var length = Step(scan, title, key);
        // Taking something off an end may bare the next thing to take off: read the result again until nothing changes.
        // No round makes it longer, so this ends.
        while (true)
        {
            var before = length;
            length = Step(scan, key[..length], key);
            if (length == before)
                return new string(key[..length]);
        }
    }

    private static int Step(TitleScan scan, ReadOnlySpan<char> title, Span<char> key)
    {
        scan.Read(title);
        if (!scan.HasJob)
            return Folded(title, key);
        scan.Main.CopyTo(key);
        return scan.Main.Length;
    }

    private static int Folded(ReadOnlySpan<char> title, Span<char> text)
    {
        var n = 0;
        foreach (var raw in title)
        {
            var c = Folding.Fold(raw);
            if (n < text.Length && (Folding.IsLetter(c) || char.IsAsciiDigit(c)))
                text[n++] = c;
        }
        return n;
    }
}
