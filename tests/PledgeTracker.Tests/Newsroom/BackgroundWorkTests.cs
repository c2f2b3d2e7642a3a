using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>Work beside serving never ends the program, and never itself.</summary>
public sealed class BackgroundWorkTests
{
    [Fact]
    public void Whatever_the_program_does_beside_serving_is_such_work()
    {
        var services = typeof(BackgroundWork).Assembly.GetTypes().Where(t => typeof(IHostedService).IsAssignableFrom(t) && !t.IsAbstract);

        services.Should().HaveCountGreaterThan(4).And.AllSatisfy(t => t.Should().BeDerivedFrom<BackgroundWork>());
    }

    [Fact]
    public async Task A_round_that_fails_is_done_again_whatever_was_the_matter()
    {
        // An operation that was cancelled is a fault as any other, while the program goes on.
        using var work = new Failing([new InvalidOperationException("No."), new OperationCanceledException("A time-out of the database."), new IOException("Full.")]);

        await work.StartAsync(default);
        await work.ExecuteTask!;

        work.Rounds.Should().Be(4);
        work.Pauses.Should().Equal(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task It_ends_with_the_program()
    {
        using var work = new Failing(Enumerable.Repeat(new OperationCanceledException(), 1_000_000), endless: true);
        await work.StartAsync(default);
        while (work.Pauses.Count == 0)
        {
            await Task.Delay(1);
        }

        await work.StopAsync(default);

        work.ExecuteTask!.Status.Should().Be(TaskStatus.RanToCompletion);
    }

    private sealed class Failing : BackgroundWork
    {
        private readonly Queue<Exception> _faults;

        public Failing(IEnumerable<Exception> faults, bool endless = false)
            : this(faults, new Hurried(endless))
        {
        }

        private Failing(IEnumerable<Exception> faults, Hurried clock)
            : base(clock, NullLogger.Instance) => (_faults, Pauses) = (new(faults), clock.Pauses);

        public int Rounds { get; private set; }

        public List<TimeSpan> Pauses { get; }

        protected override string Failure => "It could not be done";

        protected override Task<TimeSpan?> RoundAsync(CancellationToken cancel)
        {
            Rounds++;
            return _faults.TryDequeue(out var fault) ? throw fault : Task.FromResult<TimeSpan?>(null);
        }
    }

    /// <summary>A clock on which every pause is over at once, or none ever is.</summary>
    private sealed class Hurried(bool endless) : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, endless ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, period);
        }
    }
}
