using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>address</c>: where a row tells its address. Either the text, which may hold all of it, or the
/// street; the others are used before what the text says. The address is looked up and not kept.</summary>
/// <param name="Text">A whole address, or street and number.</param>
/// <param name="Street">The street's name alone.</param>
/// <param name="Number">House number, with or without its letter.</param>
/// <param name="Letter">House letter.</param>
/// <param name="Postcode">Four digits.</param>
/// <param name="Place">Postal town.</param>
/// <param name="LeastConfidence">0 to 1: rows found with less are not placed. A street's middle has at most 0.4.</param>
public sealed record AddressMapping(
    FieldMapping? Text = null,
    FieldMapping? Street = null,
    FieldMapping? Number = null,
    FieldMapping? Letter = null,
    FieldMapping? Postcode = null,
    FieldMapping? Place = null,
    double LeastConfidence = 0.5)
{
    /// <summary>What the keys of the fields begin with.</summary>
    public const string Key = "address.";

    /// <returns>Every field with its key; null where not given.</returns>
    public IEnumerable<(FieldMapping? Field, string Key)> Fields() =>
    [
        (Text, Key + "text"), (Street, Key + "street"), (Number, Key + "number"), (Letter, Key + "letter"), (Postcode, Key + "postcode"), (Place, Key + "place"),
    ];

    /// <param name="positionOf">Where a column's text stands in a row.</param>
    /// <returns>Reads the address of a row; an empty one where the row has none.</returns>
    public Func<string[], AddressText> Compile(Func<string, int> positionOf)
    {
        var (text, number, letter, postcode, place) = (Of(Text ?? Street), Of(Number), Of(Letter), Of(Postcode), Of(Place));
        return row => AddressText.Parse(text(row), number(row), letter(row), postcode(row), place(row));

        CellText Of(FieldMapping? field) => field?.Compile(positionOf) ?? ConstantText.Of("");
    }
}
