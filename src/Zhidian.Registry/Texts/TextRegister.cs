using Microsoft.EntityFrameworkCore;
using Zhidian.Classification;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;

namespace Zhidian.Registry.Texts;

/// <summary>
/// Texts of occupations by import: a dry run, then all of it or nothing. Thread-safe, and safe between processes: imports queue for the
/// end of the audit chain.
/// </summary>
public sealed class TextRegister(RegistryDatabase database, TimeProvider? clock = null)
{
    /// <summary>Dry runs that are kept without having been applied.</summary>
    private const int ChecksKept = 50;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly AuditLog _audit = new(database, clock);

    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public TextShelf Shelf() => database.Read(Shelf);

    /// <summary>Number of the last import, 0 for none: cheap, to see whether a shelf is still what the registry says.</summary>
    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public long LastImport() => database.Read(LastImport);

    /// <summary>Checks a file and keeps the report; changes no text.</summary>
    /// <param name="source">The document the texts are from, in the operator's words.</param>
    /// <exception cref="RegistryException">The registry could not be read or written.</exception>
    public KeptCheck Check(History history, ClassificationVersion version, TextTable table, string who, string source) =>
        database.InTransaction(context =>
        {
            // Against one state of the texts: no import comes in between reading them and noting which they were.
            context.LockAudit();
            var shelf = Shelf(context);
            var (effects, findings) = new TextChecking(
                history,
                version,
                table,
                id => shelf.InForce(history, id, version) is { } text ? (text.Content, text.Version) : null
            ).Run();
            var check = new TextCheck(
                Guid.CreateVersion7(_clock.GetUtcNow()).ToString("N"),
                Now(),
                who,
                table.File,
                table.Hash,
                version.Name,
                version.ContentHash,
                source.Trim(),
                shelf.Number,
                effects,
                findings
            );
            var report = TextJson.Write(check);
            var stored = new StoredCheck
            {
                Id = check.Id,
                MadeAt = check.MadeAt,
                File = check.File,
                Version = check.Version,
                Errors = check.Errors,
                Warnings = check.Warnings,
                Hash = TextCheck.HashOf(report),
                Report = report,
            };
            Forget(context);
            context.Set<StoredCheck>().Add(stored);
            context.SaveChanges();
            return new KeptCheck(check, stored.Hash, null);
        });

    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public KeptCheck? Find(string id) =>
        database.Read(context =>
            context.Set<StoredCheck>().AsNoTracking().FirstOrDefault(c => c.Id == id) is { } stored
                ? new KeptCheck(TextJson.Read<TextCheck>(stored.Report), stored.Hash, AppliedAs(context, id))
                : null
        );

    /// <summary>Newest first.</summary>
    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public IReadOnlyList<CheckLine> Checks() =>
        database.Read(context =>
        {
            var applied = Imports(context).Where(i => i.CheckId is not null).ToDictionary(i => i.CheckId!, i => i.Number);
            return context
                .Set<StoredCheck>()
                .AsNoTracking()
                .OrderByDescending(c => c.Id)
                .Select(c => new
                {
                    c.Id,
                    c.MadeAt,
                    c.File,
                    c.Version,
                    c.Errors,
                    c.Warnings,
                })
                .AsEnumerable()
                .Select(c => new CheckLine(
                    c.Id,
                    c.MadeAt,
                    c.File,
                    c.Version,
                    c.Errors,
                    c.Warnings,
                    applied.TryGetValue(c.Id, out var number) ? number : null
                ))
                .ToList();
        });

