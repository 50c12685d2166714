using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Coding;

/// <summary>Titles to codes under <c>/api/v1/code</c>.</summary>
public static class CodingApi
{
    public const int MaxTitle = 500;
    public const int MaxText = 20_000;
    private const int MaxTitles = 5_000;
    private const long MaxBody = 4 << 20;

    public static void Map(RouteGroupBuilder api)
    {
        Throttle.Costs(
            api.MapGet("/code", CodeOne)
                .WithName("codeTitle")
                .WithSummary("Code one job title: the deepest defensible group or occupation, with alternatives")
                .WithTags("Coding"),
            Cost.Coding
        );
        Throttle.Costs(
            api.MapPost("/code", CodeMany)
                .WithName("codeTitles")
                .WithSummary("Code up to 5,000 job titles in one request")
                .WithTags("Coding")
                .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBody)),
            Cost.Coding
        );
    }

    private static Results<Ok<CodeAnswerView>, ProblemAnswer> CodeOne(
        Workspace.Workspace workspace,
        string? title,
        string? text,
        string version = Versions.LatestAlias,
        double minConfidence = 0
    )
    {
        if (Versions.FindComplete(version) is not { } v)
            return ClassificationApi.VersionUnknown(version);
        if (string.IsNullOrWhiteSpace(title) || title.Length > MaxTitle)
            return Invalid(
                Problems.QueryInvalid,
                l => l[$"title 须有 1 至 {MaxTitle} 个字符。", $"title must have 1 to {MaxTitle} characters."]
            );
        if (text?.Length > MaxText)
            return Invalid(Problems.QueryInvalid, l => l[$"text 至多 {MaxText} 个字符。", $"text must have at most {MaxText} characters."]);
        if (!(minConfidence is >= 0 and <= 1))
            return Invalid(Problems.QueryInvalid, l => l["minConfidence 须在 0 与 1 之间。", "minConfidence must be between 0 and 1."]);
        var coder = workspace.Coder(v);
        return TypedResults.Ok(
            new CodeAnswerView(VersionRef.Of(v, version), coder.Version, CodedView.Of(title, coder.Code(title, text, minConfidence)))
        );
    }

    private static Results<Ok<CodeListAnswer>, ProblemAnswer> CodeMany(Workspace.Workspace workspace, CodeRequest request)
    {
        if (Versions.FindComplete(request.Version) is not { } v)
            return ClassificationApi.VersionUnknown(request.Version);
        if (!(request.MinConfidence is >= 0 and <= 1))
            return Invalid(Problems.BodyInvalid, l => l["minConfidence 须在 0 与 1 之间。", "minConfidence must be between 0 and 1."]);
        if (request.Titles is null == request.Items is null)
            return Invalid(
                Problems.BodyInvalid,
                l => l["titles 与 items 须给出一个，且只给一个。", "Give titles or items, and only one of them."]
            );
        var items = request.Items ?? request.Titles!.Select(t => new TitleView(t)).ToList();
        if (items.Count is 0 or > MaxTitles)
            return Invalid(
                Problems.BodyInvalid,
                l =>
                    l[
                        $"须有 1 至 {MaxTitles} 个职位名称，收到 {items.Count} 个。",
                        $"Send 1 to {MaxTitles} titles; there were {items.Count}."
                    ]
            );
        for (var i = 0; i < items.Count; i++)
        {
            // JSON can put null where the types say it cannot be.
            if (items[i] is not { Title: { Length: <= MaxTitle } title } || string.IsNullOrWhiteSpace(title))
            {
                var number = i + 1;
                return Invalid(
                    Problems.BodyInvalid,
                    l =>
                        l[
                            $"第 {number} 个名称为空或超过 {MaxTitle} 个字符。",
                            $"Title {number} is empty or longer than {MaxTitle} characters."
                        ]
                );
            }
            if (items[i].Text?.Length > MaxText)
            {
                var number = i + 1;
                return Invalid(
                    Problems.BodyInvalid,
                    l => l[$"第 {number} 个 text 超过 {MaxText} 个字符。", $"Text {number} is longer than {MaxText} characters."]
                );
            }
        }
        var coder = workspace.Coder(v);
        return TypedResults.Ok(
            new CodeListAnswer(
                VersionRef.Of(v, request.Version),
                coder.Version,
                items.Select(t => CodedView.Of(t.Title, coder.Code(t.Title, t.Text, request.MinConfidence))).ToList()
            )
        );
    }

    private static ProblemAnswer Invalid(ProblemKind kind, Func<Language, string> detail) => new(kind, detail);
}
