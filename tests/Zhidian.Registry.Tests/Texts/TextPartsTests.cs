using CsCheck;
using Zhidian.Registry.Texts;

namespace Zhidian.Registry.Tests.Texts;

/// <summary>Taking cells apart. The sentences are invented; their forms are those of official documents.</summary>
public sealed class TextPartsTests
{
    [Fact]
    public void A_combined_cell_is_cut_at_its_labels()
    {
        var cut = TextParts.Cut("定义：甲的人员。 主要工作：1.做一;2.做二。 工种示例：甲工、乙工。");
        Assert.Equal("甲的人员。", cut.Definition);
        Assert.Equal(["做一", "做二。"], TextParts.Tasks(cut.Tasks!, out var gap));
        Assert.Null(gap);
        Assert.Equal(["甲工", "乙工"], TextParts.WorkTypes(cut.WorkTypes!));
    }

    [Theory]
    [InlineData("甲的人员。", "甲的人员。", false, false)]
    [InlineData("【定义】：甲的人员。\n主要工作任务：做一", "甲的人员。", true, false)]
    [InlineData("从事工种：分类的人员。", "从事工种：分类的人员。", false, false)]
    [InlineData("主要工作任务：1. 做一", null, true, false)]
    [InlineData("", null, false, false)]
    public void What_is_not_labelled_is_the_definition(string cell, string? definition, bool tasks, bool workTypes)
    {
        var cut = TextParts.Cut(cell);
        Assert.Equal((definition, tasks, workTypes), (cut.Definition, cut.Tasks is not null, cut.WorkTypes is not null));
    }

    [Theory]
    [InlineData("1.做2.5毫米的一;2.做二", "做2.5毫米的一|做二", null)]
    [InlineData("（1）做一；（2）做二", "做一|做二", null)]
    [InlineData("1、做一。\n2、做二。", "做一。|做二。", null)]
    [InlineData("1.做一；3.做三", "做一；3.做三", 2)]
    [InlineData("2.做二；3.做三", "2.做二；3.做三", 1)]
    [InlineData("做一\n做二", "做一|做二", null)]
    [InlineData("做一", "做一", null)]
    [InlineData("1.做第\n一项;2.use SQL\nServer", "做第一项|use SQL Server", null)]
    [InlineData("", "", null)]
    public void Tasks_are_told_by_their_numbers(string text, string expected, int? breaks)
    {
        Assert.Equal(expected, string.Join('|', TextParts.Tasks(text, out var gap)));
        Assert.Equal(breaks, gap);
    }

    [Theory]
    [InlineData("甲工、乙工。", "甲工|乙工")]
    [InlineData("陶瓷、玻璃修复师；书画修复师", "陶瓷、玻璃修复师|书画修复师")]
    [InlineData("对（间、邻）二甲苯工、1,4-丁二醇工", "对（间、邻）二甲苯工|1,4-丁二醇工")]
    [InlineData("甲工\n乙工", "甲工|乙工")]
    [InlineData("甲（乙工、丙工", "甲（乙工、丙工")]
    [InlineData(" 、 ", "")]
    public void Work_types_are_told_apart(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', TextParts.WorkTypes(text)));

    /// <summary>However many tasks of whatever text without a number in it: they come back as they went in.</summary>
    [Fact]
    public void Numbered_tasks_come_back() =>
        Gen.Char["甲乙丙，（）、 abc。"]
            .Array[1, 20]
            .Select(c => TextParts.Tidy(new string(c)))
            .Where(t => t.Length > 0 && t.Trim() == t)
            .List[1, 40]
            .Sample(tasks =>
            {
                var text = string.Concat(tasks.Select((t, i) => $"{i + 1}.{t};"));
                Assert.Equal(tasks, TextParts.Tasks(text, out var gap));
                Assert.Null(gap);
            });
}
