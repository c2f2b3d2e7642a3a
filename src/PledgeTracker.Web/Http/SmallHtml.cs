using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Takes the white space out of pages that shows nowhere: what indents the sources of the pages is a tenth of what they send. It
/// stands behind the output cache, so that a page is made small once.
/// </summary>
public sealed class SmallHtml(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // Frames and charts are written without any.
        if (context.GetEndpoint()?.Metadata is not { } endpoint || endpoint.GetMetadata<PageActionDescriptor>() is null || endpoint.GetMetadata<PublicPageAttribute>() is not { IsKept: true })
        {
            await next(context);
            return;
        }

        var whole = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var page = new WrittenPage();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(page, whole));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(whole);
        }

        if (page.Length > 0)
        {
            var isHtml = context.Response.ContentType is { } type && type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);
            await context.Response.Body.WriteAsync(isHtml ? page.Bytes[..SmallHtmlText.Shrink(page.Bytes.Span)] : page.Bytes, context.RequestAborted);
        }
    }

    // What a page writes, in memory that is lent: it is larger than what a runtime moves about, and each page needs it once.
    private sealed class WrittenPage : Stream
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(128 * 1024);
        private int _length;

        public Memory<byte> Bytes => _bytes.AsMemory(0, _length);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (_bytes.Length - _length < buffer.Length)
            {
                var more = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + buffer.Length));
                _bytes.AsSpan(0, _length).CopyTo(more);
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = more;
            }

            buffer.CopyTo(_bytes.AsSpan(_length));
            _length += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer.AsSpan(offset, count));
            return Task.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (_bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_bytes);
                (_bytes, _length) = ([], 0);
            }

            base.Dispose(disposing);
        }
    }
}
