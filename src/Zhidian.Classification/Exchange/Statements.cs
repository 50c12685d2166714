using System.Globalization;

namespace Zhidian.Classification.Exchange;

/// <summary>What every file says of itself, in Chinese and English.</summary>
public static class Statements
{
    /// <summary>No licence is stated yet, and no file may say more than that.</summary>
    public static readonly (string Chinese, string English) Rights = (
        "代码、名称、标识、日期是公开文件所载的事实；英文名称、常用称呼、对应权重和对照表是职典自己的工作，并非官方内容。尚未声明许可协议。",
        "Codes, titles, marks and dates are facts of public documents. English titles, everyday titles, weights of correspondences and crosswalks are Zhidian's own work and not official. No licence has been stated yet."
    );

    public static string Token(Standing standing) =>
        standing switch
        {
            Classification.Standing.Reconstructed => "reconstructed",
            Classification.Standing.Partial => "partial",
            _ => "complete",
        };

    /// <summary>How far the version can be relied on, with its coverage where the publication states its own counts.</summary>
    public static (string Chinese, string English) Standing(ClassificationVersion version)
    {
        var (chinese, english) = version.Standing switch
        {
            Classification.Standing.Reconstructed => (
                "重建的版本：由后来的版本减去已知的变化而得，可能改进。",
                "A reconstructed version: rebuilt from later versions by taking known changes back. It may improve."
            ),
            Classification.Standing.Partial => (
                "不完整的版本：只含原出版物的一部分，可能增补。",
                "A partial version: it has only a part of what was published. It may grow."
            ),
            _ => ("完整的版本：内容不再变化。", "A complete version: its content does not change."),
        };
        if (version.Official is not { } official)
            return (chinese, english);
        var counts = new[] { Level.Major, Level.SubMajor, Level.Minor, Level.Occupation };
        string Of(Func<Level, int> count) => string.Join('/', counts.Select(l => count(l).ToString(CultureInfo.InvariantCulture)));
        return (
            $"{chinese}本文件有大类/中类/小类/职业 {Of(version.Count)}，原出版物为 {Of(official.At)}。",
            $"{english} Major groups/sub-major groups/minor groups/occupations here: {Of(version.Count)}; in the publication: {Of(official.At)}."
        );
    }

    public static (string Chinese, string English) Title(ClassificationVersion version) =>
        (
            $"中华人民共和国职业分类大典，版本 {version.Name}",
            $"Occupational Classification of the People's Republic of China, version {version.Name}"
        );

    public static (string Chinese, string English) Kind(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Added => ("新增", "added"),
            ChangeKind.Removed => ("取消", "removed"),
            ChangeKind.Renamed => ("更名", "renamed"),
            ChangeKind.Redefined => ("定义调整", "redefined"),
            ChangeKind.Recoded => ("代码调整", "recoded"),
            ChangeKind.Moved => ("移位", "moved"),
            ChangeKind.Split => ("拆分", "split"),
            ChangeKind.Merged => ("并入", "merged"),
            ChangeKind.Promoted => ("工种升为职业", "promoted"),
            ChangeKind.WorkTypeAdded => ("新增工种", "work type added"),
            ChangeKind.WorkTypeRemoved => ("取消工种", "work type removed"),
            _ => ("标识调整", "marked"),
        };

    /// <summary>As in the API: words run together in lower camel case.</summary>
    public static string Token(ChangeKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
