using PRIOslo.Bomiljo.Geography.Geodata;

namespace PRIOslo.Bomiljo.Tests.Geography;

/// <summary>What GDAL tells of a file's system, with and without warnings around it.</summary>
public class DeclaredSystemTests
{
    [Theory]
    [InlineData("EPSG:25832", 25832)]
    [InlineData("\nEPSG:25832\n", 25832)]
    [InlineData("\r\nEPSG:25833\r\n", 25833)]
    [InlineData("Warning 1: EPSG:4326 is taken for axis order: 2\n\nEPSG:25833\n", 25833)]
    [InlineData("EPSG:25832\nWarning 1: part of the file is damaged: 4326", 25832)]
    [InlineData("EPSG:-1", null)]
    [InlineData("Confidence in this match: 25832", null)]
    [InlineData("", null)]
    public void The_line_that_names_the_system_is_read(string told, int? epsg) => Assert.Equal(epsg, GeodataFile.EpsgIn(told));
}
