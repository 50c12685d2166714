using CsCheck;

namespace Zhidian.Classification.Tests;

public sealed class CodeTests
{
    [Theory]
    [InlineData("2", Level.Major)]
    [InlineData("2-02", Level.SubMajor)]
    [InlineData("2-02-10", Level.Minor)]
    [InlineData("2-02-10-03", Level.Occupation)]
    [InlineData("1-02-01-00", Level.Occupation)]
    public void Level_comes_from_the_number_of_segments_never_from_zeros(string text, Level level) =>
        Assert.Equal(level, Code.Parse(text).Level);

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("0-01")]
    [InlineData("2-2")]
    [InlineData("2-02-")]
    [InlineData("2-02-10-3")]
    [InlineData("2-02-10-03-01")]
    [InlineData("2_02")]
    [InlineData("2-02-1O")]
    public void Anything_else_is_refused_with_an_example(string text)
    {
        var error = Assert.Throws<FormatException>(() => Code.Parse(text));
        Assert.Contains("2-02-10-03", error.Message, StringComparison.Ordinal);
    }

    private static readonly Gen<string> Codes = Gen.Select(
        Gen.Int[1, 8],
        Gen.Int[0, 99].Array[0, 3],
        (major, rest) => string.Join('-', rest.Select(n => n.ToString("D2", null)).Prepend(major.ToString("D1", null)))
    );

    [Fact]
    public void Parse_and_print_are_inverse() => Codes.Sample(text => Code.Parse(text).Text == text);

    [Fact]
    public void A_code_lies_below_its_parent_and_at_every_level_above() =>
        Codes.Sample(text =>
        {
            var code = Code.Parse(text);
            return (code.Parent is not { } parent || (parent.Contains(code) && !code.Contains(parent) && parent.Level == code.Level - 1))
                && Enum.GetValues<Level>()
                    .All(level => code.At(level).Contains(code) && code.At(level).Level == (level < code.Level ? level : code.Level));
        });

    [Fact]
    public void Random_text_never_throws_from_TryParse() =>
        Gen.String.Sample(text => !Code.TryParse(text, out var code) || code.Text == text);
}
