namespace Zhidian.Mining.Adverts;

/// <summary>Invented adverts, to try the product with. They are told from real ones by their source alone.</summary>
public static class GeneratedAdverts
{
    /// <summary>Value of the column <c>source</c> of every generated advert.</summary>
    public const string Source = "generated-sample";
}
