using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>An answer ready to be sent, plain and compressed, so that sending it again costs nothing but the bytes.</summary>
/// <param name="Zipped">By gzip (RFC 1952); null where that makes it no smaller.</param>
/// <param name="ETag">Weak: the same for both forms.</param>
/// <param name="Headers">Of this answer alone.</param>
public sealed record PreparedAnswer(byte[] Body, byte[]? Zipped, string ContentType, EntityTagHeaderValue ETag, IReadOnlyList<(string Name, string Value)> Headers)
{
    public long Bytes => Body.Length + (Zipped?.Length ?? 0);

    /// <param name="question">All that the body depends on: the address and the stamp of what is shown.</param>
    public static PreparedAnswer Of(string question, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(body);
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..16];
        return new(body, zipped.Length < body.Length ? zipped.ToArray() : null, contentType, new EntityTagHeaderValue($"\"{tag}\"", isWeak: true), headers);
    }

    /// <summary>Sends it, or 304 to whom has it already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="cacheControl">Who may keep it, and for how long.</param>
    public async Task SendAsync(HttpContext context, string cacheControl)
    {
        var (request, response) = (context.Request.GetTypedHeaders(), context.Response);
        response.Headers.CacheControl = cacheControl;
        response.Headers.Vary = "Accept, Accept-Encoding";
        response.GetTypedHeaders().ETag = ETag;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (request.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(ETag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = Body;
        if (Zipped is not null && request.AcceptEncoding.Any(coding => coding.Value == "gzip" && coding.Quality is not 0))
        {
            response.Headers.ContentEncoding = "gzip";
            body = Zipped;
        }

        response.StatusCode = body.Length == 0 ? StatusCodes.Status204NoContent : StatusCodes.Status200OK;
        if (body.Length == 0)
            return;
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
