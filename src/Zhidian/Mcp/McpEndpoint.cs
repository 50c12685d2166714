using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Zhidian.Layout;

namespace Zhidian.Mcp;

/// <summary>
/// <c>/mcp</c>: the Classification as tools for language models, by the Model Context Protocol over streamable HTTP. Read-only and
/// without sessions, so that any server behind a balancer can answer any request.
/// </summary>
public static class McpEndpoint
{
    private const long MaxBody = 256 << 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static void Add(IServiceCollection services) =>
        services
            .AddMcpServer(options =>
            {
                options.ServerInfo = new()
                {
                    Name = "zhidian",
                    Title = "Zhidian 职典",
                    Version = typeof(McpEndpoint).Assembly.GetName().Version!.ToString(3),
                };
                options.ServerInstructions =
                    "The Occupational Classification of China (中华人民共和国职业分类大典), every version of it. A code such as 2-02-38-01 names a place in one "
                    + "version and may be re-used; an id such as Z000324 is permanent. Use search_occupations to find entries by their titles, code_titles to turn "
                    + "job titles as people write them into codes, get_occupation for one entry with its history, what_changed for the changes between two versions. "
                    + "Official titles are Chinese; English ones are unofficial. Say which version an answer came from.";
            })
            .WithHttpTransport(options => options.Stateless = true)
            .WithTools<OccupationTools>(Json);

    public static void Map(WebApplication app) =>
        Throttle
            .Costs(app.MapMcp("/mcp"), Cost.Lookup)
            .OpenToAll()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .ExcludeFromDescription();
}
