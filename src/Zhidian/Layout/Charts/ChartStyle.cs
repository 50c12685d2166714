namespace Zhidian.Layout.Charts;

/// <summary>The style sheet of the charts, for pages that stand alone; the portal serves the same file.</summary>
public static class ChartStyle
{
    private static readonly Lazy<string> Text = new(() =>
    {
        using var stream = typeof(ChartStyle).Assembly.GetManifestResourceStream("assets/charts.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    public static string Css => Text.Value;
}
