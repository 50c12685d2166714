namespace Zhidian.Sample;

/// <summary>A generated job advert: the columns of an advert file that <c>zhidian adverts import</c> reads, all as text.</summary>
/// <param name="Source">Always <see cref="SampleAdverts.Source"/>.</param>
/// <param name="Date">Day, or the month alone at boards that are read by crawling.</param>
/// <param name="DateKind"><c>publish</c> or <c>crawl</c>.</param>
/// <param name="Tags">Separated by |.</param>
/// <param name="Description">Its last sentence says that the advert is generated.</param>
public sealed record SampleAdvert(
    string Source,
    string Platform,
    string Date,
    string DateKind,
    string Title,
    string Company,
    string City,
    string Salary,
    string Education,
    string Experience,
    string Tags,
    string Description,
    string Id
);

/// <summary>An emerging group that the sample holds on purpose, for discovery to find.</summary>
/// <param name="Name">Its commonest title.</param>
/// <param name="Variants">All its titles, the commonest first.</param>
/// <param name="Adverts">Adverts in a sample of <see cref="SampleAdverts.DefaultCount"/>, re-posts left out.</param>
/// <param name="Terms">The skill terms its adverts draw from.</param>
public sealed record PlantedGroup(string Name, IReadOnlyList<string> Variants, int Adverts, IReadOnlyList<string> Terms);
