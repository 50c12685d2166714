namespace Zhidian.Classification.Search;

/// <summary>Where a text that finds an entry comes from; the order is the order of preference.</summary>
internal enum TermSource : byte
{
    Title,
    WorkType,
    Alias,
    English,
}

/// <summary>
/// Every text that finds an entry: titles, work types, everyday titles and English titles, folded into one pool of characters, with
/// the pinyin of each. About 14 bytes a character with the postings on top of it.
/// </summary>
internal sealed class Terms
{
    private readonly string[] _shown;
    private readonly int[] _entries;
    private readonly TermSource[] _sources;
    private readonly int[] _starts;
    private readonly int[] _wordStarts;
    private readonly int[] _words;
    private readonly ushort[] _readings;

    public Terms(IReadOnlyList<Entry> entries, IReadOnlyDictionary<string, IReadOnlyList<string>> aliases)
    {
        var reading = new Reader();
        for (var i = 0; i < entries.Count; i++)
        {
            reading.Add(entries[i].Title, i, TermSource.Title);
            foreach (var workType in entries[i].WorkTypes)
                reading.Add(workType, i, TermSource.WorkType);
            if (aliases.TryGetValue(entries[i].Id, out var everyday))
                foreach (var alias in everyday)
                    reading.Add(alias, i, TermSource.Alias);
            if (entries[i].English is { } english)
                reading.Add(english, i, TermSource.English);
        }
        _shown = [.. reading.Shown];
        _entries = [.. reading.Entries];
        _sources = [.. reading.Sources];
        _starts = [.. reading.Starts];
        _wordStarts = [.. reading.WordStarts];
        _words = [.. reading.Words];
        Vocabulary = reading.Vocabulary.Build(_words);
        Pool = [.. reading.Pool];
        _readings = new ushort[Pool.Length];
        for (var term = 0; term < Count; term++)
            Pinyin.Read(Text(term), _readings.AsSpan(_starts[term], Length(term)));
    }

    public int Count => _shown.Length;

    public char[] Pool { get; }

    /// <summary>Words of the terms without Chinese characters.</summary>
    public EnglishWords Vocabulary { get; }

    /// <summary>As it is written.</summary>
    public string Shown(int term) => _shown[term];

    public int Entry(int term) => _entries[term];

    public TermSource Source(int term) => _sources[term];

    /// <summary>Empty for a term in Latin letters: those are looked up by their words.</summary>
    public ReadOnlySpan<char> Text(int term) => Pool.AsSpan(_starts[term], Length(term));

    public int Length(int term) => _starts[term + 1] - _starts[term];

    public ReadOnlySpan<ushort> Readings(int term) => _readings.AsSpan(_starts[term], Length(term));

    /// <summary>Positions in <see cref="Vocabulary"/>, in the order of the text.</summary>
    public ReadOnlySpan<int> Words(int term) => _words.AsSpan(_wordStarts[term].._wordStarts[term + 1]);

    private sealed class Reader
    {
        private readonly char[] _folded = new char[Folded.Longest];

        public List<string> Shown { get; } = [];

        public List<int> Entries { get; } = [];

        public List<TermSource> Sources { get; } = [];

        public List<int> Starts { get; } = [0];

        public List<char> Pool { get; } = [];

        public List<int> WordStarts { get; } = [0];

        public List<int> Words { get; } = [];

        public EnglishWords.Builder Vocabulary { get; } = new();

        public void Add(string text, int entry, TermSource source)
        {
            var length = Folded.HasHan(text) ? Folded.Fold(text, _folded) : 0;
            Shown.Add(text);
            Entries.Add(entry);
            Sources.Add(source);
            Pool.AddRange(_folded.AsSpan(0, length));
            Starts.Add(Pool.Count);
            if (length == 0)
                foreach (var word in Folded.Words(text))
                    if (Vocabulary.Add(word) is { } id)
                        Words.Add(id);
            WordStarts.Add(Words.Count);
        }
    }
}
