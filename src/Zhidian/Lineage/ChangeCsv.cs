using System.Globalization;
using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Lineage;

/// <summary>Changes as CSV for spreadsheets: the page's download and the command's output are the same file.</summary>
public static class ChangeCsv
{
    public const string Columns =
        "version,date,change,level,id,old_code,code,old_title,title,english,old_marks,marks,related,work_type,reason,document,document_title,note";

    /// <summary>With a byte order mark, for Excel. <c>related</c>: code, title and share of each, as <c>2-02-30-01 标题 0.6; ...</c>.</summary>
    public static void Write(
        TextWriter to,
        History history,
        ClassificationVersion older,
        ClassificationVersion newer,
        IEnumerable<Change> changes
    )
    {
        to.Write('\uFEFF');
        to.Write(Columns + "\r\n");
        foreach (var c in changes)
            to.Write(
                string.Join(
                    ',',
                    c.Version,
                    c.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    Token(c.Kind),
                    c.Level.Token(),
                    c.Id,
                    c.OldCode?.Text,
                    c.Code?.Text,
                    CsvText.Field(c.OldTitle ?? ""),
                    CsvText.Field(c.Title ?? ""),
                    CsvText.Field((newer.FindById(c.Id) ?? older.FindById(c.Id))?.English ?? ""),
                    c.OldMarks.Token(),
                    c.Marks.Token(),
                    CsvText.Field(string.Join("; ", c.Related.Select(r => $"{r.Code} {r.Title} {Share(r.Share)}"))),
                    CsvText.Field(c.Text ?? ""),
                    CsvText.Field(c.Evidence.Reason),
                    CsvText.Field(c.Evidence.Document),
                    CsvText.Field(history.Documents.TryGetValue(c.Evidence.Document, out var document) ? document.Chinese : ""),
                    CsvText.Field(c.Evidence.Note)
                ) + "\r\n"
            );
    }

    /// <summary>As the API writes it: <c>workTypeAdded</c>.</summary>
    public static string Token(ChangeKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static string Share(decimal share) => share.ToString("0.####", CultureInfo.InvariantCulture);
}
