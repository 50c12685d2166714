using CsCheck;
using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Tests.Adverts;

public sealed class FingerprintTests
{
    private static readonly AdvertPreparation Preparation = new(ImportOptions.Default, "test", (_, _) => (null, 0));

    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcXYZ019钳工焊接程序员"], 1, 8];

    private static readonly Gen<string?[]> Fields = Gen.Select(Word, Word, Word, Word)
        .Select(
            (title, company, city, text) =>
            {
                var fields = new string?[ColumnMap.FieldCount];
                (fields[(int)AdvertField.Title], fields[(int)AdvertField.Company]) = ("x" + title, "x" + company);
                (fields[(int)AdvertField.City], fields[(int)AdvertField.Description]) = ("x" + city, "x" + text);
                (fields[(int)AdvertField.Date], fields[(int)AdvertField.Salary]) = ("2024-06-03", "8-10K");
                return fields;
            }
        );

    private static UInt128 Id(string?[] fields) => Preparation.Prepare(1, fields).Id;

    private static string Wide(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));

    [Fact]
    public void White_space_width_and_case_do_not_change_it() =>
        Fields.Sample(fields => Id([.. fields.Select(field => field is null ? null : $" \u3000{Wide(field)}\t\r\n")]) == Id(fields));

    [Fact]
    public void Nor_does_the_way_a_date_or_salary_is_written() =>
        Fields.Sample(fields =>
        {
            var other = (string?[])fields.Clone();
            other[(int)AdvertField.Date] = "2024年6月3日";
            other[(int)AdvertField.Salary] = "8千-1万";
            return Id(other) == Id(fields);
        });

    [Fact]
    public void Another_field_changes_it_and_text_does_not_flow_between_fields() =>
        Gen.Select(
                Fields,
                Files.Any(AdvertField.Title, AdvertField.Company, AdvertField.City, AdvertField.Description, AdvertField.Platform)
            )
            .Sample(
                (fields, field) =>
                {
                    var other = (string?[])fields.Clone();
                    other[(int)field] += "z";
                    var swapped = (string?[])fields.Clone();
                    swapped[(int)AdvertField.Title] = fields[(int)AdvertField.Title] + fields[(int)AdvertField.Company];
                    swapped[(int)AdvertField.Company] = null;
                    return Id(other) != Id(fields) && Id(swapped) != Id(fields);
                }
            );

    [Fact]
    public void Texts_that_share_most_have_near_sketches_and_others_do_not()
    {
        var words = Gen.String[
            Gen.Char[
                "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
            ],
            300,
            500
        ];
        Gen.Select(words, words)
            .Sample(
                (a, b) =>
                {
                    var near = a.Insert(a.Length / 2, "熟练");
                    // Two words among 300 to 500 cost 4 of 64 bits on average; unrelated texts differ in 32.
                    return Fingerprint.Distance(Fingerprint.Sketch(a), Fingerprint.Sketch(near)) <= 14
                        && Fingerprint.Distance(Fingerprint.Sketch(a), Fingerprint.Sketch(b)) > 14;
                }
            );
    }
}
