using Microsoft.EntityFrameworkCore;
using Zhidian.Cli;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Versions;
using Zhidian.Serve;

namespace Zhidian.Tests.Serve;

public sealed class OpenRegistryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-serve-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_start_holds_the_build_to_the_versions_the_first_one_recorded()
    {
        for (var start = 0; start < 2; start++)
        {
            using var registry = ServeCommand.OpenRegistry(_folder);
            Assert.Equal(Zhidian.Classification.Versions.Complete.Count, new AuditLog(registry).Verify().Entries);
        }
        using (var registry = RegistryDatabase.Open(_folder))
        using (var context = registry.Context())
            context.Database.ExecuteSqlRaw(
                "DROP TRIGGER versions_no_update; UPDATE versions SET content_hash = 'other' WHERE name = '2022'"
            );
        var refused = Assert.Throws<ImmutableVersionException>(() => ServeCommand.OpenRegistry(_folder));
        Assert.StartsWith("R1101 version 2022 ", Faults.Describe(refused), StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_cannot_be_opened_is_a_plain_message()
    {
        var refused = Assert.Throws<RegistryException>(() => ServeCommand.OpenRegistry("Host=127.0.0.1;Port=1;Timeout=1"));
        Assert.Equal(refused.Message, Faults.Describe(refused));
    }
}
