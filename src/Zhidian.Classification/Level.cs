namespace Zhidian.Classification;

/// <summary>The four levels, with ISCO's names: 大类, 中类, 小类, 细类（职业）.</summary>
public enum Level
{
    Major = 1,
    SubMajor = 2,
    Minor = 3,
    Occupation = 4,
}

public static class LevelNames
{
    /// <summary>The name used in data files, the API and the command line.</summary>
    public static string Token(this Level level) =>
        level switch
        {
            Level.Major => "major",
            Level.SubMajor => "sub-major",
            Level.Minor => "minor",
            _ => "occupation",
        };

    public static Level? Parse(string token) =>
        token switch
        {
            "major" => Level.Major,
            "sub-major" => Level.SubMajor,
            "minor" => Level.Minor,
            "occupation" => Level.Occupation,
            _ => null,
        };
}
