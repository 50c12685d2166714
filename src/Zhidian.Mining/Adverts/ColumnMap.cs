namespace Zhidian.Mining.Adverts;

/// <summary>A field of an advert that a column can be read into.</summary>
public enum AdvertField
{
    Title,
    Company,
    City,
    Salary,
    Date,
    Education,
    Experience,
    Tags,
    Description,
    Source,
    Platform,
    Id,
    Url,
}

/// <summary>
/// Which columns of a file hold which fields: told from the names boards and crawlers give them, in Chinese and English, unless the user
/// says otherwise. Spaces, case, underscores and hyphens in names do not matter. Several columns may hold descriptions or tags (岗位职责 and
/// 任职要求); elsewhere the name listed first wins.
/// </summary>
internal sealed class ColumnMap
{
    private static readonly (AdvertField Field, string Names)[] Names =
    [
        (
            AdvertField.Title,
            "title jobtitle positionname positiontitle jobname posttitle postname position job vacancy 职位名称 岗位名称 招聘岗位 招聘职位 职位名 岗位名 职位 岗位 工作名称 职务 标题 名称 name"
        ),
        (
            AdvertField.Company,
            "company companyname companyfullname employer employername brandname corpname corp comname organization hiringorganization hiringorganization.name companyshortname 公司名称 公司全称 公司 公司名 企业名称 企业 招聘单位 用人单位 单位名称 单位 公司简称"
        ),
        (
            AdvertField.City,
            "city cityname workcity jobcity joblocation location workarea workareatext workplace area region place address workaddress 城市 工作城市 所在城市 工作地点 工作地 工作地区 上班地点 地点 地区 所在地 工作区域 区域 城市区域 工作地址 地址"
        ),
        (
            AdvertField.Salary,
            "salary salarydesc salarytext salaryrange monthlysalary monthsalary providesalary providesalarytext pay wage wages compensation 薪资 薪酬 薪水 工资 月薪 薪资范围 薪酬范围 薪资待遇 薪资水平 薪金 待遇"
        ),
        (
            AdvertField.Date,
            "date publishdate publishtime publishedat publisheddate dateposted postdate posttime posteddate posted releasedate releasetime pubdate pubtime issuedate firstpublishtime createtime createdate created refreshtime updatetime updatedate updated crawldate crawltime time 发布日期 发布时间 招聘发布日期 招聘发布时间 发布 日期 更新日期 更新时间 刷新时间 采集时间 采集日期 抓取时间 爬取时间 时间"
        ),
        (
            AdvertField.Education,
            "education edu degree jobdegree degreename degreestring educationlevel educationrequirement edulevel 学历 学历要求 最低学历 教育程度 文化程度"
        ),
        (
            AdvertField.Experience,
            "experience exp workyear workyears workingexp jobexperience workexperience yearsofexperience experiencerequirement 经验 工作经验 经验要求 工作经验要求 工作年限 年限"
        ),
        (
            AdvertField.Tags,
            "tags tag labels label joblabels jobtags positionlabels positionlables skills skill skilllabels keywords welfare welfarelist welfaretags benefits positionadvantage 标签 职位标签 岗位标签 技能标签 技能 技能要求 关键词 关键字 福利 福利待遇 公司福利 职位福利 福利标签 职位亮点"
        ),
        (
            AdvertField.Description,
            "description jobdescription jobdesc postdescription positiondescription jd desc detail details jobdetail positiondetail content text responsibilities responsibility duties duty requirements requirement jobrequirements jobrequirement qualifications qualification 职位描述 岗位描述 工作描述 岗位职责 工作职责 职责描述 职责 工作内容 职位信息 职位详情 岗位详情 职位要求 岗位要求 任职要求 任职资格 招聘要求 要求 描述 详情"
        ),
        (AdvertField.Platform, "platform jobboard board website site channel 平台 招聘平台 来源平台 数据平台 网站 渠道"),
        (AdvertField.Source, "source datasource dataset 来源 数据来源"),
        (AdvertField.Id, "id jobid positionid postid advertid encryptjobid jobnumber 职位id 岗位id 职位编号 岗位编号 编号"),
        (AdvertField.Url, "url joburl positionurl link joblink href jobhref pageurl 链接 职位链接 详情链接 网址 详情页"),
    ];

    private static readonly Dictionary<string, (AdvertField Field, int Rank)> Known = Names
        .SelectMany(field => field.Names.Split(' ').Select((name, rank) => (name, field.Field, rank)))
        .ToDictionary(entry => entry.name, entry => (entry.Field, entry.rank));

    public static int FieldCount { get; } = Enum.GetValues<AdvertField>().Length;

    private readonly int[][] places;

    private ColumnMap(int[][] places, IReadOnlyList<string> columns)
    {
        this.places = places;
        ColumnCount = columns.Count;
        Columns = Enum.GetValues<AdvertField>()
            .Where(field => places[(int)field].Length > 0)
            .ToDictionary(field => NameOf(field), field => string.Join(" + ", places[(int)field].Select(place => columns[place])));
    }

