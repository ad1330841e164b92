using System.Globalization;
using PRIOslo.Bomiljo.Import;
using Spectre.Console;

namespace PRIOslo.Bomiljo.Cli;

/// <summary>Shows on standard error how far an import is: a bar with rate and time left on a terminal, a plain line every few seconds
/// in a log.</summary>
internal static class ImportProgressShown
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <param name="file">As the messages name it.</param>
    /// <param name="import">Is given whom to tell.</param>
    public static Task<T> RunAsync<T>(string file, Func<IProgress<ImportProgress>, Task<T>> import) =>
        Console.IsErrorRedirected ? import(new Lines(file, TimeProvider.System, Output.Progress)) : OnTerminalAsync(file, import);

    private static Task<T> OnTerminalAsync<T>(string file, Func<IProgress<ImportProgress>, Task<T>> import)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(enabled: true).HideCompleted(enabled: false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => import(new Bar(file, TimeProvider.System, context.AddTask(Markup.Escape(file)))));
    }

    /// <returns>Rows and rate, and in a log also share and time left.</returns>
    private static string Told(string file, ImportProgress at, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}: {at.Rows:#,0} rows, {at.Rows / Math.Max(seconds, 0.001):#,0} a second");

    private sealed class Bar : IProgress<ImportProgress>
    {
        private readonly string _file;
        private readonly TimeProvider _clock;
        private readonly ProgressTask _task;
        private readonly long _started;

        public Bar(string file, TimeProvider clock, ProgressTask task)
        {
            (_file, _clock, _task, _started) = (file, clock, task, clock.GetTimestamp());
            _task.MaxValue = 1;
        }

        public void Report(ImportProgress value)
        {
            _task.Value = value.BytesRead / (double)Math.Max(value.Bytes, 1);
            _task.Description = Markup.Escape(Told(_file, value, _clock.GetElapsedTime(_started).TotalSeconds));
        }
    }

    /// <summary>One line at most every <see cref="BetweenLines"/>, none for an import that is over before.</summary>
    internal sealed class Lines(string file, TimeProvider clock, Action<string> write) : IProgress<ImportProgress>
    {
        private readonly long _started = clock.GetTimestamp();
        private TimeSpan _next = BetweenLines;

        public void Report(ImportProgress value)
        {
            var elapsed = clock.GetElapsedTime(_started);
            if (elapsed < _next)
                return;
            _next = elapsed + BetweenLines;
            var share = value.BytesRead / (double)Math.Max(value.Bytes, 1);
            var left = share > 0 ? string.Create(CultureInfo.InvariantCulture, $", {elapsed.TotalSeconds * (1 - share) / share:0} s left") : "";
            write(string.Create(CultureInfo.InvariantCulture, $"{Told(file, value, elapsed.TotalSeconds)}, {Math.Floor(share * 100):0} %{left}"));
        }
    }
}
