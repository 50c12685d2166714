using System.Globalization;
using System.Text.RegularExpressions;
using Zhidian.Mining.Text;

namespace Zhidian.Mining.Adverts;

/// <summary>Turns the fields of a record into an advert: parses, cleans, fingerprints and codes. Used by several threads.</summary>
internal sealed partial class AdvertPreparation(
    ImportOptions options,
    string fileSource,
    Func<string, string?, (string? EntryId, double Confidence)> code
)
{
    private const int LongestTitle = 500;

    /// <param name="fields">By <see cref="AdvertField"/>; the title is there.</param>
    public PreparedAdvert Prepare(long line, string?[] fields)
    {
        string? Field(AdvertField field) => Clean(fields[(int)field]);
        var title = Field(AdvertField.Title)!;
        if (title.Length > LongestTitle)
            title = title[..LongestTitle];
        var company = Employer(Field(AdvertField.Company));
        var placeText = Field(AdvertField.City);
        var source = Field(AdvertField.Source);
        var platform = Field(AdvertField.Platform) ?? options.Platform ?? source ?? "unknown";
        var description = Text(fields[(int)AdvertField.Description]);
        var tags = Tags(Field(AdvertField.Tags));
        var salaryText = Field(AdvertField.Salary);
        var salaryReading = SalaryText.Read(salaryText, platform, out var salary);
        var dateText = Field(AdvertField.Date);
        var published = DateText.Parse(dateText, options.ReferenceYear);
        var place = CityText.Parse(placeText);
        var titleKey = TitleNormaliser.Key(title);
        var (entry, confidence) = code(title, TextToCode(tags, description));
        var id = Fingerprint.Of(
            platform,
            title,
            company,
            placeText,
            salaryReading == SalaryReading.Understood
                ? string.Create(CultureInfo.InvariantCulture, $"{salary.Low}-{salary.High}*{salary.Months}")
                : salaryText,
            published?.ToString("O", CultureInfo.InvariantCulture) ?? dateText,
            description
        );
        var where = place?.City ?? placeText;
        var (textHash, sketch) = Fingerprint.Text(description);
        return new PreparedAdvert
        {
            Line = line,
            Id = id,
            Source = source ?? options.Source ?? fileSource,
            Platform = platform,
            Published = published,
            DateText = published is null ? dateText : null,
            Title = title,
            TitleKey = titleKey,
            Company = company,
            Place = placeText,
            City = place?.City,
            Province = place?.Province,
            SalaryText = salaryText,
            Salary = salary,
            Education = EducationText.Education(Field(AdvertField.Education), Field(AdvertField.Experience)),
            Experience = EducationText.Experience(Field(AdvertField.Experience), Field(AdvertField.Education)),
            Tags = tags,
            Description = description,
            BoardId = Field(AdvertField.Id),
            Url = Field(AdvertField.Url),
            EntryId = entry,
            Confidence = confidence,
            UnknownDate = published is null && dateText is not null,
            UnknownSalary = salaryReading == SalaryReading.NotUnderstood,
            UnknownCity = place is null && !CityText.IsNowhere(placeText),
            Keys = new DuplicateKeys(
                Fingerprint.Short(title),
                company is null ? 0 : Fingerprint.Short(CompanyForm().Replace(company, ""), titleKey, where),
                Fingerprint.Short(titleKey, where),
                textHash,
                sketch
            ),
        };
    }

    /// <summary>The text the coder sees beside the title.</summary>
    public static string? TextToCode(string? tags, string? description) =>
        (tags, description) switch
        {
            (null, _) => description,
            (_, null) => tags,
            _ => tags + "\n" + description,
        };

    /// <summary>Crawlers put addresses and slogans where they miss the employer: no name is so long, is a sentence, or asks to click.</summary>
    private static string? Employer(string? company) =>
        company is null
        || company.Length > 60
        || company.AsSpan().ContainsAny("。？！")
        || company.Contains("点击查看", StringComparison.Ordinal)
            ? null
            : company;

    public static bool IsNothing(ReadOnlySpan<char> text) =>
        text.Trim(Blank) is "" or "nan" or "NaN" or "null" or "Null" or "NULL" or "None" or "\\N" or "[]";

    private const string Blank = " \t\r\n\u00A0\u3000\uFEFF\u200B";

    /// <summary>One line without outer and repeated white space; null for nothing and for the words programs write for nothing.</summary>
    private static string? Clean(string? text)
    {
        if (text is null)
            return null;
        var trimmed = text.AsSpan().Trim(Blank);
        if (IsNothing(trimmed))
            return null;
        if (trimmed.ContainsAny("\r\n\t\u00A0"))
            return Blanks().Replace(trimmed.ToString(), " ");
        return trimmed.Length == text.Length ? text : trimmed.ToString();
    }

    private static string? Text(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.AsSpan().Trim() is "nan" or "null" or "Null" or "None" ? null : text.Trim();

    /// <summary>Tags separated by |, whatever separates them in the file: | , ; 、 blanks, or a printed Python or JSON list.</summary>
    private static string? Tags(string? text)
    {
        if (text is null)
            return null;
        var bare = text is ['[', .., ']']
            ? text[1..^1].Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)
            : text;
        ReadOnlySpan<char> separators =
            bare.Contains('|', StringComparison.Ordinal) ? "|"
            : bare.AsSpan().ContainsAny(",，;；、") ? ",，;；、"
            : " ";
        var tags = new List<string>();
        foreach (var range in bare.AsSpan().SplitAny(separators))
            if (bare.AsSpan(range).Trim() is { IsEmpty: false } tag && tags.Count < 100)
                tags.Add(tag.ToString());
        return tags.Count == 0 ? null : string.Join('|', tags);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    /// <summary>What boards write or leave out of one employer's name.</summary>
    [GeneratedRegex(@"(股份)?有限(责任)?公司|[()（）【】\[\]·.\-\s]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CompanyForm();
}