    /// <summary>Field to column, for the report.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; }

    /// <summary>Columns of the file when this was made.</summary>
    public int ColumnCount { get; }

    public static string NameOf(AdvertField field) => field.ToString().ToLowerInvariant();

    /// <param name="map">The user's own: column to field.</param>
    /// <param name="open">More columns may come (JSON): a column of <paramref name="map"/> that is absent so far is no error.</param>
    /// <exception cref="ImportException">A1110 no title column, A1111 a mapped column is absent, A1112 a mapped field is not one.</exception>
    public static ColumnMap Detect(IReadOnlyList<string> columns, IReadOnlyDictionary<string, string>? map, string path, bool open)
    {
        var found = new List<(int Place, int Rank)>[FieldCount];
        for (var i = 0; i < FieldCount; i++)
            found[i] = [];
        var byUser = new HashSet<AdvertField>();
        var taken = new HashSet<int>();
        foreach (var (column, target) in map ?? new Dictionary<string, string>())
        {
            var field = Field(target);
            var place = Place(columns, column);
            if (place < 0 && !open)
                throw new ImportException(
                    $"A1111 {path} has no column '{column}'. Columns found: {Listed(columns)}. Correct --map {column}={target}."
                );
            if (place < 0)
                continue;
            byUser.Add(field);
            taken.Add(place);
            found[(int)field].Add((place, 0));
        }
        for (var place = 0; place < columns.Count; place++)
        {
            if (taken.Contains(place) || !Recognise(columns[place], out var known) || byUser.Contains(known.Field))
                continue;
            found[(int)known.Field].Add((place, known.Rank));
        }
        if (found[(int)AdvertField.Title].Count == 0 && !(open && columns.Count == 0))
            throw new ImportException(
                $"A1110 no column of {path} is known to hold the title of an advert. Columns found: {Listed(columns)}. Say which it is: --map {Guess(columns)}=title"
            );
        return new ColumnMap([.. found.Select((list, field) => Choose((AdvertField)field, list))], columns);
    }

    private static int[] Choose(AdvertField field, List<(int Place, int Rank)> list) =>
        field is AdvertField.Description or AdvertField.Tags
            ? [.. list.Select(item => item.Place)]
            : [.. list.OrderBy(item => item.Rank).ThenBy(item => item.Place).Take(1).Select(item => item.Place)];

    private static AdvertField Field(string target) =>
        Enum.GetValues<AdvertField>().Cast<AdvertField?>().FirstOrDefault(field => NameOf(field!.Value) == Plain(target))
        ?? throw new ImportException(
            $"A1112 '{target}' is not a field of an advert. Fields: {string.Join(", ", Enum.GetValues<AdvertField>().Select(NameOf))}."
        );

    private static int Place(IReadOnlyList<string> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] == name)
                return i;
        for (var i = 0; i < columns.Count; i++)
            if (Plain(columns[i]) == Plain(name))
                return i;
        return -1;
    }

    private static bool Recognise(string column, out (AdvertField Field, int Rank) known)
    {
        var plain = Plain(column);
        if (Known.TryGetValue(plain, out known))
            return true;
        var dot = plain.LastIndexOf('.');
        if (dot < 0 || !Known.TryGetValue(plain[(dot + 1)..], out known))
            return false;
        known.Rank += 1000; // a name within an object says less
        return true;
    }

    private static string Plain(string name) =>
        CanonicalText.Fold(name).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static string Listed(IReadOnlyList<string> columns) =>
        string.Join(", ", columns.Take(40)) + (columns.Count > 40 ? $" and {columns.Count - 40} more" : "");

    private static string Guess(IReadOnlyList<string> columns) =>
        columns.FirstOrDefault(column =>
            Plain(column) is var name && (name.Contains("title") || name.Contains("job") || name.Contains('职') || name.Contains('岗'))
        )
        ?? columns.FirstOrDefault(column => column.Length > 0)
        ?? "COLUMN";

    /// <summary>Whether the record is the header once more, as files pasted together have it.</summary>
    public static bool IsHeader(string?[] fields)
    {
        var names = 0;
        for (var field = 0; field < fields.Length; field++)
            if (
                fields[field] is { Length: < 30 } text
                && Known.TryGetValue(Plain(text), out var known)
                && known.Field == (AdvertField)field
            )
                names++;
        return names >= 2
            && fields[(int)AdvertField.Title] is { } title
            && Known.TryGetValue(Plain(title), out var titled)
            && titled.Field == AdvertField.Title;
    }

    /// <summary>The fields of the reader's current record, by <see cref="AdvertField"/>.</summary>
    public string?[] Take(RecordReader reader)
    {
        var fields = new string?[FieldCount];
        for (var field = 0; field < FieldCount; field++)
            foreach (var place in places[field])
                if (reader.Field(place) is { } text)
                    fields[field] = fields[field] is { } before ? before + (field == (int)AdvertField.Tags ? "|" : "\n") + text : text;
        return fields;
    }
}
