namespace Zhidian.Classification;

/// <summary>Marks printed after a title: S digital occupation, L green occupation. They are not part of the title.</summary>
[Flags]
public enum Marks
{
    None = 0,
    Digital = 1,
    Green = 2,
}

public static class MarkNames
{
    /// <summary>S, L, L/S or empty, as the Classification prints them.</summary>
    public static string Token(this Marks marks) =>
        marks switch
        {
            Marks.Digital => "S",
            Marks.Green => "L",
            Marks.Digital | Marks.Green => "L/S",
            _ => "",
        };

    /// <summary>Reads S, L, LS, L/S or empty; null when the mark is unknown.</summary>
    public static Marks? Parse(string token)
    {
        var marks = Marks.None;
        foreach (var letter in token)
        {
            switch (letter)
            {
                case 'S':
                    marks |= Marks.Digital;
                    break;
                case 'L':
                    marks |= Marks.Green;
                    break;
                case '/':
                    break;
                default:
                    return null;
            }
        }
        return marks;
    }
}
