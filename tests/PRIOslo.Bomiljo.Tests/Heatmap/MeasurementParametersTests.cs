using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class MeasurementParametersTests
{
    [Fact]
    public void The_projects_file_names_a_denominator_for_every_theme_and_draws_enough()
    {
        var parameters = MeasurementParameters.Load(MeasurementParameters.DefaultPath);
        var taxonomy = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));

        Assert.Equal(taxonomy.Themes.Select(theme => theme.Code).Append(Taxonomy.Total).Order(StringComparer.Ordinal), parameters.Themes.Select(theme => theme.Theme).Order(StringComparer.Ordinal));
        Assert.Equal((DenominatorUnit.MunicipalDwellings, 100), (parameters.Of("bostabilitet").Denominator, parameters.Of("bostabilitet").RatePer));
        Assert.True(parameters.Draws >= 99_999);
    }

    [Theory]
    [InlineData("\"draws\": 99999", "\"draws\": 5", "draws")]
    [InlineData("\"significance\": 0.05", "\"significance\": 0", "significance")]
    [InlineData("\"assumedDispersion\": 3", "\"assumedDispersion\": 0.5", "assumedDispersion")]
    [InlineData("\"theme\": \"brann\"", "\"theme\": \"trygghet\"", "themes")]
    [InlineData("\"theme\": \"total\"", "\"theme\": \"all\"", "total")]
    [InlineData("\"ratePer\": 100,", "\"ratePer\": 0,", "bostabilitet")]
    [InlineData("\"queen\"", "\"rook\"", "contiguity")]
    public void A_value_out_of_its_range_is_told_with_its_place(string there, string instead, string place)
    {
        var file = Path.GetTempFileName();
        try
        {
            var text = File.ReadAllText(MeasurementParameters.DefaultPath);
            Assert.Contains(there, text, StringComparison.Ordinal);
            File.WriteAllText(file, text.Replace(there, instead, StringComparison.Ordinal));

            var problem = Assert.Throws<ProblemException>(() => MeasurementParameters.Load(file));

            Assert.Equal(ProblemCode.BadConfiguration, problem.Code);
            Assert.Contains(place, problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Each_year_and_theme_has_a_seed_of_its_own_that_the_parameters_fix()
    {
        var parameters = SpecTable.Parameters;
        var seeds = from year in Enumerable.Range(2000, 30) from theme in parameters.Themes select parameters.SeedOf(year, theme.Theme);

        Assert.Equal(180, seeds.Distinct().Count());
        Assert.NotEqual(parameters.SeedOf(2023, "brann"), (parameters with { Seed = 2 }).SeedOf(2023, "brann"));
        Assert.Equal(parameters.ToJson(), (parameters with { ReportedBy = parameters.ReportedBy.Reverse().ToDictionary() }).ToJson());
    }
}
