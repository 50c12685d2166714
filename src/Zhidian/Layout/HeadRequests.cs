namespace Zhidian.Layout;

/// <summary>Answers HEAD wherever GET is answered: with the same headers, and the body thrown away.</summary>
public static class HeadRequests
{
    public static void Use(WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                if (!HttpMethods.IsHead(context.Request.Method))
                {
                    await next(context);
                    return;
                }
                var body = context.Response.Body;
                context.Request.Method = HttpMethods.Get;
                context.Response.Body = Stream.Null;
                // The server must know by then, or it misses the bytes that Content-Length promises.
                context.Response.OnStarting(() =>
                {
                    context.Request.Method = HttpMethods.Head;
                    return Task.CompletedTask;
                });
                try
                {
                    await next(context);
                }
                finally
                {
                    context.Request.Method = HttpMethods.Head;
                    context.Response.Body = body;
                }
            }
        );
}
