namespace PledgeTracker.Web.OpenData;

/// <summary>
/// The way out for writers that would go back and change what was passed on already if they could, and that are only offered as asynchronous:
/// nothing that is written to it is ever waited for.
/// </summary>
internal sealed class Outlet(Stream to) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Ends what a writer does to an outlet, which is over by the time it is asked for.</summary>
    public static void Now(Task writing) => writing.GetAwaiter().GetResult();

    /// <inheritdoc cref="Now(Task)"/>
    public static void Now(ValueTask writing) => Now(writing.AsTask());

    /// <inheritdoc cref="Now(Task)"/>
    public static T Now<T>(ValueTask<T> making) => making.AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => to.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        to.Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        to.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
