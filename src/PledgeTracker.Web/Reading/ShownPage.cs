namespace PledgeTracker.Web.Reading;

/// <summary>A page that other sites can show: in a frame, as a picture, or as a link. A pledge, a claimant, a list.</summary>
public interface IShownPage
{
    /// <summary>What a link to it says.</summary>
    string Name { get; }

    /// <summary>Its absolute address in the current language, without a query.</summary>
    string Url { get; }

    /// <summary>The query of the state that it shows: a day or a revision; empty for today’s.</summary>
    string Query { get; }

    /// <summary>The address of exactly this state.</summary>
    string CiteAddress => Url + Query;
}
