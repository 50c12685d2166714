using CsCheck;

namespace Zhidian.Classification.Tests;

public sealed class ReleaseTests
{
    private static readonly ClassificationVersion Base = Versions.Get("2022");

    private static Release Of(params ReleaseRow[] rows) => new("test", new DateOnly(2026, 1, 1), "test", rows);

    private static ReleaseRow Add(string id, string code, string title) =>
        new(ChangeKind.Added, id, null, Code.Parse(code), null, title, Marks.None, "", "");

    [Fact]
    public void A_release_takes_effect_whole_or_not_at_all()
    {
        var faulty = Of(Add("T1", "2-02-10-50", "Good"), Add("T2", "2-02-10-03", "Code is taken"));
        var error = Assert.Throws<InvalidEditionException>(() => VersionBuilder.Apply(Base, faulty));
        Assert.Contains(error.Findings, f => f.FaultCode == "C1103");
        Assert.Null(Base.FindById("T1"));
    }

    public static TheoryData<string, ReleaseRow> Faults =>
        new()
        {
            { "C1102", Add(Base.Entries[5].Id, "2-02-10-50", "Id in use") },
            { "C1104", Add("T1", "2-77-10-50", "No group") },
            { "C1101", new ReleaseRow(ChangeKind.Renamed, "nobody", null, null, null, "x", Marks.None, "", "") },
            { "C1105", new ReleaseRow(ChangeKind.Renamed, Base.Entries[5].Id, null, null, "not its title", "x", Marks.None, "", "") },
            {
                "C1105",
                new ReleaseRow(
                    ChangeKind.Recoded,
                    Base.Entries[5].Id,
                    Code.Parse("8"),
                    Code.Parse("7-01-00-01"),
                    null,
                    null,
                    Marks.None,
                    "",
                    ""
                )
            },
            { "C1104", new ReleaseRow(ChangeKind.Removed, Base.Find(Code.Parse("2-02"))!.Id, null, null, null, null, Marks.None, "", "") },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_illegal_change_is_refused_with_its_code(string fault, ReleaseRow change)
    {
        var error = Assert.Throws<InvalidEditionException>(() => VersionBuilder.Apply(Base, Of(change)));
        Assert.Contains(error.Findings, f => f.FaultCode == fault);
    }

    [Fact]
    public void Adding_then_removing_any_occupation_gives_the_same_content_hash() =>
        Gen.Int[0, Base.Occupations.Count - 1]
            .Select(Gen.Int[50, 98])
            .Sample(
                (index, last) =>
                {
                    var group = Base.Occupations[index].Parent!.Value;
                    var code = $"{group}-{last:D2}";
                    if (Base.Find(Code.Parse(code)) is not null)
                        return true;
                    var added = VersionBuilder.Apply(Base, Of(Add("T1", code, "T")));
                    var removed = VersionBuilder.Apply(
                        added,
                        Of(new ReleaseRow(ChangeKind.Removed, "T1", Code.Parse(code), null, null, null, Marks.None, "", ""))
                    );
                    return added.ContentHash != Base.ContentHash && removed.ContentHash == Base.ContentHash;
                },
                iter: 30
            );
}