    /// <summary>Applies a dry run: every new and changed text, or none. What is applied is what the kept report holds.</summary>
    /// <param name="hash">Of the report, as <see cref="Check"/> gave it.</param>
    /// <exception cref="TextRefusedException">It is not applied; nothing changed.</exception>
    /// <exception cref="ArgumentException">No reason is given.</exception>
    /// <exception cref="RegistryException">The registry could not be written; nothing changed.</exception>
    public TextImport Apply(History history, string id, string hash, string who, string reason) =>
        database.InTransaction(context =>
        {
            context.LockAudit();
            var stored =
                context.Set<StoredCheck>().AsNoTracking().FirstOrDefault(c => c.Id == id)
                ?? throw new TextRefusedException(
                    TextRefusalKind.Unknown,
                    $"没有编号为 {id} 的检查，请重新检查文件。",
                    $"there is no check {id}: check the file again."
                );
            if (hash != stored.Hash || TextCheck.HashOf(stored.Report) != stored.Hash)
                throw new TextRefusedException(
                    TextRefusalKind.OtherContent,
                    $"检查 {id} 的内容散列为 {stored.Hash}，与所给的不符。",
                    $"the content hash of check {id} is {stored.Hash}, not the one given: look at the check again."
                );
            var check = TextJson.Read<TextCheck>(stored.Report);
            Admit(context, history, check);
            return Write(
                context,
                new Origin(check.File, check.FileHash, check.Version, check.Source, id, null),
                who,
                reason,
                check.Effects.Where(e => e.Kind is EffectKind.New or EffectKind.Changed).Select(e => (e.EntryId!, check.Version, e.After))
            );
        });

    /// <summary>Takes an import back by new revisions that say what stood before it.</summary>
    /// <exception cref="TextRefusedException">It is not taken back; nothing changed.</exception>
    /// <exception cref="ArgumentException">No reason is given.</exception>
    /// <exception cref="RegistryException">The registry could not be written; nothing changed.</exception>
    public TextImport Undo(long number, string who, string reason) =>
        database.InTransaction(context =>
        {
            context.LockAudit();
            var imports = Imports(context);
            var undone =
                imports.FirstOrDefault(i => i.Number == number)
                ?? throw new TextRefusedException(TextRefusalKind.Unknown, $"没有第 {number} 次导入。", $"there is no import {number}.");
            if (imports.FirstOrDefault(i => i.Undone == number) is { } already)
                throw new TextRefusedException(
                    TextRefusalKind.Done,
                    $"第 {number} 次导入已由第 {already.Number} 次撤回。",
                    $"import {number} was taken back by import {already.Number}."
                );
            var texts = context.Set<TextRevision>().AsNoTracking();
            var its = texts.Where(t => t.Import == number).ToList();
            var heads = Heads(context).ToDictionary(h => (h.EntryId, h.Version));
            if (its.FirstOrDefault(t => heads[(t.EntryId, t.Version)].Revision != t.Revision) is { } later)
                throw new TextRefusedException(
                    TextRefusalKind.OutOfDate,
                    $"第 {heads[(later.EntryId, later.Version)].Import} 次导入已改过其中的文字，请先撤回它。",
                    $"import {heads[(later.EntryId, later.Version)].Import} changed texts of it since: take that back first."
                );
            var versions = its.Select(t => t.Version).Distinct().ToList();
            var before = texts
                .Where(t => versions.Contains(t.Version))
                .ToList()
                .ToLookup(t => (t.EntryId, t.Version, t.Revision), t => t.Read());
            return Write(
                context,
                new Origin(undone.File, undone.FileHash, undone.Version, undone.Source, null, number),
                who,
                reason,
                its.Select(t => (t.EntryId, t.Version, before[(t.EntryId, t.Version, t.Revision - 1)].FirstOrDefault()))
            );
        });

    private static void Admit(RegistryContext context, History history, TextCheck check)
    {
        if (check.Errors > 0)
            throw new TextRefusedException(
                TextRefusalKind.HasErrors,
                $"检查发现 {check.Errors} 处错误，改正后重新检查。",
                $"the check found {check.Errors} errors: mend the file and check it again."
            );
        if (AppliedAs(context, check.Id) is { } number)
            throw new TextRefusedException(
                TextRefusalKind.Done,
                $"该检查已作为第 {number} 次导入生效。",
                $"the check was applied already, as import {number}."
            );
        if (LastImport(context) != check.Base || history.Find(check.Version)?.ContentHash != check.VersionHash)
            throw new TextRefusedException(
                TextRefusalKind.OutOfDate,
                "检查之后文字或分类版本已有变化，请重新检查文件。",
                "texts or the version changed since the check: check the file again."
            );
        if (check.Effects.All(e => e.Kind == EffectKind.Same))
            throw new TextRefusedException(
                TextRefusalKind.NothingToDo,
                "文件与现有文字相同，无须导入。",
                "the file says what is there already; nothing to apply."
            );
    }

