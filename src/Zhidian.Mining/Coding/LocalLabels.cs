namespace Zhidian.Mining.Coding;

/// <summary>A title that the users of this data folder have coded themselves.</summary>
public sealed record LocalLabel(string Title, string OccupationId);
