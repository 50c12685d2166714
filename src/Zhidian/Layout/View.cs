using System.Globalization;
using Microsoft.AspNetCore.Components;
using Zhidian.Classification;

namespace Zhidian.Layout;

/// <summary>What every page and part of a page needs: the reader's language, the request, and the names of our terms.</summary>
public abstract class View : ComponentBase
{
    [Inject]
    private IHttpContextAccessor Accessor { get; set; } = null!;

    protected HttpContext Http => Accessor.HttpContext!;

    protected Language L => Language.Of(Http);

    protected static string N(double value) => Charts.ChartText.Number(value);

    protected static string N(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    protected static string Percent(double share) => (share * 100).ToString(share < 0.1 ? "0.#" : "0", CultureInfo.InvariantCulture) + " %";

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected string LevelName(Level level) =>
        level switch
        {
            Level.Major => L["大类", "Major group"],
            Level.SubMajor => L["中类", "Sub-major group"],
            Level.Minor => L["小类", "Minor group"],
            _ => L["职业", "Occupation"],
        };

    /// <summary>This page's own address with some of the query changed; null takes a key out.</summary>
    protected string Here(params (string Key, string? Value)[] changes)
    {
        var query = Http.Request.Query.ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        foreach (var (key, value) in changes)
            query[key] = value;
        return Http.Request.Path + QueryString.Create(query.Where(q => !string.IsNullOrEmpty(q.Value)));
    }

    protected static MarkupString Raw(string html) => new(html);
}
