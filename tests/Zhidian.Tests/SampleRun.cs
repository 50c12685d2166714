using Zhidian.Classification;
using Zhidian.Mining.Discovery;

namespace Zhidian.Tests;

/// <summary>A discovery run made by hand, with what pages find hard: gaps, long titles, missing figures, markup in titles.</summary>
public static class SampleRun
{
    public const string First = "c-0000000001";
    public const string Bare = "c-0000000002";

    public static DiscoveryRun Make(string source = "generated sample") =>
        new(
            "2022.2",
            Versions.Latest.ContentHash,
            "coder-1.0/2022.2/00000000",
            "discovery-1.0",
            new Month(2022, 1),
            new Month(2024, 6),
            null,
            new DateTimeOffset(2025, 1, 2, 3, 4, 0, TimeSpan.Zero),
            12_345,
            11_000,
            3_210,
            [new(source, 12_345)],
            [.. Enumerable.Range(1, 12).Select(i => i == 2 ? Empty(i) : Full(i))]
        );

    private static Candidate Full(int rank) =>
        new(
            rank,
            rank == 1 ? First : $"c-{rank:x10}",
            rank switch
            {
                1 => "提示词工程师",
                3 => "跨境直播电商多语种客户体验与内容合规运营专员（含东南亚小语种方向）",
                4 => "<script>alert(1)</script>",
                _ => $"低空飞行调度员{rank}",
            },
            rank % 3 == 0 ? CandidateKind.PartOfOccupation : CandidateKind.NewOccupation,
            [new("提示词工程师", 120), new("prompt工程师", 45), new("大模型提示词优化", 12)],
            400 - rank * 20,
            150 - rank * 7,
            new Month(2022, 3),
            new Month(2024, 6),
            20,
            1.4 + rank / 10.0,
            4_000,
            26_000,
            [
                new("2-02-38-01", "人工智能工程技术人员", 0.41),
                new("4-04-05-05", "人工智能训练师", 0.52),
                new("2-02-10-03", "计算机软件工程技术人员", 0.63),
            ],
            0.9 - rank / 20.0,
            [
                new(
                    "mass",
                    0.7,
                    Verdict.Passes,
                    [new("employers", 143), new("adverts", 380), new("practitioners_low", 4000), new("practitioners_high", 26000)]
                ),
                new("stability", 0.6, Verdict.Unclear, [new("months_present", 20), new("months_observable", 28), new("growth", 1.5)]),
                new("distinct_skill", 0.5, Verdict.Passes, [new("title_novelty", 0.8), new("skill_distance", 0.41)]),
                new("sociality", 0.2, Verdict.Fails, [new("top_employer_share", 0.61), new("provinces", 9)]),
            ],
            [new("提示词", 0.82, 0.01), new("大模型", 0.77, 0.2), new("Python", 0.31, 0.4)],
            [
                .. Enumerable
                    .Range(0, 30)
                    .Where(m => m % 11 != 5)
                    .Select(m => new TrendPoint(
                        new Month(2022, 1).Plus(m),
                        4 + m,
                        3 + m / 2,
                        9_000 + m * 50,
                        (4 + m) * 10_000.0 / (9_000 + m * 50)
                    )),
            ],
            [new("11", 90), new("31", 80), new("44", 70), new("33", 33)],
            [new("本科", 200), new("大专", 60), new("不限", 20)],
            18_000,
            14_000,
            25_000,
            [new("AI提示词工程师（急聘）", "某某科技有限公司", new Month(2024, 5), "board"), new("Prompt Engineer", null, null, "board")]
        );

    /// <summary>The least a candidate can have.</summary>
    private static Candidate Empty(int rank) =>
        new(
            rank,
            Bare,
            "无名候选",
            CandidateKind.NewOccupation,
            [],
            5,
            5,
            null,
            null,
            0,
            null,
            null,
            null,
            [],
            0.1,
            [],
            [],
            [],
            [],
            [],
            null,
            null,
            null,
            []
        );
}
