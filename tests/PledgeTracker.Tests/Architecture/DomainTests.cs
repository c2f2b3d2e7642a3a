using System.Reflection;
using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Tests.Architecture;

public class DomainTests
{
    private static readonly Assembly DomainAssembly = typeof(Pledge).Assembly;

    [Fact]
    public void The_domain_references_nothing_but_the_base_library()
    {
        var baseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location);

        var references = DomainAssembly.GetReferencedAssemblies();

        references.Should().NotBeEmpty().And.AllSatisfy(name =>
            Path.GetDirectoryName(Assembly.Load(name).Location).Should().Be(baseLibrary, "{0} is not the base library", name.Name));
    }

    [Fact]
    public void The_domain_reads_and_writes_no_files_and_no_network()
    {
        string[] outside = ["System.Net.Http", "System.Net.Sockets", "System.Data.Common", "System.IO.FileSystem", "System.Console"];

        var references = DomainAssembly.GetReferencedAssemblies().Select(name => name.Name);

        references.Should().NotIntersectWith(outside);
    }
}
