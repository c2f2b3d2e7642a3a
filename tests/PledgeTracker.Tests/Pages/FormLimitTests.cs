using System.Net;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Tests.Pages;

/// <summary>Every text field of every form has a limit, and what is longer is answered before anything is done with it.</summary>
public sealed class FormLimitTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    [Fact]
    public async Task Every_text_of_every_form_is_refused_one_character_above_its_limit_and_is_not_shown_again()
    {
        var administrator = await app.SignedInAsync(MemberRole.Administrator);
        var fields = 0;
        foreach (var page in await PagesAsync())
        {
            foreach (var (name, most) in FormLimits.FieldsOf(page))
            {
                fields++;
                most.Should().BeLessThanOrEqualTo(20_000, $"{page.RelativePath} takes {name}");
                var text = "q7" + new string('x', most - 1);
                var answer = await administrator.Client.PostAsync(AddressOf(page), new FormUrlEncodedContent([new(name, text)]));
                var shown = await answer.Content.ReadAsStringAsync();

                answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, $"{name} of {page.RelativePath}");
                WebUtility.HtmlDecode(shown).Should().Contain($"The field “{name}” has {most + 1:N0} characters, and {most:N0} is the most");
                shown.Should().NotContain("q7xxx");
            }
        }

        fields.Should().BeGreaterThan(40, "a walk that finds no form holds for nothing");
    }

    [Fact]
    public async Task A_form_in_which_more_than_one_text_is_typed_is_bound_to_a_model()
    {
        var models = 0;
        foreach (var page in await PagesAsync())
        {
            foreach (var handler in page.HandlerMethods.Where(h => h.HttpMethod == "Post"))
            {
                // What the address says, and which button was pressed, nobody types.
                var typed = handler.Parameters.Where(p => p.ParameterType == typeof(string) && p.Name != "act" && p.BindingInfo?.BindingSource != BindingSource.Query
                    && !page.AttributeRouteInfo!.Template!.Contains("{" + p.Name, StringComparison.Ordinal)).Select(p => p.Name);

                typed.Should().HaveCountLessThan(2, page.RelativePath);
                models += handler.Parameters.Count(p => p.ParameterType.IsAssignableTo(typeof(SmallForm)));
            }
        }

        models.Should().BeGreaterThan(12, "a walk that finds no model holds for nothing");
    }

    [Fact]
    public async Task A_million_characters_are_refused_while_the_form_is_read_whatever_the_field_is_called()
    {
        var administrator = await app.SignedInAsync(MemberRole.Administrator);
        foreach (var page in await PagesAsync())
        {
            foreach (var name in FormLimits.FieldsOf(page).Select(f => f.Name).Take(1).Append("nobody-asked-for-this"))
            {
                var answer = await administrator.Client.PostAsync(AddressOf(page), new FormUrlEncodedContent([new(name, "q7" + new string('x', 1_000_000))]));
                var shown = await answer.Content.ReadAsStringAsync();

                answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, $"{name} of {page.RelativePath}");
                shown.Should().Contain("This form could not be accepted").And.Contain("is too long, or there are too many fields").And.NotContain("q7xxx");
            }
        }
    }

    [Fact]
    public async Task A_line_break_counts_once_although_a_browser_sends_it_as_two()
    {
        var browser = app.Browse();
        var text = string.Concat(Enumerable.Repeat("a\r\n", Tip.TextMaxLength / 2));
        await browser.GoAsync("/tips/new");
        await browser.SendAsync(new Dictionary<string, string> { ["text"] = text });

        browser.At.Should().StartWith("/tips/new?sent=1");
    }

    [Fact]
    public async Task A_text_that_is_somewhat_too_long_comes_back_with_its_length_beside_it()
    {
        var browser = app.Browse();
        await browser.GoAsync("/tips/new");
        await browser.SendAsync(new Dictionary<string, string> { ["text"] = new('b', Tip.TextMaxLength + 1) });

        browser.Answer.StatusCode.Should().Be(HttpStatusCode.OK);
        browser.Page.QuerySelector("#text-problem")!.TextContent.Should().Contain("4,000").And.Contain("4,001");
        browser.Page.QuerySelector("#text")!.TextContent.Should().Contain("bbbb");
    }

    [Fact]
    public async Task Nothing_that_a_database_cannot_keep_comes_in_by_a_form()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var answer = await editor.Client.PostAsync("/newsroom/companies", new MultipartFormDataContent { { new StringContent("Nul\0company"), "name" } });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("a character that cannot be shown");
    }

    private async Task<IReadOnlyList<CompiledPageActionDescriptor>> PagesAsync()
    {
        var loader = app.Services.GetRequiredService<PageLoader>();
        var pages = new List<CompiledPageActionDescriptor>();
        foreach (var page in app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>().DistinctBy(p => p.RelativePath))
        {
            var compiled = await loader.LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
            if (compiled.HandlerMethods.Any(h => h.HttpMethod == "Post"))
            {
                pages.Add(compiled);
            }
        }

        return pages;
    }

    private static string AddressOf(ActionDescriptor page)
    {
        var template = page.AttributeRouteInfo!.Template!;
        return "/" + string.Join('/', template.Split('/').Where(part => !part.EndsWith("?}", StringComparison.Ordinal)).Select(part => part.Contains(":int", StringComparison.Ordinal) ? "1" : part.Contains(":regex(^(", StringComparison.Ordinal) ? part.Split("^(")[1].Split('|')[0] : part.StartsWith('{') ? new string('a', 64) : part));
    }
}
