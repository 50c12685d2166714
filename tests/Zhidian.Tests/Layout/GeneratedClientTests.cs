using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace Zhidian.Tests.Layout;

/// <summary>
/// A client that NSwag writes from the committed docs/openapi.json, compiled here with a program that uses it against the running
/// portal: what a user of the document gets.
/// </summary>
public sealed class GeneratedClientTests(PortalHost host)
{
    /// <summary>A user's program: whatever it returns is checked below.</summary>
    private const string Program = """
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Http;
        using System.Threading.Tasks;
        using Zhidian.Generated;

        public static class Program
        {
            public static async Task<Dictionary<string, string>> Run(HttpClient http)
            {
                var client = new ZhidianClient(http);
                var said = new Dictionary<string, string>();
                var versions = await client.ListVersionsAsync();
                said["latest"] = versions.Latest;
                said["standing"] = versions.Items.Last().Standing.ToString();
                var page = await client.ListOccupationsAsync(versions.Latest, under: "2-02-38", limit: 2);
                said["page"] = page.Total + " " + page.Items.Count + " " + page.Next;
                var second = await client.ListOccupationsAsync(versions.Latest, under: "2-02-38", limit: 2, after: page.Next);
                said["second"] = second.Items.First().Code;
                var occupation = await client.GetOccupationAsync("latest", "2-02-38-01");
                said["title"] = occupation.Entry.Title + " " + occupation.Version.Name + " " + occupation.Ancestors.Count;
                try
                {
                    await client.GetOccupationAsync("2022.1", "2-02-32-00");
                }
                catch (ApiException<ProblemView> gone) when (gone.StatusCode == 410)
                {
                    said["gone"] = gone.Result.Type + " " + gone.Result.Successors.Single().Code + " " + gone.Result.Successors.Single().Share;
                }
                try
                {
                    await client.GetVersionAsync("1066");
                }
                catch (ApiException<ProblemView> unknown) when (unknown.StatusCode == 404)
                {
                    said["unknown"] = unknown.Result.Versions.Last();
                }
                var found = await client.LookupAsync("latest", new LookupRequest { Codes = new List<string> { "2-02-32-00", "x" } });
                said["lookup"] = string.Join(" ", found.Items.Select(i => i.Status));
                var changes = await client.ListChangesAsync("2022", "2022.1", kind: new[] { "recoded" });
                said["changes"] = changes.Items.First().Kind + " " + changes.Items.First().Version;
                var link = await client.GetCorrespondenceAsync("2022", "latest", "2-02-32-00");
                said["link"] = link.Item.Targets.Sum(t => t.Weight).ToString(System.Globalization.CultureInfo.InvariantCulture);
                var life = await client.GetLifeAsync("Z000324");
                said["life"] = life.OldCodes.First().Code;
                var coded = await client.CodeTitlesAsync(new CodeRequest { Titles = new List<string> { "护士", "电工" }, Version = "latest", MinConfidence = 0 });
                said["coded"] = coded.Items.Count.ToString();
                var hits = await client.SearchAsync("人工智能训练师");
                said["hit"] = hits.Items.First().Title;
                return said;
            }
        }
        """;

    [Fact]
    public async Task A_client_generated_from_the_document_compiles_and_calls_the_portal()
    {
        var document = await OpenApiDocument.FromJsonAsync(await File.ReadAllTextAsync(HttpTests.DocumentPath));
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "ZhidianClient",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
            CSharpGeneratorSettings = { Namespace = "Zhidian.Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson },
        };
        var client = new CSharpClientGenerator(document, settings).GenerateFile();

        using var http = host.Visitor("en");
        var said = await (Task<Dictionary<string, string>>)
            Compile(client, Program).GetType("Program")!.GetMethod("Run")!.Invoke(null, [http])!;

        Assert.Equal("2022.2", said["latest"]);
        Assert.Equal("Complete", said["standing"]);
        Assert.EndsWith(" 2 2-02-38-02", said["page"], StringComparison.Ordinal);
        Assert.Equal("2-02-38-03", said["second"]);
        Assert.Equal("人工智能工程技术人员 2022.2 3", said["title"]);
        Assert.Equal("/problems/code-gone 2-02-32-01 1", said["gone"]);
        Assert.Equal("2022.2", said["unknown"]);
        Assert.Equal("Gone Malformed", said["lookup"]);
        Assert.Equal("Recoded 2022.1", said["changes"]);
        Assert.Equal("1", said["link"]);
        Assert.Equal("2-02-10-09", said["life"]);
        Assert.Equal("2", said["coded"]);
        Assert.Equal("人工智能训练师", said["hit"]);
    }

    private static Assembly Compile(params string[] sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "zhidian-generated-client",
            sources.Select(s => CSharpSyntaxTree.ParseText(s)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        return Assembly.Load(stream.ToArray());
    }
}
