using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Tests.Suitability;

namespace PRIOslo.Bomiljo.Tests.Geography;

public class FacilityGroupsTests
{
    [Theory]
    [InlineData("5-7", "5,6,7")]
    [InlineData("5–7", "5,6,7")]
    [InlineData("5 til 7", "5,6,7")]
    [InlineData("5;6", "5,6")]
    [InlineData("6/5", "5,6")]
    [InlineData("5 6", "5,6")]
    [InlineData("5, 6", "5,6")]
    [InlineData("5 og 6", "5,6")]
    [InlineData("5+6", "5,6")]
    [InlineData("gruppe 5.0 + gruppe 6 + som-5-7", "5,6,som-5-7")]
    [InlineData("Gruppe 3", "3")]
    [InlineData("3.0", "3")]
    [InlineData("1,3-4,SOM-5-7", "1,3,4,som-5-7")]
    [InlineData("somatikk 1–5", "som-1-5")]
    [InlineData("", "")]
    [InlineData(" ", "")]
    public void Groups_are_read_as_people_write_them(string written, string expected)
    {
        Assert.True(FacilityGroups.TryParse(written, out var groups));
        Assert.Equal(expected, string.Join(',', groups));
    }

    [Theory]
    [InlineData("56")]
    [InlineData("8")]
    [InlineData("7-5")]
    [InlineData("5-8")]
    [InlineData("5-7-9")]
    [InlineData("5.5")]
    [InlineData("botilbud")]
    [InlineData("5, botilbud")]
    [InlineData("som-2-3")]
    [InlineData("4+")]
    [InlineData("5 +")]
    [InlineData("+5")]
    [InlineData("5+, 6")]
    [InlineData("5++6")]
    [InlineData("+")]
    public void What_is_no_group_is_not_understood(string written)
    {
        Assert.False(FacilityGroups.TryParse(written, out var groups));
        Assert.Empty(groups);
    }

    [Fact]
    public void Every_group_of_the_matrix_is_understood_as_itself() => Assert.All(GroupCode.All, group =>
    {
        Assert.True(FacilityGroups.TryParse($"{group}", out var groups));
        Assert.Equal([$"{group}"], groups);
    });

    [Theory]
    [InlineData("groups", "5-7", "5,6,7")]
    [InlineData("gruppe", "5 6", "5,6")]
    [InlineData("kind", "3", "3")]
    [InlineData("kind", "botilbud", "")] // a word that says what else it is: not stated
    public void A_facility_is_stored_with_the_groups_of_the_matrix(string field, string written, string expected) =>
        Assert.Equal(expected, FeatureKinds.Of("facility", Feature(field, written), "a.geojson, feature 1"));

    [Fact]
    public void Groups_that_are_not_understood_are_refused_with_their_place_and_without_the_value()
    {
        var problem = Assert.Throws<ProblemException>(() => FeatureKinds.Of("facility", Feature("groups", "botilbud 56"), "a.geojson, feature 2"));

        Assert.Equal((ProblemCode.BadGeodata, "a.geojson, feature 2"), (problem.Code, problem.Place));
        Assert.DoesNotContain("botilbud", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_facility_that_is_not_understood_is_named_by_its_number_in_the_file_whatever_was_left_out_before_it()
    {
        List<GeoFeature> features = [Feature("groups", "5"), Feature("groups", "5") with { Geometry = Town.PointAt(0, 0) }, Feature("groups", "5+") with { Geometry = Town.PointAt(0, 0) }];

        var problem = Assert.Throws<ProblemException>(() => LayerReading.Read("facility", features, null, null, "a.geojson"));

        Assert.Equal("a.geojson, feature 3", problem.Place);
    }

    [Theory]
    [InlineData("5-7", true, false)]
    [InlineData("5;6", true, false)]
    [InlineData("3-5", true, true)]
    [InlineData("", true, false)]
    [InlineData("botilbud", true, false)] // not understood counts as not stated
    [InlineData("56", true, false)]
    [InlineData("4", false, false)]
    [InlineData("som-1-5", false, false)]
    public void A_facility_whose_groups_are_not_understood_counts_as_one_for_groups_5_to_7(string kind, bool isFor5To7, bool isSmallHouse)
    {
        Assert.Equal(isFor5To7, Of(LayerPart.FacilityFor5To7).Holds(kind));
        Assert.Equal(isSmallHouse, Of(LayerPart.SmallHouse).Holds(kind));

        static LayerPartDefinition Of(LayerPart part) => LayerPartDefinition.All.Single(definition => definition.Part == part);
    }

    private static GeoFeature Feature(string field, string value) => new(null, new Dictionary<string, string>(StringComparer.Ordinal) { [field] = value });
}
