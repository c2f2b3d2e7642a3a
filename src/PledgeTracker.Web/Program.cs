using PledgeTracker.Web.Operations;

return await CommandLine.RunAsync(args);
