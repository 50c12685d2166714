using Microsoft.EntityFrameworkCore;
using Zhidian.Classification;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Tests.Storage;
using Zhidian.Registry.Texts;

namespace Zhidian.Registry.Tests.Texts;

public sealed class TextRegisterOnSqlite() : TextRegisterContract(new SqliteEngine());

public sealed class TextRegisterOnPostgres(PostgresCluster cluster) : TextRegisterContract(new PostgresEngine(cluster));

public abstract class TextRegisterContract : IDisposable
{
    private const string First = "2-02-10-03";
    private const string Second = "2-02-10-04";

    private static readonly History Known = Classification.Versions.Current;

    private readonly Engine _engine;
    private readonly RegistryDatabase _registry;
    private readonly TextRegister _texts;

    protected TextRegisterContract(Engine engine)
    {
        _engine = engine;
        _registry = RegistryDatabase.Open(engine.PreparedPlace());
        _texts = new TextRegister(_registry);
    }

    public void Dispose()
    {
        _registry.Dispose();
        _engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_dry_run_changes_nothing_and_applying_it_is_one_import_on_record()
    {
        var check = Check("2022", (First, "甲。"), (Second, "乙。"));
        Assert.Equal(0, _texts.LastImport());
        Assert.Equal(0, _texts.Shelf().Count);
        var kept = _texts.Find(check.Check.Id)!;
        Assert.Equal(check.Hash, kept.Hash);
        Assert.Equal([EffectKind.New, EffectKind.New], kept.Check.Effects.Select(e => e.Kind));

        var import = Apply(check);
        Assert.Equal((1, 2, 0), (import.Number, import.Added, import.Changed));
        Assert.Equal(TextShelf.Empty.Hash, import.BeforeHash);
        var shelf = _texts.Shelf();
        Assert.Equal(import.AfterHash, shelf.Hash);
        Assert.Equal("甲。", InForce(shelf, First, "2022")!.Content.Definition);
        Assert.Equal(["做一", "做二"], InForce(shelf, First, "2022")!.Content.Tasks);
        Assert.Equal("文件一", InForce(shelf, First, "2022")!.Import.Source);
        var entry = _registry.Read(c => c.Audit.AsNoTracking().Single());
        Assert.Equal(("texts.imported", "texts/1", "because", "li"), (entry.Action, entry.Subject, entry.Reason, entry.Who));
        Assert.Contains(import.BeforeHash, entry.Before, StringComparison.Ordinal);
        Assert.Contains(import.AfterHash, entry.After, StringComparison.Ordinal);
        Assert.Equal((check.Check.Id, 1L), _texts.Checks().Select(c => (c.Id, c.AppliedAs!.Value)).Single());
        Assert.True(new AuditLog(_registry).Verify().Whole);
    }

    [Fact]
    public void Nothing_is_applied_when_one_row_is_wrong()
    {
        var check = Check("2022", (First, "甲。"), ("2-02-99-99", "乙。"));
        Assert.Equal(TextRefusalKind.HasErrors, Refused(() => Apply(check)));
        Nothing();
    }

    [Fact]
    public void Only_what_was_checked_is_applied_and_only_once_and_only_while_it_holds()
    {
        var check = Check("2022", (First, "甲。"));
        var other = Check("2022", (First, "乙。"));
        Assert.Equal(TextRefusalKind.OtherContent, Refused(() => _texts.Apply(Known, check.Check.Id, other.Hash, "li", "because")));
        Assert.Equal(TextRefusalKind.Unknown, Refused(() => _texts.Apply(Known, "none", check.Hash, "li", "because")));
        Assert.Throws<ArgumentException>(() => _texts.Apply(Known, check.Check.Id, check.Hash, "li", " "));
        Nothing();
        Apply(check);
        Assert.Equal(TextRefusalKind.Done, Refused(() => Apply(check)));
        Assert.Equal(TextRefusalKind.OutOfDate, Refused(() => Apply(other)));
        Assert.Equal(TextRefusalKind.NothingToDo, Refused(() => Apply(Check("2022", (First, "甲。")))));
        Assert.Equal(1, _texts.LastImport());
    }

    [Fact]
    public void A_report_changed_behind_the_programs_back_is_not_applied()
    {
        var check = Check("2022", (First, "甲。"));
        Engine.Execute(_registry, "UPDATE text_checks SET report = replace(report, '甲。', '乙。')");
        Assert.Equal(TextRefusalKind.OtherContent, Refused(() => Apply(check)));
        Nothing();
    }

    [Fact]
    public void A_check_against_another_content_of_the_version_is_out_of_date()
    {
        var check = Check("2022", (First, "甲。"));
        var changed = new History(
            Known
                .Versions.Select(v => v.Name == "2022" ? new ClassificationVersion("2022", v.Effective, v.Entries.Skip(1)) : v)
                .Take(1)
                .ToList(),
            []
        );
        Assert.Equal(TextRefusalKind.OutOfDate, Refused(() => _texts.Apply(changed, check.Check.Id, check.Hash, "li", "because")));
        Nothing();
    }

    [Fact]
    public void A_text_holds_for_later_versions_until_another_replaces_it_and_the_difference_is_a_redefinition()
    {
        Apply(Check("2022", (First, "甲。"), (Second, "乙。")));
        var same = Check("2022.2", (First, "甲。"), (Second, "丙。"));
        Assert.Equal([EffectKind.Same, EffectKind.Changed], same.Check.Effects.Select(e => e.Kind));
        Assert.Equal(("乙。", "2022"), (same.Check.Effects[1].Before!.Definition, same.Check.Effects[1].BeforeVersion));
        Apply(same);
        var shelf = _texts.Shelf();
        Assert.Equal(("甲。", "2022"), Said(shelf, First, "2022.2"));
        Assert.Equal(("乙。", "2022"), Said(shelf, Second, "2022.1"));
        Assert.Equal(("丙。", "2022.2"), Said(shelf, Second, "2022.2"));
        Assert.Null(InForce(shelf, First, "2015"));
        var change = Assert.Single(shelf.Redefined(Known, TextFiles.Version("2022.2"), TextFiles.Version("2022")));
        Assert.Equal((ChangeKind.Redefined, Second, "2022.2"), (change.Kind, change.Code!.Value.Text, change.Version));
        Assert.Equal("文件一", change.Evidence.Note);
        Assert.Empty(shelf.Redefined(Known, TextFiles.Version("2022"), TextFiles.Version("2022.1")));
    }

    [Fact]
    public void An_empty_cell_leaves_what_is_there_and_work_types_take_the_place_of_the_embedded_ones()
    {
        Apply(Check("2022", (First, "甲。")));
        Apply(_texts.Check(Known, TextFiles.Version("2022.1"), TextFiles.Of((First, null, null, null, "甲乙工、丙丁工")), "li", ""));
        var shelf = _texts.Shelf();
        var text = InForce(shelf, First, "2022.1")!.Content;
        Assert.Equal(("甲。", 2, 2), (text.Definition, text.Tasks.Count, text.WorkTypes!.Count));
        Assert.Empty(shelf.Redefined(Known, TextFiles.Version("2022"), TextFiles.Version("2022.1")));

        var over = shelf.Over(Known);
        IReadOnlyList<string> WorkTypes(History history, string version) => history.Get(version).Find(Code.Parse(First))!.WorkTypes;
        Assert.Equal(["甲乙工", "丙丁工"], WorkTypes(over, "2022.2"));
        Assert.Equal(WorkTypes(Known, "2022"), WorkTypes(over, "2022"));
        Assert.Equal(Known.Versions.Select(v => v.ContentHash), over.Versions.Select(v => v.ContentHash));
    }

    [Fact]
    public void Taking_back_is_a_new_revision_and_later_imports_come_first()
    {
        Apply(Check("2022", (First, "甲。")));
        Apply(Check("2022", (First, "乙。"), (Second, "丙。")));
        Assert.Equal(TextRefusalKind.OutOfDate, Refused(() => _texts.Undo(1, "li", "because")));
        var undo = _texts.Undo(2, "wang", "a slip");
        var shelf = _texts.Shelf();
        Assert.Equal(("甲。", "2022"), Said(shelf, First, "2022"));
        Assert.Null(InForce(shelf, Second, "2022"));
        Assert.Equal(3, InForce(shelf, First, "2022")!.Revision);
        Assert.Equal((undo.AfterHash, 2L), (shelf.Imports[0].AfterHash, undo.Undone!.Value));
        Assert.Equal(TextRefusalKind.Done, Refused(() => _texts.Undo(2, "wang", "again")));
        Assert.Equal(TextRefusalKind.Unknown, Refused(() => _texts.Undo(9, "wang", "again")));
        // The undo itself can be taken back.
        _texts.Undo(undo.Number, "li", "it was right");
        Assert.Equal(("丙。", "2022"), Said(_texts.Shelf(), Second, "2022"));
        Assert.Equal(4, new AuditLog(_registry).Verify().Entries);
    }

    [Fact]
    public async Task Of_two_that_apply_at_once_one_is_out_of_date()
    {
        var checks = Enumerable.Range(0, 4).Select(i => Check("2022", (First, $"甲{i}。"))).ToList();
        var outcomes = await Task.WhenAll(
            checks.Select(check =>
                Task.Run<TextRefusalKind?>(() =>
                {
                    try
                    {
                        Apply(check);
                        return null;
                    }
                    catch (TextRefusedException e)
                    {
                        return e.Kind;
                    }
                })
            )
        );
        Assert.Equal(1, outcomes.Count(o => o is null));
        Assert.All(outcomes.Where(o => o is not null), o => Assert.Equal(TextRefusalKind.OutOfDate, o));
        Assert.Equal(1, _texts.Shelf().Count);
    }

    [Theory]
    [InlineData("UPDATE texts SET content = NULL")]
    [InlineData("DELETE FROM texts")]
    [InlineData("UPDATE text_imports SET reason = 'x'")]
    [InlineData("DELETE FROM text_imports")]
    public void The_database_refuses_to_change_texts_and_imports(string sql)
    {
        Apply(Check("2022", (First, "甲。")));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Engine.Execute(_registry, sql));
        Assert.Equal(1, _texts.Shelf().Count);
    }

