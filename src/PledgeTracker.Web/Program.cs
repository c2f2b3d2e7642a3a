using PledgeTracker.Web.Startup;

return await CommandLine.RunAsync(args);
