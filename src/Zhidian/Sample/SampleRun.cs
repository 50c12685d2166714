using System.Globalization;
using Zhidian.Classification;

namespace Zhidian.Sample;

/// <summary>
/// One sample in the making: ordinary jobs, planted groups that grow, and the noise of real boards, in the order of their dates.
/// </summary>
internal sealed class SampleRun
{
    public const int Months = 24;
    public static readonly Month Last = new(2025, 12);

    /// <summary>This board begins half a year late: shares within boards must not be upset by that.</summary>
    private const int LateBoard = 4;
    private const int LateBoardFrom = 6;

    /// <summary>This board is known from crawling: only the month of its adverts is known.</summary>
    private const int CrawledBoard = 3;

    /// <summary>Adverts in a month against the other months, January first: hiring peaks in spring and autumn.</summary>
    private static readonly int[] Season = [80, 68, 130, 116, 105, 100, 95, 98, 110, 101, 92, 84];
    private static readonly int[] BoardWeights = SampleDraw.Totals([34, 26, 18, 12, 10]);

    private readonly record struct Draft(DateOnly Day, int Board, SampleAdvert Advert);

    private readonly SampleDraw _draw;
    private readonly SampleData _data = SampleData.Instance;
    private readonly SampleEmployers _employers;
    private readonly SampleWriting _writing;
    private readonly string[] _boards;
    private readonly List<Draft> _drafts = [];
    private readonly int _count;

    public SampleRun(int seed, int count)
    {
        _count = count;
        _draw = new SampleDraw(seed);
        _employers = new SampleEmployers(_draw, _data);
        _writing = new SampleWriting(_draw, _data);
        _boards = _data.Words("board");
    }

    public List<SampleAdvert> Make()
    {
        foreach (var group in _data.Planted)
            Plant(group);
        Bursts();
        var nameless = Scaled(130);
        var reposts = Scaled(500);
        var ordinary = Math.Max(0, _count - _drafts.Count - nameless - reposts);
        Ordinary(ordinary);
        Nameless(Math.Min(nameless, _count - _drafts.Count));
        Repost(_count - _drafts.Count);
        // A stable sort: adverts of one day stay in the order in which they were made.
        return _drafts
            .OrderBy(d => d.Day)
            .Take(_count)
            .Select((d, i) => d.Advert with { Id = string.Create(CultureInfo.InvariantCulture, $"GS-{i + 1:D6}") })
            .ToList();
    }

    /// <summary>How many adverts a sample of another size holds of what the full one holds <paramref name="adverts"/> of.</summary>
    private int Scaled(int adverts) => (int)((long)adverts * _count / SampleAdverts.DefaultCount);

    /// <summary>Its share of all adverts grows about twelvefold in a straight line; its employers are spread over the whole time.</summary>
    private void Plant(SampleJob group)
    {
        var adverts = Scaled(group.Weight);
        var employers = _employers.Several(group, Math.Max(30, adverts * 9 / 20), _draw);
        while (employers.Count < adverts)
            employers.Add(_draw.From(employers));
        _draw.Shuffle(employers);
        var next = 0;
        foreach (var (month, quota) in Quotas(adverts, month => 2 + month))
            for (var i = 0; i < quota; i++)
                Add(month, group, employers[next++]);
    }

    private void Ordinary(int adverts)
    {
        var jobs = SampleDraw.Totals(_data.Ordinary.Select(j => j.Weight));
        foreach (var (month, quota) in Quotas(adverts, _ => 1))
            for (var i = 0; i < quota; i++)
            {
                var job = _data.Ordinary[_draw.Weighted(jobs)];
                Add(month, job, _employers.For(job, _draw));
            }
    }

    /// <summary>One employer floods the boards with a title of its own for two months: many adverts, no occupation.</summary>
    private void Bursts()
    {
        foreach (var title in _data.Words("burst"))
        {
            var job = _draw.From(_data.Ordinary) with { Titles = [title] };
            var employer = _employers.For(job, _draw);
            var first = _draw.Between(2, Months - 3);
            for (var i = Scaled(36); i > 0; i--)
                Add(first + _draw.Below(2), job, employer, anywhere: true);
        }
    }

