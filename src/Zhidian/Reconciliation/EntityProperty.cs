using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Reconciliation;

/// <summary>What can be asked of, and demanded from, an entity.</summary>
/// <param name="Values">Cells of an extension.</param>
/// <param name="Holds">Whether an entry is as a column of the client says.</param>
public sealed record EntityProperty(
    string Id,
    string Chinese,
    string English,
    Level? EntityLevel,
    Func<ClassificationVersion, Entry, IEnumerable<object>> Values,
    Func<ClassificationVersion, Entry, string, bool> Holds
)
{
    public static readonly IReadOnlyList<EntityProperty> All =
    [
        new(
            "code",
            "代码",
            "Code",
            null,
            (_, e) => [new TextCell(e.Code.Text)],
            // A column of shorter codes says the group.
            (_, e, said) => Code.TryParse(said, out var code) && code.Contains(e.Code)
        ),
        new(
            "level",
            "层级",
            "Level",
            null,
            (_, e) => [new TextCell(e.Level.Token())],
            (_, e, said) => LevelNames.Parse(said) == e.Level || EntityTypes.Of(e.Level, Language.Chinese).Name == said
        ),
        new(
            "marks",
            "标识",
            "Marks",
            null,
            (_, e) => e.Marks == Marks.None ? [] : [new TextCell(e.Marks.Token())],
            (_, e, said) => MarkNames.Parse(said) is { } marks && (e.Marks & marks) == marks
        ),
        new(
            "major-group",
            "大类",
            "Major group",
            Level.Major,
            (v, e) => v.Find(e.Code.At(Level.Major)) is { } major ? [new EntityCell(major.Id, major.Title)] : [],
            (v, e, said) =>
                v.Find(e.Code.At(Level.Major)) is { } major
                && (said == major.Code.Text || said == major.Id || said == major.Title || Same(said, major.English))
        ),
        new(
            "english",
            "英文名称",
            "English title",
            null,
            (_, e) => e.English is { } english ? [new TextCell(english)] : [],
            (_, e, said) => Same(said, e.English)
        ),
        // As a column it says in which version the codes beside it are; see Candidates.
        new("version", "版本", "Version", null, (v, _) => [new TextCell(v.Name)], (_, _, said) => Versions.Find(said) is not null),
        new(
            "parent",
            "上级类目",
            "Group above",
            Level.Minor,
            (v, e) => e.Parent is { } code && v.Find(code) is { } parent ? [new EntityCell(parent.Id, parent.Title)] : [],
            (v, e, said) =>
                e.Parent is { } code && v.Find(code) is { } parent && (said == code.Text || said == parent.Id || said == parent.Title)
        ),
        new(
            "work-types",
            "工种",
            "Work types",
            null,
            (_, e) => e.WorkTypes.Select(w => new TextCell(w)),
            (_, e, said) => e.WorkTypes.Contains(said)
        ),
    ];

    public static string Names => string.Join(", ", All.Select(p => p.Id));

    public static EntityProperty? Find(string id) => All.FirstOrDefault(p => p.Id == id);

    public NamedId In(Language l) => new(Id, l[Chinese, English]);

    private static bool Same(string said, string? title) => said.Equals(title, StringComparison.OrdinalIgnoreCase);
}

public sealed record TextCell(string Str);

public sealed record EntityCell(string Id, string Name);

/// <param name="Type">Of a property whose values are entities.</param>
public sealed record ColumnMeta(string Id, string Name, NamedId? Type);

/// <summary>Values of properties: for each id, for each property, its cells. An unknown id has empty ones.</summary>
public sealed record ExtensionAnswer(
    IReadOnlyList<ColumnMeta> Meta,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<object>>> Rows
)
{
    /// <summary>A retired id is shown as the last version that had it shows it; the property version says which that is.</summary>
    public static ExtensionAnswer Of(ClassificationVersion version, IReadOnlyList<string> ids, IReadOnlyList<string> names, Language l)
    {
        var properties = names.Select(n => EntityProperty.Find(n)!).ToList();
        return new(
            properties
                .Select(p => new ColumnMeta(p.Id, p.In(l).Name, p.EntityLevel is { } level ? EntityTypes.Of(level, l) : null))
                .ToList(),
            ids.ToDictionary(
                id => id,
                IReadOnlyDictionary<string, IReadOnlyList<object>> (id) =>
                {
                    var (shown, entry) = version.FindById(id) is { } here ? (version, here) : Versions.Current.LastSeen(id) ?? default;
                    return properties.ToDictionary(
                        p => p.Id,
                        IReadOnlyList<object> (p) => entry is null ? [] : p.Values(shown, entry).ToList()
                    );
                }
            )
        );
    }
}
