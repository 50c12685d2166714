namespace Zhidian.ApiGuide;

/// <summary>The parts of the page that are about the register: many codes at once, changes, matching, models.</summary>
internal static class ApiRegisterSections
{
    public static readonly IReadOnlyList<ApiSection> All =
    [
        new(
            "lookup",
            "批量查代码",
            "Many codes at once",
            "一次至多 1,000 个代码或永久编号，逐一回答：有、已不用（附后继）、以后才有、没有、写错。",
            "Up to 1,000 codes or permanent ids in one request; each is found, gone (with successors), later, unknown or malformed.",
            [
                new("bulk", "三个代码", "Three codes", "/api/v1/versions/2022.2/lookup", Says: "\"gone\"")
                {
                    Body = """{"codes":["2-02-38-01","2-02-32-00","nonsense"]}""",
                },
                new("bulk-ids", "按永久编号", "By permanent id", "/api/v1/versions/2022.2/lookup", Says: "2-02-32-01")
                {
                    Body = """{"ids":["Z000304"]}""",
                },
            ]
        ),
        new(
            "changes",
            "变化与对应",
            "Changes and correspondences",
            "任意两个版本之间的变化，和职业的加权对应（权重之和为 1，可正可反），用来把序列接起来。",
            "Typed changes between any two versions, and weighted correspondences of occupations, forward or back, whose weights sum to 1: to carry series across.",
            [
                new(
                    "between",
                    "2015 到 2022 年拆分了什么",
                    "What was split between 2015 and 2022",
                    "/api/v1/versions/2015/to/2022/changes?kind=split",
                    Says: "\"related\""
                ),
                new(
                    "correspondence",
                    "1999 年的一个职业现在在哪里",
                    "Where an occupation of 1999 is now",
                    "/api/v1/versions/1999/to/2022.2/correspondences/1-03-03-00",
                    Says: "\"weight\""
                ),
                new("life", "一个永久编号的一生", "The life of a permanent id", "/api/v1/ids/Z000304", Says: "\"steps\""),
            ]
        ),
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
            "reconcile",
            "OpenRefine 匹配",
            "Match a column in OpenRefine",
            "在 OpenRefine 中：列菜单 → Reconcile → Start reconciling → Add standard service，填本站地址加 /reconcile，选类型，开始；匹配后可用 Add columns from reconciled values 取代码、级别等。固定版本用 /reconcile/versions/2022.2。",
            "In OpenRefine: column menu, Reconcile, Start reconciling, Add standard service; give this portal's address with /reconcile, choose a type and start. Afterwards Add columns from reconciled values brings codes, levels and more. For a pinned version use /reconcile/versions/2022.2.",
            [
                new("manifest", "服务的说明", "What the service says of itself", "/reconcile", Says: "\"versions\""),
                new(
                    "match",
                    "两个名称",
                    "Two titles",
                    """/reconcile?queries={"a":{"query":"人工智能训练师"},"b":{"query":"外卖骑手"}}""",
                    Says: "\"score\""
                ),
            ]
        ),
        new(
            "mcp",
            "给模型用（MCP）",
            "For models (MCP)",
            "Model Context Protocol 的端点是 /mcp（Streamable HTTP），有 search_occupations、get_occupation、what_changed、code_titles 四个工具。在客户端里加一个 HTTP 服务器，地址为本站加 /mcp。",
            "The endpoint of the Model Context Protocol is /mcp (streamable HTTP), with the tools search_occupations, get_occupation, what_changed and code_titles. In a client, add an HTTP server with this portal's address and /mcp.",
            [
                new("tools", "有哪些工具", "Which tools there are", "/mcp", Says: "what_changed")
                {
                    Body = """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}""",
                    Accept = "application/json, text/event-stream",
                },
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
