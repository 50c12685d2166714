using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using DuckDB.NET.Data;
using Microsoft.Extensions.DependencyInjection;
using Zhidian.Classification;
using Zhidian.Publication;
using Zhidian.Workspace;

namespace Zhidian.Tests.Publication;

/// <summary>Published files as a reader gets them: whole, checkable, the same for everybody.</summary>
public sealed class PublishedFilesTests(PortalHost host)
{
    public static TheoryData<string> All() => [.. Versions.All.Select(v => v.Name)];

    private PublishedSets Sets => host.Services.GetRequiredService<PublishedSets>();

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_file_of_a_manifest_is_served_with_its_hash_size_and_type(string version)
    {
        using var client = host.Visitor();
        var manifest = Manifest.Read(await client.GetByteArrayAsync(new Uri($"/files/{version}/manifest.json", UriKind.Relative)));
        Assert.Equal(version, manifest.Version);
        Assert.True(manifest.Files.Count >= 8);
        foreach (var file in manifest.Files)
        {
            using var answer = await client.GetAsync(new Uri($"/files/{version}/{file.Name}", UriKind.Relative));
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(file.Bytes, bytes.Length);
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal(MediaTypeHeaderValue.Parse(file.MediaType).MediaType, answer.Content.Headers.ContentType!.MediaType);
        }
    }

