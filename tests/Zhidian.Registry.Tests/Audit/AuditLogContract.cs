using System.Globalization;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Tests.Storage;

namespace Zhidian.Registry.Tests.Audit;

public sealed class AuditLogOnSqlite() : AuditLogContract(new SqliteEngine());

public sealed class AuditLogOnPostgres(PostgresCluster cluster) : AuditLogContract(new PostgresEngine(cluster));

/// <summary>What the audit promises, on every engine.</summary>
public abstract class AuditLogContract : IDisposable
{
    private static readonly AuditAct Act = new(
        "li",
        "proposal.accepted",
        "proposal/7",
        "Mass and stability shown.",
        "{\"a\":1}",
        "{\"a\":2}"
    );

    private readonly Engine _engine;
    private readonly RegistryDatabase _registry;
    private readonly AuditLog _log;

    protected AuditLogContract(Engine engine)
    {
        _engine = engine;
        _registry = RegistryDatabase.Open(engine.PreparedPlace());
        _log = new AuditLog(_registry);
    }

    public void Dispose()
    {
        _registry.Dispose();
        _engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void An_empty_audit_is_whole() => Assert.Equal(new AuditVerification(0, null, null), _log.Verify());

    [Fact]
    public void Entries_are_numbered_from_one_and_each_names_the_hash_before()
    {
        var first = _log.Append(Act);
        var second = _log.Append(Act with { Before = null, After = "" });
        Assert.Equal((1, AuditEntry.NoPreviousHash), (first.Sequence, first.PreviousHash));
        Assert.Equal((2, first.Hash), (second.Sequence, second.PreviousHash));
        Assert.Equal(DateTimeKind.Utc, first.At.Kind);
        var verified = _log.Verify();
        Assert.Equal((2, new AuditHead(2, second.Hash)), (verified.Entries, verified.Head));
        Assert.True(verified.Whole);
    }

    [Fact]
    public void What_is_read_back_is_what_was_written() =>
        Gen.Select(Text, Text, Text.Null(), Text.Null())
            .Sample(
                (who, reason, before, after) =>
                {
                    var written = _log.Append(new AuditAct($"w{who}", "a", "s", $"r{reason}", before, after));
                    var read = _registry.Read(c => c.Audit.AsNoTracking().Single(e => e.Sequence == written.Sequence));
                    Assert.Equal(
                        (written.At, $"w{who}", $"r{reason}", before, after, written.Hash),
                        (read.At, read.Who, read.Reason, read.Before, read.After, read.ComputeHash())
                    );
                },
                iter: 50,
                threads: 1
            );

    [Fact]
    public async Task Eight_writers_at_once_give_one_unbroken_chain()
    {
        var threads = Enumerable
            .Range(0, 8)
            .Select(writer =>
                Task.Factory.StartNew(
                    () =>
                    {
                        for (var i = 0; i < 25; i++)
                            _log.Append(Act with { Who = $"writer {writer}", Subject = $"thing/{i}" });
                    },
                    TaskCreationOptions.LongRunning
                )
            )
            .ToArray();
        await Task.WhenAll(threads);
        var verified = _log.Verify();
        Assert.Null(verified.Break);
        Assert.Equal(200, verified.Entries);
        var perWriter = _registry.Read(c => c.Audit.GroupBy(e => e.Who).Select(g => g.Count()).ToList());
        Assert.Equal(Enumerable.Repeat(25, 8), perWriter);
    }

    [Fact]
    public void An_entry_goes_with_the_transaction_of_what_it_describes()
    {
        Assert.Throws<FormatException>(() =>
            _registry.InTransaction<int>(context =>
            {
                _log.Append(context, Act);
                throw new FormatException("the change itself failed");
            })
        );
        Assert.Equal(0, _log.Verify().Entries);
        using var loose = _registry.Context();
        Assert.Throws<InvalidOperationException>(() => _log.Append(loose, Act));
    }

    [Theory]
    [InlineData("UPDATE audit SET reason = 'other' WHERE sequence = 1")]
    [InlineData("DELETE FROM audit WHERE sequence = 2")]
    [InlineData("DELETE FROM audit")]
    [InlineData(
        "INSERT INTO audit SELECT 4, at, who, action, subject, reason, before, after, previous_hash, hash FROM audit WHERE sequence = 1"
    )]
    [InlineData(
        "INSERT INTO audit SELECT 1, at, who, action, subject, 'x', before, after, previous_hash, hash FROM audit WHERE sequence = 1"
    )]
    public void The_database_refuses_to_change_remove_or_smuggle_in_entries(string sql)
    {
        Append(2);
        var refused = Assert.ThrowsAny<System.Data.Common.DbException>(() => Engine.Execute(_registry, sql));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, _log.Verify().Entries);
    }

    [Fact]
    public void The_database_refuses_its_own_back_doors()
    {
        Append(2);
        var backDoor =
            _engine is SqliteEngine
                ? "INSERT OR REPLACE INTO audit SELECT 1, at, who, action, subject, 'x', before, after, previous_hash, hash FROM audit WHERE sequence = 1"
                : "TRUNCATE audit";
        var refused = Assert.ThrowsAny<System.Data.Common.DbException>(() => Engine.Execute(_registry, backDoor));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.True(_log.Verify().Whole);
    }

