using System.Globalization;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>What kind of area a source states.</summary>
public enum AreaKind : byte
{
    Delbydel,

    /// <summary>Statistics Norway's smallest unit, eight digits; in no delbydel until the layer <c>grunnkrets</c> tells which.</summary>
    Grunnkrets,

    /// <summary>A square of Statistics Norway's grid.</summary>
    GridCell,
}

/// <summary>The area that a source itself states instead of a point. <c>default</c> means none.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Code">Four digits, eight digits, or a cell's id and its size in metres, as in <c>22637506643000/250</c>.</param>
public readonly record struct StatedArea(AreaKind Kind, string? Code)
{
    private const int GrunnkretsDigits = 8;
    private const string Oslo = "0301";

    public bool IsNone => Code is null;

    public DelbydelCode Delbydel => Kind == AreaKind.Delbydel && Code is not null ? DelbydelCode.Parse(Code) : default;

    /// <param name="kind">What the text is to be.</param>
    /// <param name="text">As the source writes it.</param>
    /// <param name="cellMetres">The side of a grid cell; 0 for the other kinds.</param>
    /// <param name="area">The area.</param>
    public static bool TryParse(AreaKind kind, string text, int cellMetres, out StatedArea area)
    {
        area = default;
        switch (kind)
        {
            case AreaKind.Delbydel when DelbydelCode.TryParse(text, out var code):
                area = new(kind, code.ToString());
                break;
            case AreaKind.Grunnkrets when text.Length is GrunnkretsDigits - 1 or GrunnkretsDigits && text.All(char.IsAsciiDigit)
                && text.PadLeft(GrunnkretsDigits, '0').StartsWith(Oslo, StringComparison.Ordinal):
                area = new(kind, text.PadLeft(GrunnkretsDigits, '0'));
                break;
            case AreaKind.GridCell when GridCell.TryParse(text, cellMetres, out var cell):
                area = new(kind, string.Create(CultureInfo.InvariantCulture, $"{cell}/{cellMetres}"));
                break;
        }

        return !area.IsNone;
    }

    /// <summary>Where the area lies in a boundary vintage.</summary>
    public Placement Locate(DelbydelLocator locator)
    {
        if (Kind == AreaKind.GridCell && Code?.Split('/') is [var id, var size] && GridCell.TryParse(id, int.Parse(size, CultureInfo.InvariantCulture), out var cell))
            return cell.Locate(locator);
        if (Kind == AreaKind.Grunnkrets && Code is not null)
            return locator.Grunnkretser.TryGetValue(Code, out var unit) ? AreaShare.Locate(unit, locator) : Placement.Unplaced;
        return locator.Current(Delbydel) is { IsNone: false } current ? Placement.In(current, PlacementMethod.AreaCode) : Placement.Unplaced;
    }
}