    [Fact]
    public void Old_checks_go_but_applied_ones_stay()
    {
        var applied = Check("2022", (First, "甲。"));
        Apply(applied);
        for (var i = 0; i < 55; i++)
            Check("2022", (First, $"甲{i}。"));
        var checks = _texts.Checks();
        Assert.Equal(51, checks.Count);
        Assert.Equal(applied.Check.Id, checks[^1].Id);
    }

    private KeptCheck Check(string version, params (string, string)[] rows) =>
        _texts.Check(Known, TextFiles.Version(version), TextFiles.Definitions(rows), "li", "文件一");

    private TextImport Apply(KeptCheck check) => _texts.Apply(Known, check.Check.Id, check.Hash, "li", "because");

    private static ShelvedText? InForce(TextShelf shelf, string code, string version)
    {
        var entry = TextFiles.Version("2022").Find(Code.Parse(code))!;
        return shelf.InForce(Known, entry.Id, TextFiles.Version(version));
    }

    private static (string?, string) Said(TextShelf shelf, string code, string version) =>
        InForce(shelf, code, version) is { } text ? (text.Content.Definition, text.Version) : (null, "");

    private static TextRefusalKind Refused(Action act) => Assert.Throws<TextRefusedException>(act).Kind;

    private void Nothing()
    {
        Assert.Equal(0, _texts.LastImport());
        Assert.Equal(0, _texts.Shelf().Count);
        Assert.Equal(0, new AuditLog(_registry).Verify().Entries);
    }
}
