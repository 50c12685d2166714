using Zhidian.Layout;

namespace Zhidian.Classification;

/// <summary>Kinds of changes, reasons and documents in words.</summary>
public static class ChangeNames
{
    public static string Of(ChangeKind kind, Language l) =>
        kind switch
        {
            ChangeKind.Added => l["新增", "Added"],
            ChangeKind.Removed => l["取消", "Removed"],
            ChangeKind.Renamed => l["更名", "Renamed"],
            ChangeKind.Redefined => l["定义变化", "Redefined"],
            ChangeKind.Recoded => l["改码", "Recoded"],
            ChangeKind.Moved => l["移到另一类目", "Moved to another group"],
            ChangeKind.Split => l["拆分", "Split"],
            ChangeKind.Merged => l["并入", "Merged"],
            ChangeKind.Promoted => l["由工种升为职业", "Promoted from a work type"],
            ChangeKind.WorkTypeAdded => l["增加工种", "Work type added"],
            ChangeKind.WorkTypeRemoved => l["取消工种", "Work type removed"],
            _ => l["标识变化", "Marks changed"],
        };

    /// <summary>The tokens of data/README.md; an unknown one is shown as it is.</summary>
    public static string Reason(string token, Language l) =>
        token switch
        {
            "" => "—",
            "new-occupation" => l["作为新职业发布", "released as a new occupation"],
            "sibling-added" => l["增加了同级职业，原代码让位", "a sibling was added, so its code gave way"],
            "register-differs" => l["官方名录与此前不同，出处未确认", "the official register differs; no document names the change"],
            "structure" => l["类目结构调整", "the structure of groups changed"],
            "standard" => l["国家职业标准所载", "a national standard says so"],
            "judged" => l["按工作内容判断", "judged by what the work is"],
            "comparison" => l["比较两个版本所见", "seen by comparing the two versions"],
            "now-work-type" => l["现为新职业的工种", "now a work type of the newer occupation"],
            "text-differs" => l["导入的定义或主要工作任务不同", "the imported definition or main tasks differ"],
            "release" => l["发布公告", "the release notice"],
            "national standard" => l["国家职业标准所载", "a national standard says so"],
            "release notice and national standard" => l["发布公告与国家职业标准", "the release notice and a national standard"],
            "recorded" => l["文件所载，或名称相同", "a document says so, or the title is the same"],
            _ => token,
        };

    /// <summary>Title of a document; empty for one that is not listed.</summary>
    public static string Document(string key, Language l) =>
        Versions.Current.Documents.TryGetValue(key, out var document) ? l[document.Chinese, document.English] : "";
}