    /// <summary>What an import is of; the rest is found while it is written.</summary>
    private sealed record Origin(string File, string FileHash, string Version, string Source, string? CheckId, long? Undone);

    private TextImport Write(
        RegistryContext context,
        Origin origin,
        string who,
        string reason,
        IEnumerable<(string Id, string Version, TextContent? Content)> texts
    )
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new ArgumentException("an import needs a reason: say it in a few words.", nameof(reason));
        var before = Shelf(context);
        var heads = Heads(context).ToDictionary(h => (h.EntryId, h.Version));
        var written = texts
            .Select(t => new TextRevision
            {
                EntryId = t.Id,
                Version = t.Version,
                Revision = (heads.GetValueOrDefault((t.Id, t.Version))?.Revision ?? 0) + 1,
                Import = before.Number + 1,
                Content = t.Content is null ? null : TextJson.Write(t.Content),
            })
            .ToList();
        var changed = written.Count(t => t.Content is not null && heads.GetValueOrDefault((t.EntryId, t.Version))?.Content is not null);
        foreach (var text in written)
            heads[(text.EntryId, text.Version)] = text;
        var import = new TextImport
        {
            Number = before.Number + 1,
            At = Now(),
            Who = who,
            CheckId = origin.CheckId,
            Undone = origin.Undone,
            File = origin.File,
            FileHash = origin.FileHash,
            Version = origin.Version,
            Source = origin.Source,
            Reason = reason.Trim(),
            Added = written.Count - changed,
            Changed = changed,
            BeforeHash = before.Hash,
            AfterHash = TextShelf.HashOf(heads.Values),
        };
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.Add(import);
        context.AddRange(written);
        _audit.Append(
            context,
            new AuditAct(
                import.Who,
                import.Undone is null ? "texts.imported" : "texts.undone",
                $"texts/{import.Number}",
                import.Reason,
                TextJson.Write(
                    new
                    {
                        import = before.Number,
                        texts = before.Count,
                        hash = before.Hash,
                    }
                ),
                TextJson.Write(
                    new
                    {
                        import = import.Number,
                        import.Undone,
                        texts = heads.Values.Count(h => h.Content is not null),
                        hash = import.AfterHash,
                        import.Version,
                        import.File,
                        import.FileHash,
                        import.Source,
                        import.Added,
                        import.Changed,
                    }
                )
            )
        );
        return import;
    }

    private static TextShelf Shelf(RegistryContext context) => new(Heads(context), Imports(context));

    private static List<TextRevision> Heads(RegistryContext context)
    {
        var texts = context.Set<TextRevision>().AsNoTracking();
        return texts.Where(t => !texts.Any(u => u.EntryId == t.EntryId && u.Version == t.Version && u.Revision > t.Revision)).ToList();
    }

    private static List<TextImport> Imports(RegistryContext context) =>
        context.Set<TextImport>().AsNoTracking().OrderBy(i => i.Number).ToList();

    private static long LastImport(RegistryContext context) => context.Set<TextImport>().Max(i => (long?)i.Number) ?? 0;

    private static long? AppliedAs(RegistryContext context, string checkId) =>
        context.Set<TextImport>().Where(i => i.CheckId == checkId).Select(i => (long?)i.Number).FirstOrDefault();

    private static void Forget(RegistryContext context)
    {
        var checks = context.Set<StoredCheck>();
        var old = checks
            .Where(c => !context.Set<TextImport>().Any(i => i.CheckId == c.Id))
            .OrderByDescending(c => c.Id)
            .Select(c => c.Id)
            .Skip(ChecksKept - 1)
            .ToList();
        if (old.Count > 0)
            checks.Where(c => old.Contains(c.Id)).ExecuteDelete();
    }

    private DateTime Now()
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
