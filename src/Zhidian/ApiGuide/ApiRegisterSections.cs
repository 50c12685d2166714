namespace Zhidian.ApiGuide;

/// <summary>The parts of the page that are about the register: many codes at once, changes, matching, models.</summary>
internal static class ApiRegisterSections
{
    public static readonly IReadOnlyList<ApiSection> All =
    [
        new(
            "since",
            "跟上变化",
            "Keep a copy up to date",
            "从某日、某版本或上次的 next 起，按生效次序给出每一项变化；照做即得与本站相同的一份。阅读器可订阅 /feeds/changes.atom 或 /feeds/changes.json。",
            "Every change in order of taking effect since a day, a version or the next of last time; applied in order it gives an exact copy. For feed readers: /feeds/changes.atom or /feeds/changes.json.",
            [
                new("since-2022", "2022 年版以后", "Since the 2022 edition", "/api/v1/changes?since=2022&limit=5", Says: "\"next\""),
                new("feed", "各版本的订阅", "Feed of versions", "/feeds/changes.json", Says: "jsonfeed.org"),
            ]
        ),
        new(
            "files",
            "整版文件",
            "Whole versions as files",
            "每个版本的 CSV、XLSX、Parquet、JSON、SKOS 等文件，附校验和与签名，见 /downloads；/catalog.ttl 是 DCAT 目录。",
            "Each version as CSV, XLSX, Parquet, JSON, SKOS and more, with checksums and a signature: see /downloads; /catalog.ttl is the DCAT catalogue.",
            [new("manifest-file", "一个版本有哪些文件", "Which files a version has", "/files/2022.2/manifest.json", Says: "sha256")]
        ),
    ];
}
