using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Zhidian.Layout;

/// <summary>A kind of failure that a program can tell by its stable <c>type</c>, which is also the address of its explanation.</summary>
public sealed record ProblemKind(string Name, int Status, string Chinese, string English, string ChineseHelp, string EnglishHelp)
{
    public string Type => "/problems/" + Name;
}

/// <summary>Every kind of problem the portal answers with (RFC 9457). A name, once published, keeps its meaning.</summary>
public static class Problems
{
    public static readonly ProblemKind NotFound = new(
        "not-found",
        404,
        "没有这个地址",
        "No such address",
        "请检查地址，或从首页、搜索开始。",
        "Check the address, or start from the home page or search."
    );
    public static readonly ProblemKind VersionUnknown = new(
        "version-unknown",
        404,
        "没有这个版本",
        "No such version",
        "可用的版本见 /api/v1/versions。",
        "The versions there are: /api/v1/versions."
    );
    public static readonly ProblemKind CodeMalformed = new(
        "code-malformed",
        400,
        "代码格式不对",
        "Malformed code",
        "代码形如 2、2-02、2-02-10 或 2-02-10-03，首位为 1 至 8。",
        "A code looks like 2, 2-02, 2-02-10 or 2-02-10-03; the first digit is 1 to 8."
    );
    public static readonly ProblemKind CodeUnknown = new(
        "code-unknown",
        404,
        "这个版本没有这个代码",
        "The version has no such code",
        "请按名称搜索，或从上级类目浏览。",
        "Search by title, or browse from the group above."
    );
    public static readonly ProblemKind CodeGone = new(
        "code-gone",
        410,
        "这个代码在该版本中已不再使用",
        "The code is gone from this version",
        "successors 列出接替它的代码。",
        "The member successors lists the codes that took its place."
    );
    public static readonly ProblemKind IdMalformed = new(
        "id-malformed",
        400,
        "永久标识格式不对",
        "Malformed id",
        "永久标识形如 Z000324。",
        "A permanent id looks like Z000324."
    );
    public static readonly ProblemKind IdUnknown = new(
        "id-unknown",
        404,
        "没有这个永久标识",
        "No such id",
        "请核对标识，或按代码、名称查找。",
        "Check the id, or look the entry up by code or title."
    );
    public static readonly ProblemKind IdGone = new(
        "id-gone",
        410,
        "这个编号已停用",
        "The id is retired",
        "successors 列出接替它的条目及份额。",
        "The member successors lists what took its place, with shares."
    );
    public static readonly ProblemKind NotAcceptable = new(
        "not-acceptable",
        406,
        "没有所要的格式",
        "Not to be had in that form",
        "mediaTypes 列出可用的格式。",
        "The member mediaTypes lists the forms there are."
    );
    public static readonly ProblemKind QueryInvalid = new(
        "query-invalid",
        400,
        "查询参数不对",
        "Invalid query",
        "detail 说明是哪个参数、该怎样写。",
        "The detail says which parameter and what it should be."
    );
    public static readonly ProblemKind CursorStale = new(
        "cursor-stale",
        410,
        "游标已过时",
        "The cursor is stale",
        "游标之前的内容已重新整理：请清空副本，不带 since 从头读取。",
        "What was read before the cursor has been rebuilt since: empty the copy and begin again without since."
    );
    public static readonly ProblemKind WebhookDeleted = new(
        "webhook-deleted",
        410,
        "这个 webhook 已删除",
        "The webhook was deleted",
        "删除不能撤回，请另建一个。",
        "Deleting is final: create another."
    );
    public static readonly ProblemKind WebhookLimit = new(
        "webhook-limit",
        409,
        "webhook 已达上限",
        "There are as many webhooks as are allowed",
        "请先删除不用的，或调高 Webhooks__MaxSubscriptions。",
        "Delete one that is not needed, or raise Webhooks__MaxSubscriptions."
    );
    public static readonly ProblemKind BodyInvalid = new(
        "body-invalid",
        400,
        "提交的内容不能读取",
        "The body cannot be read",
        "detail 说明哪里不对、该怎样写。",
        "The detail says what is wrong and what it should be."
    );
    public static readonly ProblemKind BodyTooLarge = new(
        "body-too-large",
        413,
        "提交的内容太大",
        "The body is too large",
        "请分成几份，或改用命令行 zhidian code。",
        "Send it in parts, or use the command line: zhidian code."
    );
    public static readonly ProblemKind RateLimited = new(
        "rate-limited",
        429,
        "请求太频繁",
        "Too many requests",
        "请等 Retry-After 所示的秒数再试。",
        "Wait the seconds given by Retry-After."
    );
    public static readonly ProblemKind CandidateUnknown = new(
        "candidate-unknown",
        404,
        "没有这个候选",
        "No such candidate",
        "候选见 /api/v1/candidates；新的一次发现可能已取代它。",
        "The candidates: /api/v1/candidates; a newer run may have replaced it."
    );
    public static readonly ProblemKind NoDiscovery = new(
        "no-discovery",
        404,
        "还没有做过新职业发现",
        "No discovery has been run yet",
        "先导入招聘广告，再运行 zhidian discover。",
        "Import adverts, then run zhidian discover."
    );
    public static readonly ProblemKind OperatorOnly = new(
        "operator-only",
        401,
        "只有运维人员可以这样做",
        "Only the operator may do this",
        "用运维密钥登录，或在请求头中带上它。",
        "Sign in with the operator key, or send it in the request header."
    );
    public static readonly ProblemKind FormExpired = new(
        "form-expired",
        400,
        "表单已过期",
        "The form has expired",
        "请回到页面重新提交。",
        "Go back to the page and send it again."
    );
    public static readonly ProblemKind ListExpired = new(
        "list-expired",
        404,
        "这份结果已不在了",
        "This list is no longer here",
        "编码结果只保留一小时，请重新提交。",
        "Coded lists are kept for an hour; send the titles again."
    );
    public static readonly ProblemKind CheckUnknown = new(
        "text-check-unknown",
        404,
        "没有这次检查或导入",
        "No such check or import",
        "见 /api/v1/texts/checks 与 /api/v1/texts/imports；较早未导入的检查不再保留。",
        "They are listed at /api/v1/texts/checks and /api/v1/texts/imports; old checks that were never applied are not kept."
    );
    public static readonly ProblemKind TextsRefused = new(
        "texts-refused",
        409,
        "没有导入",
        "Nothing was applied",
        "detail 说明原因；文字没有任何变化。",
        "The detail says why; no text was changed."
    );
    public static readonly ProblemKind MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "这个地址不接受这种请求",
        "The address does not take this method",
        "Allow 列出可用的方法。",
        "Allow lists the methods it takes."
    );
    public static readonly ProblemKind MediaType = new(
        "media-type",
        415,
        "不接受这种内容类型",
        "The content type is not accepted",
        "JSON 请用 application/json，上传文件请用 application/octet-stream。",
        "Send JSON as application/json, a file as application/octet-stream."
    );
    public static readonly ProblemKind BadRequest = new(
        "bad-request",
        400,
        "请求不能读取",
        "The request cannot be read",
        "请检查地址和内容。",
        "Check the address and the body."
    );
    public static readonly ProblemKind Failure = new(
        "failure",
        500,
        "系统出错了",
        "Something went wrong here",
        "已记入日志。请稍后再试；若仍如此，请把出错编号告诉运维人员。",
        "It has been logged. Try again later; if it stays, give the operator the trace id."
    );

    public static readonly IReadOnlyList<ProblemKind> All =
    [
        NotFound,
        VersionUnknown,
        CodeMalformed,
        CodeUnknown,
        CodeGone,
        IdMalformed,
        IdUnknown,
        IdGone,
        NotAcceptable,
        QueryInvalid,
        CursorStale,
        WebhookDeleted,
        WebhookLimit,
        BodyInvalid,
        BodyTooLarge,
        RateLimited,
        CandidateUnknown,
        NoDiscovery,
        OperatorOnly,
        FormExpired,
        ListExpired,
        CheckUnknown,
        TextsRefused,
        MethodNotAllowed,
        MediaType,
        BadRequest,
        Failure,
    ];

    public static ProblemKind ForStatus(int status) =>
        status switch
        {
            401 or 403 => OperatorOnly,
            404 => NotFound,
            405 => MethodNotAllowed,
            406 => NotAcceptable,
            413 => BodyTooLarge,
            415 => MediaType,
            429 => RateLimited,
            >= 500 => Failure,
            _ => BadRequest,
        };
}