    [Fact]
    public void Any_change_to_any_field_of_any_entry_is_found_there()
    {
        const int entries = 9;
        Append(entries);
        WithoutGuards();
        var fields = new[] { "at", "who", "action", "subject", "reason", "before", "after", "previous_hash", "hash" };
        Gen.Select(Gen.Int[1, entries], OneOf(fields), Text)
            .Sample(
                (sequence, field, text) =>
                {
                    var (now, tampered) = Values(sequence, field, text);
                    Set(sequence, field, tampered);
                    var found = _log.Verify().Break;
                    Assert.NotNull(found);
                    Assert.Equal(sequence, found.Sequence);
                    Assert.Contains($"entry {sequence} ", found.Problem, StringComparison.Ordinal);
                    Set(sequence, field, now);
                    Assert.True(_log.Verify().Whole);
                },
                iter: 100,
                threads: 1
            );
    }

    [Fact]
    public void Missing_added_and_exchanged_entries_are_found()
    {
        Append(6);
        WithoutGuards();
        Engine.Execute(_registry, "UPDATE audit SET sequence = 9 WHERE sequence = 3");
        Assert.Equal(3, _log.Verify().Break!.Sequence);
        Engine.Execute(_registry, "UPDATE audit SET sequence = 3 WHERE sequence = 4");
        Assert.Equal(3, _log.Verify().Break!.Sequence);
        Engine.Execute(_registry, "UPDATE audit SET sequence = 4 WHERE sequence = 9");
        Assert.Equal(3, _log.Verify().Break!.Sequence);
        Engine.Execute(_registry, "DELETE FROM audit WHERE sequence = 1");
        var first = _log.Verify();
        Assert.Equal((1, 0, "entry 1 is missing: entry 2 comes first"), (first.Break!.Sequence, first.Entries, first.Break.Problem));
    }

    [Fact]
    public void Cutting_off_or_forging_the_end_is_found_with_a_head_noted_earlier()
    {
        Append(5);
        var noted = _log.Verify().Head!;
        Assert.Equal(noted, AuditHead.TryParse(noted.ToString()));
        Append(1);
        Assert.True(_log.Verify(noted).Whole);
        WithoutGuards();
        Engine.Execute(_registry, "DELETE FROM audit WHERE sequence > 3");
        Assert.True(_log.Verify().Whole);
        Assert.Equal(4, _log.Verify(noted).Break!.Sequence);
        Append(4);
        Assert.True(_log.Verify().Whole);
        Assert.Contains("forged", _log.Verify(noted).Break!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Acts_without_words_or_with_text_no_database_keeps_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _log.Append(Act with { Reason = " " }));
        Assert.Throws<ArgumentException>(() => _log.Append(Act with { Who = "" }));
        Assert.Throws<ArgumentException>(() => _log.Append(Act with { After = "a\0b" }));
        Assert.Throws<ArgumentException>(() => _log.Append(Act with { Before = "half \ud842" }));
        Assert.Equal(0, _log.Verify().Entries);
    }

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 12],
        Gen.String[Gen.Char['一', '鿿'], 0, 6],
        OneOf("", " ", "\r\n", "\t", "é", "e\u0301", "𠮷", "null", "-", "1\n2", "ＡＢ")
    );

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private void Append(int count)
    {
        for (var i = 0; i < count; i++)
            _log.Append(Act with { Subject = $"proposal/{i}", After = i % 2 == 0 ? null : "" });
    }

    private void WithoutGuards()
    {
        using var context = _registry.Context();
        _engine.DropGuards(context);
    }

    /// <summary>The field's value, and another one that an intruder could put there.</summary>
    private (object? Now, object? Tampered) Values(long sequence, string field, string text)
    {
        var entry = _registry.Read(c => c.Audit.AsNoTracking().Single(e => e.Sequence == sequence));
        string? now = field switch
        {
            "who" => entry.Who,
            "action" => entry.Action,
            "subject" => entry.Subject,
            "reason" => entry.Reason,
            "before" => entry.Before,
            "after" => entry.After,
            "previous_hash" => entry.PreviousHash,
            "hash" => entry.Hash,
            _ => null,
        };
        if (field == "at")
            return (entry.At, entry.At.AddMicroseconds(text.Length + 1));
        if (now is null)
            return (null, text);
        if (field is "before" or "after" && text.Length % 3 == 0)
            return (now, null);
        return (now, now == text ? text + "." : text);
    }

    private void Set(long sequence, string field, object? value)
    {
        using var context = _registry.Context();
        if (value is null)
            context.Database.ExecuteSqlRaw(
                string.Create(CultureInfo.InvariantCulture, $"UPDATE audit SET {field} = NULL WHERE sequence = {sequence}")
            );
        else
            context.Database.ExecuteSqlRaw(
                string.Create(CultureInfo.InvariantCulture, $"UPDATE audit SET {field} = {{0}} WHERE sequence = {sequence}"),
                value
            );
    }
}
