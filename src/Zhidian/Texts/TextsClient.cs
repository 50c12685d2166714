using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Zhidian.Adverts;
using Zhidian.Mining.Discovery;
using Zhidian.Registry.Texts;

namespace Zhidian.Texts;

/// <summary>The command line's work on texts through a running server.</summary>
public sealed class TextsClient(HttpClient server)
{
    public CheckView Check(FileInfo file, string version, string? sheet, string source)
    {
        var query =
            $"?file={Uri.EscapeDataString(file.Name)}&version={Uri.EscapeDataString(version)}&source={Uri.EscapeDataString(source)}"
            + (sheet is null ? "" : "&sheet=" + Uri.EscapeDataString(sheet));
        using var body = new StreamContent(file.OpenRead());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/texts/checks" + query) { Content = body };
        request.Headers.ExpectContinue = true;
        var response = Send(request);
        if (response.StatusCode != HttpStatusCode.RequestEntityTooLarge)
            return ImportsClient.Answer<CheckView>(response);
        response.Dispose();
        return CheckView.TooLarge(file.Name, version, $"the file has {file.Length:N0} bytes, more than the server takes; it was not read.");
    }

    public TextImport Apply(string id, string hash, string reason) => Post($"/checks/{id}/apply", new ApplyRequest(hash, reason));

    public TextImport Undo(long number, string reason) => Post($"/imports/{number}/undo", new UndoRequest(reason));

    private TextImport Post<T>(string path, T body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/texts" + path)
        {
            Content = JsonContent.Create(body, options: RunJson.Options),
        };
        return ImportsClient.Answer<TextImport>(Send(request));
    }

    private HttpResponseMessage Send(HttpRequestMessage request)
    {
        request.Headers.AcceptLanguage.ParseAdd("en");
        return server.Send(request);
    }
}
