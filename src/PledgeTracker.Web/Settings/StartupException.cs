namespace PledgeTracker.Web.Settings;

/// <summary>
/// A start that cannot succeed. The message is one sentence for the person who started the program: what is wrong and what
/// to do. The program prints it and ends with exit code 1.
/// </summary>
public class StartupException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The data folder belongs to another running tracker; some commands work all the same.</summary>
public sealed class DataFolderInUseException(string message, Exception inner) : StartupException(message, inner);
