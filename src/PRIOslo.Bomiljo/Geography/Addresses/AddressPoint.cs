namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>An address of the register.</summary>
/// <param name="Street">The street's name.</param>
/// <param name="Number">House number.</param>
/// <param name="Letter">House letter; empty for none.</param>
/// <param name="Postcode">Four digits; empty where not known.</param>
/// <param name="Place">Postal town; empty where not known.</param>
/// <param name="EastMetres">EPSG:25832.</param>
/// <param name="NorthMetres">EPSG:25832.</param>
public readonly record struct AddressPoint(string Street, int Number, string Letter, string Postcode, string Place, double EastMetres, double NorthMetres);