/// <summary>What an <c>application/problem+json</c> answer holds, for the API's document; a kind of problem fills what it has to say.</summary>
/// <param name="Type">Stable, and the address of the explanation: /problems/code-gone.</param>
/// <param name="Versions">Of an unknown version: the known ones.</param>
/// <param name="Id">Of a gone code: the entry it stood for.</param>
/// <param name="LastIn">Of a gone code or id: the version, or the day of release, that last had it.</param>
/// <param name="Successors">Of a gone code or id: what took its place, with shares; empty when nothing did.</param>
/// <param name="AlsoWas">Of a gone code: other entries that had it at other times.</param>
/// <param name="FirstIn">Of a code or id that comes later: the version that brings it.</param>
/// <param name="TraceId">Of a failure of ours: tell it to the operator.</param>
public sealed record ProblemView(
    string Type,
    string Title,
    int Status,
    string Detail,
    string? Instance,
    IReadOnlyList<string>? Versions,
    string? Version,
    string? Id,
    string? LastTitle,
    string? LastIn,
    IReadOnlyList<Classification.RelatedView>? Successors,
    IReadOnlyList<Classification.UseView>? AlsoWas,
    string? FirstIn,
    string? TraceId
);

/// <summary>An <c>application/problem+json</c> answer in the language asked for.</summary>
/// <param name="more">Members beyond the standard ones, e.g. successors of a gone code.</param>
public sealed class ProblemAnswer(
    ProblemKind kind,
    Func<Language, string>? detail = null,
    IReadOnlyDictionary<string, object?>? more = null
) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(ProblemView), ["application/problem+json"])
        );

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var language = Language.Of(httpContext);
        var body = new Dictionary<string, object?>
        {
            ["type"] = kind.Type,
            ["title"] = language[kind.Chinese, kind.English],
            ["status"] = kind.Status,
            ["detail"] = detail?.Invoke(language) ?? language[kind.ChineseHelp, kind.EnglishHelp],
            ["instance"] = httpContext.Request.Path.Value,
        };
        if (kind.Status >= 500)
            body["traceId"] = httpContext.TraceIdentifier;
        foreach (var (name, value) in more ?? new Dictionary<string, object?>())
            body[name] = value;
        httpContext.Response.StatusCode = kind.Status;
        httpContext.Response.Headers.CacheControl = "no-cache";
        var json = httpContext.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>();
        await httpContext.Response.WriteAsJsonAsync(
            body,
            json.Value.SerializerOptions,
            "application/problem+json",
            httpContext.RequestAborted
        );
    }
}
