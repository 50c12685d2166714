namespace Zhidian.Classification;

/// <summary>Which occupations of a version a reader wants to see.</summary>
public sealed record TreeFilter(Marks Marks, Birth? Born)
{
    public static readonly TreeFilter All = new(Marks.None, null);

    public bool IsAll => Marks == Marks.None && Born is null;

    /// <summary>Null when a word means nothing in this version.</summary>
    public static TreeFilter? Parse(ClassificationVersion version, string? marks, string? born)
    {
        if (MarkNames.Parse(marks ?? "") is not { } wanted)
            return null;
        if (string.IsNullOrEmpty(born))
            return new TreeFilter(wanted, null);
        var birth = Births.Of(Versions.Current, version).FirstOrDefault(b => b.Key == born);
        return birth is null ? null : new TreeFilter(wanted, birth);
    }

    /// <summary>The occupations wanted, in code order.</summary>
    public Entry[] Of(ClassificationVersion version) =>
        (Born is null ? version.Occupations : Births.Occupations(Versions.Current, version, Born))
            .Where(e => (e.Marks & Marks) == Marks)
            .ToArray();

    /// <summary>The filter as it stands in an address, with more keys behind it; null takes a key out.</summary>
    public string Query(params (string Key, string? Value)[] more) =>
        QueryString
            .Create(
                new[] { ("marks", Marks.Token().Replace("/", "", StringComparison.Ordinal)), ("born", Born?.Key) }
                    .Concat(more)
                    .Where(q => !string.IsNullOrEmpty(q.Item2))
                    .Select(q => new KeyValuePair<string, string?>(q.Item1!, q.Item2))
            )
            .ToString();
}
