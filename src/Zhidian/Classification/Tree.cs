namespace Zhidian.Classification;

/// <summary>
/// What of a version's tree is shown: the branches that are open, and no more. Counts are binary searches, so a page costs what it
/// shows, however large the version is.
/// </summary>
public sealed class Tree
{
    /// <summary>Rows up to which a group is opened whole; a larger one is opened level by level as far as they reach.</summary>
    public const int MostRows = 2000;

    /// <summary>Found occupations up to which a filter opens every branch by itself.</summary>
    private const int OpenedByFilter = 300;

    private readonly Entry[]? _wanted;
    private readonly Level _wholeTo;

    /// <param name="asked">Version as the reader asked for it, for the links.</param>
    /// <param name="at">The path to it is open, and itself when it is a group.</param>
    /// <param name="whole">A group to open as far as <see cref="MostRows"/> allow.</param>
    public Tree(ClassificationVersion version, string asked, TreeFilter filter, Code? at = null, Code? whole = null)
    {
        (Version, Asked, Filter, At, Whole) = (version, asked, filter, at, whole);
        _wanted = filter.IsAll ? null : filter.Of(version);
        if (whole is { } group)
            _wholeTo = Reach(group);
    }

    public ClassificationVersion Version { get; }

    public string Asked { get; }

    public TreeFilter Filter { get; }

    public Code? At { get; }

    public Code? Whole { get; }

    /// <summary>Occupations shown in all.</summary>
    public int Total => _wanted?.Length ?? Version.Occupations.Count;

    /// <summary>Occupations shown at or below a code.</summary>
    public int Count(Code code) =>
        _wanted is null ? Version.OccupationsIn(code).Length : ClassificationVersion.Within(_wanted, code).Length;

    /// <summary>Rows below a group; the major groups for null. A filter leaves out what has nothing it wants.</summary>
    public IReadOnlyList<Entry> Children(Code? parent) =>
        (_wanted is null ? Version.Children(parent) : Version.Children(parent).Where(e => Count(e.Code) > 0)).ToList();

    public bool HasChildren(Entry entry) => entry.Level != Level.Occupation && (_wanted is not null || Version.Children(entry.Code).Any());

    public bool IsOpen(Entry group)
    {
        if (!HasChildren(group))
            return false;
        if (Whole is { } whole && whole.Contains(group.Code) && group.Level < _wholeTo)
            return true;
        if (At is { } at)
            return group.Code.Contains(at);
        return Whole is null && _wanted is { Length: <= OpenedByFilter };
    }

    /// <summary>Whether a group opened whole shows its occupations too.</summary>
    public bool ReachesOccupations => _wholeTo == Level.Occupation;

    /// <summary>Address of the tree with an entry's path open, at its row.</summary>
    public string OpenAt(Code? code) => $"/classification/{Asked}{Filter.Query(("at", code?.Text))}#{(code is { } c ? RowId(c) : "tree")}";

    public string OpenWhole(Code group) => $"/classification/{Asked}{Filter.Query(("all", group.Text))}#{RowId(group)}";

    /// <summary>Address of the rows below a group alone, for the script.</summary>
    public string Branch(Code group) => $"/classification/{Asked}/{group.Text}/tree{Filter.Query()}";

    public static string RowId(Code code) => "n-" + code.Text;

    /// <summary>The lowest level to which a group can be opened with no more than <see cref="MostRows"/> rows.</summary>
    private Level Reach(Code group)
    {
        var rows = 0;
        var level = new List<Code> { group };
        var reached = group.Level;
        while (reached != Level.Occupation)
        {
            level = [.. level.SelectMany(c => Children(c).Select(e => e.Code)).Take(MostRows + 1)];
            rows += level.Count;
            if (rows > MostRows)
                break;
            reached++;
        }
        return reached;
    }
}
