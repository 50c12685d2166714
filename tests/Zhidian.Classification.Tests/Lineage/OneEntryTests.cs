namespace Zhidian.Classification.Tests.Lineage;

/// <summary>What is asked of one entry says the same as what is asked of all.</summary>
public sealed class OneEntryTests
{
    public static TheoryData<string> Versions => new(Classification.Versions.All.Skip(1).Select(v => v.Name));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Changes_of_one_entry_are_its_part_of_all_changes(string name)
    {
        var history = Classification.Versions.Current;
        var version = history.Get(name);
        var all = history.Changes(version).ToLookup(c => c.Id);
        foreach (var entry in version.Entries.Concat(history.Before(version)!.Entries))
            Assert.Equal(all[entry.Id].Select(Said), history.ChangesOf(version, entry.Id).Select(Said));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_came_into_one_entry_is_found_without_a_look_at_all_changes(string name)
    {
        var history = Classification.Versions.Current;
        var version = history.Get(name);
        var into = history
            .Changes(version)
            .Where(c => c.Kind is ChangeKind.Merged or ChangeKind.Split)
            .SelectMany(c => c.Related.Where(r => r.Id != c.Id).Select(r => (r.Id, Said(c))))
            .ToLookup(c => c.Id, c => c.Item2);
        foreach (var entry in version.Entries)
            Assert.Equal(into[entry.Id], history.ChangesInto(version, entry.Id).Select(Said));
    }

    [Fact]
    public void Children_are_the_entries_that_name_the_group_as_theirs()
    {
        foreach (var version in Classification.Versions.All)
        {
            var children = version.Entries.ToLookup(e => e.Parent?.Text ?? "");
            foreach (var entry in version.Entries)
            {
                Assert.Equal(children[entry.Code.Text], version.Children(entry.Code));
                Assert.Same(entry, version.Find(entry.Code));
            }
            Assert.Null(version.Find(Code.Parse("8-99-98-97")));
        }
    }

    private static string Said(Change c) =>
        $"{c.Kind} {c.Id} {c.OldCode} {c.Code} {c.Title} {c.Text} {c.Evidence} {string.Join(';', c.Related)}";
}
