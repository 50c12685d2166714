using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Layout;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;

namespace Zhidian.Classification;

/// <summary>Browsing, groups and occupations for people.</summary>
public static class ClassificationPages
{
    private const int Shown = 20;

    /// <summary>Commonest tags looked at; the store keeps a summary of this length.</summary>
    private const int TagsRead = 50;

    /// <summary>Address of a group's or occupation's page; <paramref name="version"/> as the reader asked for it.</summary>
    public static string Url(string version, Code code) => $"/classification/{version}/{code.Text}";

    public static void Map(RouteGroupBuilder pages)
    {
        TreePages.Map(pages);
        pages.MapGet("/classification/{version}/{code}", ShowEntry);
        pages.MapGet("/classification/{version}/{code}/adverts.csv", AdvertsCsv);
    }

    private static RazorComponentResult ShowEntry(Workspace.Workspace workspace, string version, string code)
    {
        if (Versions.Find(version) is not { } v)
            return Errors.Page(Problems.VersionUnknown);
        switch (CodeLookup.In(v, code))
        {
            case CodeLookup.Found { Entry: { Level: Level.Occupation } occupation, AlsoWas: var others }:
                return new RazorComponentResult<OccupationPage>(
                    new
                    {
                        Asked = version,
                        Version = v,
                        Entry = occupation,
                        AlsoWas = others,
                        Facts = Skills(workspace.Facts.Occupation(occupation.Id, TagsRead)),
                        Status = workspace.Facts.Status(),
                        AllAdverts = workspace.Facts.AdvertsByMonth(),
                    }
                );
            case CodeLookup.Found { Entry: var group, AlsoWas: var uses }:
                return new RazorComponentResult<GroupPage>(
                    new
                    {
                        Asked = version,
                        Version = v,
                        Entry = group,
                        AlsoWas = uses,
                    }
                );
            case CodeLookup.Malformed:
                return Errors.Page(Problems.CodeMalformed);
            case var missing:
                return new RazorComponentResult<MissingCodePage>(
                    new
                    {
                        Asked = version,
                        Version = v,
                        Code = code,
                        Missing = missing,
                    }
                )
                {
                    StatusCode = missing is CodeLookup.Gone ? (int)HttpStatusCode.Gone : (int)HttpStatusCode.NotFound,
                };
        }
    }

    /// <summary>
    /// Boards tag adverts with anything, from skills to good-looking colleagues. What the skill dictionary knows is what is asked for.
    /// </summary>
    private static OccupationFacts Skills(OccupationFacts facts) =>
        facts with
        {
            Titles = facts.Titles.Take(Shown).ToList(),
            Tags = facts
                .Tags.Where(t => SkillTerms.Instance.KindOf(SkillTerms.Canonical(t.Name.ToLowerInvariant())) is not null)
                .Take(Shown)
                .ToList(),
        };

    /// <summary>What the page says of adverts, as question, name, count, all.</summary>
    private static IResult AdvertsCsv(Workspace.Workspace workspace, string version, string code)
    {
        if (Versions.Find(version) is not { } v)
            return Errors.Page(Problems.VersionUnknown);
        if (CodeLookup.In(v, code) is not CodeLookup.Found { Entry: { Level: Level.Occupation } occupation })
            return Errors.Page(Problems.CodeUnknown);
        var facts = Skills(workspace.Facts.Occupation(occupation.Id, TagsRead));
        var csv = new StringBuilder("\uFEFFkind,name,adverts,all_adverts\r\n");
        foreach (var m in facts.ByMonth)
            csv.Append(CultureInfo.InvariantCulture, $"month,{m.Month},{m.Adverts},{m.AllAdverts}\r\n");
        foreach (
            var (kind, tallies) in new[]
            {
                ("province", facts.Provinces),
                ("title", facts.Titles),
                ("education", facts.Education),
                ("tag", facts.Tags),
            }
        )
        foreach (var t in tallies)
            csv.Append(CultureInfo.InvariantCulture, $"{kind},{CsvText.Field(t.Name)},{t.Count},\r\n");
        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", $"{occupation.Code}-{v.Name}-adverts.csv");
    }
}
