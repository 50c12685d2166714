using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

/// <summary>A place as far as it was recognised.</summary>
/// <param name="City">Prefecture-level city or municipality, without 市; null when only the province is known.</param>
/// <param name="Province">Two-digit code of GB/T 2260.</param>
public readonly record struct Place(string? City, string Province);

/// <param name="Name">Short name, e.g. 内蒙古.</param>
public sealed record Province(string Code, string Name, string FullName, string English);

/// <summary>
/// Reads places such as <c>北京-海淀区</c>, <c>福州·台江区</c>, <c>湖北省武汉洪山区</c>, <c>上海上海浦东新区</c>, <c>昆山</c> by our own table of
/// cities (data/geography). A county-level city gives the prefecture it belongs to.
/// </summary>
public static class CityText
{
    public static IReadOnlyList<Province> Provinces { get; } =
    [
        .. Read("provinces.csv", "code", "name", "full_name", "english")
            .Select(row => new Province(row["code"], row["name"], row["full_name"], row["english"])),
    ];

    private static readonly Dictionary<string, Place> Cities = ReadCities();
    private static readonly Dictionary<string, Place>.AlternateLookup<ReadOnlySpan<char>> ByName = Cities.GetAlternateLookup<
        ReadOnlySpan<char>
    >();
    private static readonly int Longest = Cities.Keys.Max(name => name.Length);
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Place?> Known = new();

    /// <summary>Whether the text says that there is no one place: 异地招聘, 远程办公, 全国.</summary>
    public static bool IsNowhere(string? text) =>
        string.IsNullOrWhiteSpace(text)
        || text.Trim()
            is "无"
                or "异地招聘"
                or "远程办公"
                or "远程"
                or "全国"
                or "国外"
                or "其它"
                or "其他"
                or "不限"
                or "null"
                or "Null"
                or "nan";

    /// <returns>Null when the place is not recognised.</returns>
    public static Place? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 200)
            return null;
        if (Known.TryGetValue(text, out var known))
            return known;
        var place = Find(CanonicalText.Fold(text).AsSpan().TrimStart("-·•,/|[('\""));
        if (Known.Count < 50_000)
            Known[text] = place;
        return place;
    }

    private static Place? Find(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("中国"))
            text = text[2..];
        foreach (var province in Provinces)
        {
            var prefix =
                text.StartsWith(province.FullName) ? province.FullName.Length
                : text.StartsWith(province.Name) ? province.Name.Length + (text[province.Name.Length..] is ['省' or '市', ..] ? 1 : 0)
                : 0;
            if (prefix == 0)
                continue;
            var rest = text[prefix..].TrimStart("-·•,/|");
            if (City(rest) is { } inside && inside.Province == province.Code)
                return inside;
            // 吉林, a city too, counts as one unless it is written 吉林省; a municipality is its own city.
            if (City(text) is { } city && (prefix == province.Name.Length || province.FullName is not [.., '省']))
                return city;
            return new Place(null, province.Code);
        }
        return City(text);
    }

    private static Place? City(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(Longest, text.Length); length >= 2; length--)
            // 朝阳 is a city, 朝阳区 a district of another.
            if (ByName.TryGetValue(text[..length], out var place) && text[length..] is not ['区', ..])
                return place;
        return null;
    }

    private static Dictionary<string, Place> ReadCities()
    {
        var cities = new Dictionary<string, Place>();
        foreach (var row in Read("cities.csv", "name", "prefecture", "province", "english"))
        {
            var place = new Place(row["prefecture"].Length > 0 ? row["prefecture"] : row["name"], row["province"]);
            cities.TryAdd(row["name"], place);
            if (row["english"].Length > 0)
                cities.TryAdd(CanonicalText.Fold(row["english"]), place);
        }
        return cities;
    }

    private static IReadOnlyList<FileRow> Read(string file, params string[] columns)
    {
        using var stream =
            typeof(CityText).Assembly.GetManifestResourceStream("geography/" + file)
            ?? throw new InvalidOperationException($"The program lacks its table geography/{file}.");
        using var reader = new StreamReader(stream);
        return EditionFile.Read(reader, "geography/" + file, columns);
    }
}
