using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Zhidian.Cli;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;

namespace Zhidian.Tests.Audit;

public sealed class AuditCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-audit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_whole_chain_exits_with_0_and_prints_its_head()
    {
        Append(3);
        var (exit, output, _) = Run("audit", "verify", "--data", _folder);
        Assert.Equal(0, exit);
        Assert.Contains("3 entries", output, StringComparison.Ordinal);
        var head = output.TrimEnd().Split('\n')[^1].Trim();
        Append(1);
        Assert.Equal(0, Run("audit", "verify", "--data", _folder, "--head", head).Exit);
    }

    [Fact]
    public void A_changed_entry_exits_with_1_and_is_named()
    {
        Append(3);
        Tamper("UPDATE audit SET reason = 'other' WHERE sequence = 2");
        var (exit, _, messages) = Run("audit", "verify", "--data", _folder);
        Assert.Equal(1, exit);
        Assert.Contains("entry 2 is not what was written", messages, StringComparison.Ordinal);
        Assert.Contains("Entries 1 to 1 are whole", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_off_entries_exit_with_1_when_a_head_was_kept()
    {
        Append(3);
        var head = Run("audit", "verify", "--data", _folder).Output.TrimEnd().Split('\n')[^1].Trim();
        Tamper("DELETE FROM audit WHERE sequence = 3");
        Assert.Equal(0, Run("audit", "verify", "--data", _folder).Exit);
        Assert.Equal(1, Run("audit", "verify", "--data", _folder, "--head", head).Exit);
    }

    [Fact]
    public void What_cannot_be_read_exits_with_2_and_says_what_to_do()
    {
        var (exit, output, messages) = Run("audit", "verify", "--data", Path.Combine(_folder, "nowhere"));
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("zhidian serve", messages, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.Equal(2, Run("audit", "verify", "--db", "Host=127.0.0.1;Port=1;Timeout=1").Exit);
    }

    private void Append(int count)
    {
        using var registry = RegistryDatabase.Open(_folder);
        for (var i = 0; i < count; i++)
            new AuditLog(registry).Append(new AuditAct("li", "a", "s/1", "why"));
    }

    private void Tamper(string sql)
    {
        using var registry = RegistryDatabase.Open(_folder);
        using var context = registry.Context();
        context.Database.ExecuteSqlRaw("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;");
        context.Database.ExecuteSqlRaw(sql);
    }

    private static (int Exit, string Output, string Messages) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var exit = CommandLine.Build().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = messages });
        return (exit, output.ToString(), messages.ToString());
    }
}
