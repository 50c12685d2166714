namespace Zhidian.Texts;

/// <summary>How much of a file of texts is taken; settings <c>Texts:MaxBytes</c> and so on.</summary>
public sealed class TextLimits
{
    /// <summary>Bytes of the file; looked at before it is read.</summary>
    public long MaxBytes { get; set; } = 64L << 20;

    /// <summary>Bytes that the parts of a workbook may unfold to, taken together.</summary>
    public long MaxUnfolded { get; set; } = 128L << 20;

    /// <summary>Times its packed size that a part may unfold to, once it is over 1 MB. Sheets of text are about 5 to 20 times.</summary>
    public int MaxRatio { get; set; } = 200;

    /// <summary>Parts of a workbook.</summary>
    public int MaxParts { get; set; } = 2_000;

    /// <summary>Rows of the file; the Classification has 1,700 occupations.</summary>
    public int MaxRows { get; set; } = 100_000;

    /// <summary>Columns of a sheet that are looked at; a spreadsheet has at most as many.</summary>
    public const int MaxColumns = 16_384;
}

/// <summary>A file cannot be read as a table of texts: a finding about the whole file.</summary>
public sealed class UnreadableTextsException(string fault, string chinese, string english) : Exception(english)
{
    /// <summary>One of T1002 to T1012.</summary>
    public string Fault { get; } = fault;

    public string Chinese { get; } = chinese;
}
