namespace Zhidian.Sample;

/// <param name="Size">Weight in draws: a few employers advertise much, most little.</param>
/// <param name="Cities">Where it employs, the seat first.</param>
internal sealed record SampleEmployer(string Name, int Size, SamplePlace[] Cities);

/// <summary>Some 900 invented employers. Names are put together from rare characters, so that no real one is meant.</summary>
internal sealed class SampleEmployers
{
    private readonly Dictionary<string, (SampleEmployer[] Employers, int[] Totals)> _byIndustry = [];

    public SampleEmployers(SampleDraw draw, SampleData data)
    {
        var places = SampleDraw.Totals(data.Places.Select(p => p.Weight));
        var taken = new HashSet<string>();
        var made = 0;
        foreach (var industry in data.Industries)
        {
            var employers = new SampleEmployer[industry.Employers];
            for (var i = 0; i < employers.Length; i++)
            {
                // Every twelfth seat goes round the places in turn, so that no province is left out.
                var seat = data.Places[made % 12 == 0 ? made / 12 % data.Places.Length : draw.Weighted(places)];
                made++;
                string brand;
                do brand = draw.From(data.Words("brand1")) + draw.From(data.Words("brand2")) + draw.From(data.Words("brand3"));
                while (!taken.Add(brand));
                var name = (draw.Percent(45) ? seat.City : "") + brand + draw.From(industry.Fields) + draw.From(industry.Forms);
                SamplePlace[] cities = draw.Percent(12)
                    ? [seat, data.Places[draw.Weighted(places)], data.Places[draw.Weighted(places)]]
                    : [seat];
                employers[i] = new SampleEmployer(name, 1 + 30 / (1 + i), cities);
            }
            _byIndustry[industry.Name] = (employers, SampleDraw.Totals(employers.Select(e => e.Size)));
        }
    }

    /// <summary>An employer that may offer the job; the first industry of the job is as likely as the others together.</summary>
    public SampleEmployer For(SampleJob job, SampleDraw draw)
    {
        var industry = job.Industries.Length == 1 || draw.Percent(50) ? job.Industries[0] : draw.From(job.Industries);
        var (employers, totals) = _byIndustry[industry];
        return employers[draw.Weighted(totals)];
    }

    /// <summary>Different employers of the job's industries, at most <paramref name="count"/>.</summary>
    public List<SampleEmployer> Several(SampleJob job, int count, SampleDraw draw)
    {
        var all = job.Industries.SelectMany(i => _byIndustry[i].Employers).ToList();
        draw.Shuffle(all);
        return all.GetRange(0, Math.Min(count, all.Count));
    }
}
