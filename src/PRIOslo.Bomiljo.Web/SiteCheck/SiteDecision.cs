using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>What a planner decides in place of the rules, as the form has it.</summary>
/// <param name="Group">For which group.</param>
/// <param name="Verdict">In place of the computed one.</param>
/// <param name="Reason">Why, in the planner's words.</param>
/// <param name="Project">The project's number, or <see cref="SiteAnswerer.NewProject"/>.</param>
/// <param name="NewProject">Name of a new project.</param>
public sealed record SiteDecision(GroupCode Group, Verdict Verdict, string Reason, string Project, string NewProject);