    /// <summary>The commands of the downloads page, word for word, with openssl: they hold for what is published and not for a changed manifest.</summary>
    [Fact]
    public async Task The_commands_on_the_downloads_page_verify_signature_and_files()
    {
        var folder = Directory.CreateTempSubdirectory("zhidian-verify-").FullName;
        try
        {
            using var client = host.Visitor();
            foreach (var name in new[] { "manifest.json", "manifest.json.jws", "classification-2022.2.csv" })
                await File.WriteAllBytesAsync(
                    Path.Combine(folder, name),
                    await client.GetByteArrayAsync(new Uri($"/files/2022.2/{name}", UriKind.Relative))
                );
            await File.WriteAllBytesAsync(
                Path.Combine(folder, "key.pem"),
                await client.GetByteArrayAsync(new Uri("/files/key.pem", UriKind.Relative))
            );
            var (_, page) = await host.Html("/downloads", "en");
            var commands = page.Split("<code>")
                .Select(p => p.Split("</code>")[0])
                .Single(c => c.Contains("openssl", StringComparison.Ordinal));
            // The files are here already; jq is not on every machine, and the hashes have a test of their own.
            var offline = string.Join(
                '\n',
                commands
                    .Split('\n')
                    .Where(l => !l.StartsWith("curl ", StringComparison.Ordinal) && !l.StartsWith("jq ", StringComparison.Ordinal))
            );
            Assert.Contains("Verified OK", Bash(folder, offline, 0), StringComparison.Ordinal);
            await File.AppendAllTextAsync(Path.Combine(folder, "manifest.json"), " ");
            Assert.DoesNotContain("Verified OK", Bash(folder, offline, 1), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_public_key_is_the_same_in_both_forms_and_the_private_one_is_for_its_owner_alone()
    {
        var (_, set, _) = await host.Json("/.well-known/jwks.json");
        var key = Assert.Single(set.GetProperty("keys").EnumerateArray());
        Assert.False(key.TryGetProperty("d", out _));
        Assert.Equal("ES256", key.GetProperty("alg").GetString());
        Assert.Equal(Sets.Key.Id, key.GetProperty("kid").GetString());
        using var client = host.Visitor();
        using var pem = ECDsa.Create();
        pem.ImportFromPem(await client.GetStringAsync(new Uri("/files/key.pem", UriKind.Relative)));
        Assert.Equal(key.GetProperty("x").GetString(), System.Buffers.Text.Base64Url.EncodeToString(pem.ExportParameters(false).Q.X!));
        var file = host.Services.GetRequiredService<Workspace.Workspace>().Data.PublicationKeyFile;
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    /// <summary>Two data folders, two keys: the same manifests, hence the same files, under other signatures.</summary>
    [Fact]
    public void Two_portals_publish_the_same_bytes()
    {
        var (first, second) = (NewSets(), NewSets());
        foreach (var version in Versions.All)
        {
            var (a, b) = (first.Sets.Of(version), second.Sets.Of(version));
            Assert.Equal(File.ReadAllBytes(a.PathOf(Manifest.FileName)), File.ReadAllBytes(b.PathOf(Manifest.FileName)));
            Assert.NotEqual(File.ReadAllText(a.PathOf(Manifest.SignatureName)), File.ReadAllText(b.PathOf(Manifest.SignatureName)));
            Assert.Empty(Directory.GetDirectories(Path.GetDirectoryName(a.Folder)!, "*.part"));
        }
        Close(first);
        Close(second);
    }

    [Fact]
    public void A_set_is_kept_signed_anew_by_another_key_and_made_anew_under_another_address()
    {
        var (sets, folder) = NewSets();
        var version = Versions.Latest;
        var set = sets.Of(version);
        var made = File.GetLastWriteTimeUtc(set.PathOf(Manifest.FileName));
        sets.Dispose();
        Directory.CreateDirectory(Path.Combine(folder.Published, version.Name, ".dead-process.part"));
        File.Delete(folder.PublicationKeyFile);
        using (var again = new PublishedSets(folder, new PublicationOptions()))
        {
            var same = again.Of(version);
            Assert.Equal(set.Folder, same.Folder);
            Assert.Equal(made, File.GetLastWriteTimeUtc(same.PathOf(Manifest.FileName)));
            Assert.True(
                again.Key.Verifies(File.ReadAllText(same.PathOf(Manifest.SignatureName)), File.ReadAllBytes(same.PathOf(Manifest.FileName)))
            );
        }
        using (var moved = new PublishedSets(folder, new PublicationOptions { BaseAddress = "https://zhidian.example.org" }))
        {
            var other = moved.Of(version);
            Assert.NotEqual(set.Folder, other.Folder);
            Assert.Contains(
                "https://zhidian.example.org/",
                File.ReadAllText(other.PathOf("classification-2022.2.ttl")),
                StringComparison.Ordinal
            );
            Assert.Single(Directory.GetDirectories(Path.GetDirectoryName(other.Folder)!));
        }
        Directory.Delete(folder.Path, recursive: true);
    }

    [Fact]
    public async Task Files_may_be_kept_resumed_and_asked_after()
    {
        using var client = host.Visitor();
        var file = Sets.Of(Versions.Latest).Find("classification-2022.2.csv")!;
        using var pinned = await client.GetAsync(new Uri($"/files/2022.2/{file.Name}?v={file.Sha256[..12]}", UriKind.Relative));
        Assert.Contains(pinned.Headers.CacheControl!.Extensions, e => e.Name == "immutable");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/files/2022.2/{file.Name}");
        again.Headers.IfNoneMatch.Add(pinned.Headers.ETag!);
        using var known = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var rest = new HttpRequestMessage(HttpMethod.Get, $"/files/2022.2/{file.Name}");
        rest.Headers.Range = new RangeHeaderValue(100, 199);
        using var part = await client.SendAsync(rest);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/files/2022.2/{file.Name}"));
        Assert.Equal(file.Bytes, head.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("/files/latest/classification.csv", 302, "/files/2022.2/classification-2022.2.csv")]
    [InlineData("/files/latest/manifest.json", 302, "/files/2022.2/manifest.json")]
    [InlineData("/files/1776/manifest.json", 404, null)]
    [InlineData("/files/2022.2/nothing.csv", 404, null)]
    [InlineData("/files/2022.2/..%2F..%2F..%2Foperator.key", 404, null)]
    [InlineData("/files/2022.2/classification-2022.csv", 404, null)]
    public async Task Addresses_lead_to_the_pinned_file_or_say_what_there_is(string path, int status, string? to)
    {
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location?.ToString());
    }

    [Fact]
    public void Parquet_is_read_by_DuckDB_and_says_what_the_CSV_says()
    {
        foreach (var version in Versions.All)
        {
            var set = Sets.Of(version);
            foreach (var parquet in set.Manifest.Files.Where(f => f.Format == "parquet"))
            {
                var csv = set.PathOf(Path.ChangeExtension(parquet.Name, "csv"));
                using var connection = new DuckDBConnection("DataSource=:memory:");
                connection.Open();
                using var command = connection.CreateCommand();
                // Every column as text on both sides, and none of either left over; a share may differ in its last digit.
                command.CommandText = $"""
                    with p as (select * replace ({Rounded(parquet)}) from read_parquet('{set.PathOf(parquet.Name)}')),
                         c as (select * replace ({Rounded(
                        parquet
                    )}) from read_csv('{csv}', header = true, all_varchar = true, nullstr = ''))
                    select (select count(*) from p), (select count(*) from c),
                           (select count(*) from (select columns(*)::varchar from p except select columns(*)::varchar from c)),
                           (select count(*) from (select columns(*)::varchar from c except select columns(*)::varchar from p))
                    """;
                using var reader = command.ExecuteReader();
                Assert.True(reader.Read());
                Assert.Equal(reader.GetInt64(1), reader.GetInt64(0));
                Assert.True(reader.GetInt64(2) + reader.GetInt64(3) == 0, parquet.Name);
            }
        }
    }

    private static string Rounded(PublishedFile file) =>
        file.Content switch
        {
            "correspondence" => "round(weight::double, 9) as weight",
            "changes" => "number::varchar as number",
            _ => "id::varchar as id",
        };

    private static (PublishedSets Sets, DataFolder Folder) NewSets()
    {
        var folder = new DataFolder(Directory.CreateTempSubdirectory("zhidian-published-").FullName);
        return (new PublishedSets(folder, new PublicationOptions()), folder);
    }

    private static void Close((PublishedSets Sets, DataFolder Folder) made)
    {
        made.Sets.Dispose();
        Directory.Delete(made.Folder.Path, recursive: true);
    }

    private static string Bash(string folder, string script, int exit)
    {
        using var bash = Process.Start(
            new ProcessStartInfo("/bin/bash", ["-e", "-c", script])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.Equal(exit, bash.ExitCode);
        return output;
    }
}
