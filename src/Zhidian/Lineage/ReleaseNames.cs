using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Lineage;

/// <summary>What releases are called.</summary>
public static class ReleaseNames
{
    public static string Of(Milestone m, Language l) =>
        m.Batch is not { } batch ? l[$"{m.Key} 年版", $"{m.Key} edition"]
        : m.Version is { } version ? l[$"{version.Name}：第 {batch} 批新职业", $"{version.Name}: batch {batch} of new occupations"]
        : l[$"{m.Key}：第 {batch} 批新职业", $"{m.Key}: batch {batch} of new occupations"];

    public static string Standing(ClassificationVersion version, Language l) =>
        version.Standing switch
        {
            Classification.Standing.Partial => l["部分：只有一部分条目", "partial: only some of its entries are here"],
            Classification.Standing.Reconstructed => l[
                "重建：由后一版减去已知变化",
                "reconstructed: the version after it with known changes taken back"
            ],
            _ => l["完整", "complete"],
        };
}