    /// <summary>Titles that are only perks, pay or a level.</summary>
    private void Nameless(int adverts)
    {
        foreach (var (month, quota) in Quotas(adverts, _ => 1))
            for (var i = 0; i < quota; i++)
            {
                var job = _draw.From(_data.Ordinary);
                Add(month, job with { Titles = [_draw.From(_data.Words("empty"))] }, _employers.For(job, _draw));
            }
    }

    /// <summary>The same advert again: at its board some weeks later, or within days at another.</summary>
    private void Repost(int adverts)
    {
        var end = LastDay(Months - 1);
        var firsts = _drafts.Count;
        // The same board and day twice would be one advert read twice, not a re-post.
        var taken = new HashSet<(int First, int Board, string Date)>();
        while (adverts > 0)
        {
            var at = _draw.Below(firsts);
            var first = _drafts[at];
            var day = first.Day.AddDays(first.Board == CrawledBoard ? _draw.Between(32, 60) : _draw.Between(5, 42));
            var elsewhere = _draw.Percent(45) || day > end;
            if (elsewhere)
                day = first.Day.AddDays(_draw.Between(0, Math.Min(5, end.DayNumber - first.Day.DayNumber)));
            var board = elsewhere ? (first.Board + 1 + _draw.Below(LateBoard - 1)) % LateBoard : first.Board;
            var advert = Dated(first.Advert with { Platform = _boards[board] }, day, board);
            if (!taken.Add((at, board, advert.Date)))
                continue;
            _drafts.Add(new Draft(day, board, advert));
            adverts--;
        }
    }

    private void Add(int month, SampleJob job, SampleEmployer employer, bool anywhere = false)
    {
        int board;
        do board = _draw.Weighted(BoardWeights);
        while (board == LateBoard && month < LateBoardFrom);
        var place = anywhere ? _draw.From(_data.Places) : _draw.From(employer.Cities);
        var day = new DateOnly(MonthAt(month).Year, MonthAt(month).Number, _draw.Between(1, LastDay(month).Day));
        var terms = _writing.Terms(job);
        var education = _writing.Education(job);
        var advert = new SampleAdvert(
            SampleAdverts.Source,
            _boards[board],
            "",
            "",
            _writing.Title(job, _boards[board], place),
            employer.Name,
            _writing.City(place),
            _writing.Salary(job, board, place),
            education,
            _writing.Experience(job),
            _writing.Tags(terms),
            _writing.Description(terms, education),
            ""
        );
        _drafts.Add(new Draft(day, board, Dated(advert, day, board)));
    }

    private static SampleAdvert Dated(SampleAdvert advert, DateOnly day, int board) =>
        advert with
        {
            Date = day.ToString(board == CrawledBoard ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateKind = board == CrawledBoard ? "crawl" : "publish",
        };

    /// <summary>Shares adverts out over the months by season, slow growth of the market, and <paramref name="growth"/>; adds up exactly.</summary>
    private static IEnumerable<(int Month, int Adverts)> Quotas(int adverts, Func<int, int> growth)
    {
        var totals = SampleDraw.Totals(Enumerable.Range(0, Months).Select(m => Season[MonthAt(m).Number - 1] * (100 + m) / 10 * growth(m)));
        long given = 0;
        for (var month = 0; month < Months; month++)
        {
            var due = (long)adverts * totals[month] / totals[^1];
            yield return (month, (int)(due - given));
            given = due;
        }
    }

    private static Month MonthAt(int month) => Last.Plus(month - Months + 1);

    private static DateOnly LastDay(int month)
    {
        var at = MonthAt(month);
        return new DateOnly(at.Year, at.Number, DateTime.DaysInMonth(at.Year, at.Number));
    }
}
