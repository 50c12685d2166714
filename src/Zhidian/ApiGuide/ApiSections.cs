namespace Zhidian.ApiGuide;

/// <summary>What the page of the API tells, in order. Every example is sent to the server by a test.</summary>
public static class ApiSections
{
    public static readonly IReadOnlyList<ApiSection> All =
    [
        new(
            "start",
            "从这里开始",
            "Start here",
            "读取不用密钥，也不用登录；任何网页都可以直接调用。回答是 JSON。",
            "Reading needs no key and no account. Answers are JSON.",
            [
                new("versions", "有哪些版本", "Which versions there are", "/api/v1/versions", Says: "\"latest\""),
                new("one", "一个职业", "One occupation", "/api/v1/versions/latest/occupations/2-02-38-01", Says: "人工智能工程技术人员"),
                new("search", "按名称搜索", "Search by title", "/api/v1/search?q=人工智能&limit=3", Says: "2-02-38-01"),
                new("children", "类目的下级", "What is below a group", "/api/v1/versions/2022.2/groups/2-02/children", Says: "2-02-01"),
            ]
        ),
        new(
            "pin",
            "固定版本",
            "Pin a version",
            "latest 会随发布而变；统计和存档应写明版本。每个回答都说出所用的版本和内容哈希。代码会变，永久编号（id）不会。",
            "latest moves with each release: name a version in statistics and archives. Each answer says the version it used, with its content hash. Codes change, permanent ids do not.",
            [
                new(
                    "pinned",
                    "2022 年版中的代码",
                    "A code in the 2022 edition",
                    "/api/v1/versions/2022/occupations/2-02-32-00",
                    Says: "制药工程技术人员"
                ),
                new(
                    "gone",
                    "同一代码在后来的版本中已不用：410，并给出后继",
                    "The same code is gone from a later version: 410, with its successors",
                    "/api/v1/versions/2022.2/occupations/2-02-32-00",
                    410,
                    "2-02-32-01"
                ),
            ]
        ),
        new(
            "conditional",
            "没变就不再传",
            "Ask only for what is new",
            "读取的回答带 ETag。下次把它放在 If-None-Match 里：没有变化就答 304，不带内容。",
            "Reads carry an ETag. Send it back in If-None-Match: if nothing changed the answer is 304 without a body.",
            [new("etag", "问两次", "Asked twice", "/api/v1/versions", 304) { Conditional = true }]
        ),
        new(
            "pages",
            "分页",
            "Pages",
            "清单每页至多 limit 项。下一页的地址在 Link 头中（rel=\"next\"），也可把 next 作为 after 传回；最后一页没有。",
            "Lists come in pages of limit items. The address of the next page is in the Link header (rel=\"next\"), or pass next as after; the last page has none.",
            [
                new("page-1", "第一页", "First page", "/api/v1/versions/2022.2/occupations?under=2-02&limit=5", Says: "\"next\""),
                new(
                    "page-2",
                    "接着某个代码",
                    "After a code",
                    "/api/v1/versions/2022.2/occupations?under=2-02&limit=5&after=2-02-38-01",
                    Says: "2-02-38-02"
                ),
            ]
        ),
        new(
            "errors",
            "出错时",
            "Errors",
            "按 RFC 9457 回答，type 的含义不变，程序可以依靠；文字随 Accept-Language。全部类型见 /problems。",
            "Problem details as in RFC 9457. A type keeps its meaning, so programs can rely on it; texts follow Accept-Language. All types are at /problems.",
            [
                new(
                    "no-version",
                    "没有的版本：列出有的",
                    "An unknown version: the known ones are listed",
                    "/api/v1/versions/1066",
                    404,
                    "version-unknown"
                ),
                new("no-query", "缺参数", "A missing parameter", "/api/v1/search", 400, "query-invalid"),
            ]
        ),
        new(
            "code",
            "给职位编码",
            "Code job titles",
            "招聘用的称呼编到最深的、站得住的类目或职业，并给出置信度；一次至多 5,000 个。",
            "Advertised titles are coded to the deepest group or occupation that can be defended, with a confidence; up to 5,000 at once.",
            [
                new("code-one", "一个", "One", "/api/v1/code?title=外卖骑手", Says: "\"confidence\""),
                new("code-many", "一批", "Many", "/api/v1/code", Says: "\"items\"")
                {
                    Body = """{"titles":["Java开发工程师","外卖骑手"],"version":"2022.2"}""",
                },
            ]
        ),
        .. ApiRegisterSections.All,
    ];

    public static IEnumerable<ApiExample> Examples => All.SelectMany(s => s.Examples);
}
