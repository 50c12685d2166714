using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zhidian.Classification.Exchange;

/// <summary>How our JSON files are written: two spaces, LF, Chinese as it is. They are files, never parts of a page.</summary>
public static class JsonText
{
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
