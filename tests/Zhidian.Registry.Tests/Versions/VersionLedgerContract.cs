using Microsoft.EntityFrameworkCore;
using Zhidian.Classification;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Tests.Storage;
using Zhidian.Registry.Versions;

namespace Zhidian.Registry.Tests.Versions;

public sealed class VersionLedgerOnSqlite() : VersionLedgerContract(new SqliteEngine());

public sealed class VersionLedgerOnPostgres(PostgresCluster cluster) : VersionLedgerContract(new PostgresEngine(cluster));

public abstract class VersionLedgerContract : IDisposable
{
    private static readonly ClassificationVersion Published = Classification.Versions.Complete[1];

    private readonly Engine _engine;
    private readonly RegistryDatabase _registry;
    private readonly VersionLedger _ledger;

    protected VersionLedgerContract(Engine engine)
    {
        _engine = engine;
        _registry = RegistryDatabase.Open(engine.PreparedPlace());
        _ledger = new VersionLedger(_registry);
    }

    public void Dispose()
    {
        _registry.Dispose();
        _engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Versions_of_the_build_are_recorded_once_each_with_an_audit_entry()
    {
        var recorded = _ledger.Record(Classification.Versions.Complete);
        Assert.Equal(Classification.Versions.Complete.Select(v => (v.Name, v.ContentHash)), recorded.Select(v => (v.Name, v.ContentHash)));
        Assert.Empty(_ledger.Record(Classification.Versions.Complete));
        Assert.Equal(Classification.Versions.Complete.Select(v => v.Effective), _ledger.All().Select(v => v.Effective));
        var audit = _registry.Read(c => c.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToList());
        Assert.Equal(["version/2022", "version/2022.1", "version/2022.2"], audit.Select(e => e.Subject));
        Assert.Contains(recorded[0].ContentHash, audit[0].After, StringComparison.Ordinal);
        Assert.True(new AuditLog(_registry).Verify().Whole);
    }

    [Fact]
    public void A_version_on_record_with_another_content_is_refused_and_nothing_is_recorded()
    {
        _ledger.Record([Published]);
        var changed = new ClassificationVersion(Published.Name, Published.Effective, Published.Entries.Skip(1));
        var refused = Assert.Throws<ImmutableVersionException>(() => _ledger.Record([Classification.Versions.Complete[0], changed]));
        Assert.Contains(Published.ContentHash, refused.Message, StringComparison.Ordinal);
        Assert.Contains(changed.ContentHash, refused.Message, StringComparison.Ordinal);
        Assert.Contains("version name of its own", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Published.Name, Assert.Single(_ledger.All()).Name);
        Assert.Equal(1, new AuditLog(_registry).Verify().Entries);
    }

    [Fact]
    public void A_version_on_record_with_another_date_is_refused()
    {
        _ledger.Record([Published]);
        var moved = new ClassificationVersion(Published.Name, Published.Effective.AddDays(1), Published.Entries);
        Assert.Throws<ImmutableVersionException>(() => _ledger.Record([moved]));
    }

    [Fact]
    public void A_view_as_of_a_month_is_no_version() =>
        Assert.Throws<ArgumentException>(() => _ledger.Record([Classification.Versions.AsOf(new Month(2019, 3))]));

    [Fact]
    public async Task Servers_that_start_at_once_record_each_version_once()
    {
        var recorded = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => new VersionLedger(_registry).Record(Classification.Versions.Complete).Count))
        );
        Assert.Equal(Classification.Versions.Complete.Count, recorded.Sum());
        Assert.Equal(Classification.Versions.Complete.Count, new AuditLog(_registry).Verify().Entries);
    }

    [Theory]
    [InlineData("UPDATE versions SET content_hash = 'x'")]
    [InlineData("DELETE FROM versions")]
    public void The_database_refuses_to_change_a_recorded_version(string sql)
    {
        _ledger.Record([Published]);
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Engine.Execute(_registry, sql));
        Assert.Equal(Published.ContentHash, Assert.Single(_ledger.All()).ContentHash);
    }
}
