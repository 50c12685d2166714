namespace Zhidian.Classification.Tests;

public sealed class EditionBuilderTests
{
    private const string Sound = """
        id,code,level,parent,title,marks,gbt6565
        A1,1,major,,Group one,,10
        A2,1-01,sub-major,1,Group two,,
        A3,1-01-00,minor,1-01,Group three,,
        A4,1-01-00-01,occupation,1-01-00,Occupation,LS,
        """;

    [Fact]
    public void A_sound_file_builds()
    {
        var entries = EditionBuilder.Build(new StringReader(Sound), "sound.csv");
        Assert.Equal(4, entries.Count);
        Assert.Equal(Marks.Digital | Marks.Green, entries[3].Marks);
    }

    [Theory]
    [InlineData("C1001", "B1,1-01-00-01,occupation,1-01-00,Another,,")]
    [InlineData("C1002", "A4,1-01-00-02,occupation,1-01-00,Another,,")]
    [InlineData("C1003", "B1,1-02-00-01,occupation,1-02-00,Orphan,,")]
    [InlineData("C1003", "B1,1-01-00-02,occupation,1-01-01,Wrong parent,,")]
    [InlineData("C1004", "B1,1-01-00-02,minor,1-01-00,Wrong level,,")]
    [InlineData("C1005", "B1,1-1-00-02,occupation,1-01-00,Bad segment,,")]
    [InlineData("C1006", "B1,1-01-00-02,occupation,1-01-00,Occupation,,")]
    [InlineData("C1007", "B1,1-01-00-02,occupation,1-01-00,Another,X,")]
    [InlineData("C1008", "B1,1-01-00-02,occupation,1-01-00")]
    [InlineData("C1008", "B1,1-01-00-02,occupation,1-01-00,\"Unclosed,,")]
    [InlineData("C1009", "B1,1-01-00-02,occupation,1-01-00,,,")]
    public void A_fault_is_named_with_its_code_file_and_line(string fault, string line)
    {
        var error = Assert.Throws<InvalidEditionException>(() =>
            EditionBuilder.Build(new StringReader(Sound + "\n" + line + "\n"), "broken.csv")
        );
        Assert.Contains(error.Findings, f => f.FaultCode == fault && f.File == "broken.csv" && f.Line == 6);
    }

    [Fact]
    public void Every_fault_is_listed_not_just_the_first()
    {
        var broken = Sound + "\nB1,1-01-00-01,occupation,1-01-00,Same code,X,\nB2,9-01,sub-major,9,Bad,,\n";
        var error = Assert.Throws<InvalidEditionException>(() => EditionBuilder.Build(new StringReader(broken), "broken.csv"));
        Assert.Contains(error.Findings, f => f.Line == 6);
        Assert.Contains(error.Findings, f => f.Line == 7);
    }

    [Fact]
    public void A_missing_column_and_an_empty_file_are_said()
    {
        Assert.Contains(
            "column parent",
            Assert
                .Throws<InvalidEditionException>(() =>
                    EditionBuilder.Build(new StringReader("id,code,level,title,marks,gbt6565\n"), "f.csv")
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidEditionException>(() => EditionBuilder.Build(new StringReader(""), "f.csv"));
        Assert.Throws<InvalidEditionException>(() =>
            EditionBuilder.Build(new StringReader(string.Join(',', EditionBuilder.Columns)), "f.csv")
        );
    }
}
