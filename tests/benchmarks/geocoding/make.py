#!/usr/bin/env python3
"""Makes a register of 110,000 addresses and a delivery of 100,000 damaged ones, from a seed.

make.py REGISTER.csv FOLDER ROWS  writes FOLDER/register.csv, FOLDER/addresses.csv and FOLDER/points.csv.
The register repeats the streets of the one given under further names. The two deliveries are alike, but that the second has
coordinates and so needs no look-up."""
import csv
import random
import sys

ADDRESSES = 110_000
SYLLABLES = ["", "Bro", "Fjell", "Hus", "Kjer", "Lund"]  # put before a street's name: about 2,400 streets, as Oslo has
FURTHER_NUMBERS = 5_000
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
TYPES = ["Søppel på gate", "Søppel i park"]


def wrong_letter(street, draw):
    at = draw.choice([i for i, c in enumerate(street) if c.isalpha()])
    return street[:at] + draw.choice([c for c in LETTERS if c != street[at].lower()]) + street[at + 1:]


def abbreviated(street):
    for end, short in (("vegen", "vn."), ("veien", "vn."), ("gata", "gt."), (" gate", " gt."), (" veg", " v.")):
        if street.endswith(end):
            return street[:-len(end)] + short
    return street


def damaged(row, damage, draw):
    street, house, postcode = row["adressenavn"], row["nummer"] + row["bokstav"], row["postnummer"]
    if damage == 1:
        street = draw.choice([street.upper(), street.lower()])
    elif damage == 2:
        street, house = street.replace(" ", "  "), f'{row["nummer"]}  {row["bokstav"]} '
    elif damage == 3:
        street = abbreviated(street)
    elif damage == 4:
        street = wrong_letter(street, draw)
    elif damage == 5:
        postcode = ""
    return f"{street} {house}", postcode


def main(source, folder, rows):
    draw = random.Random(1)
    with open(source, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        fields, given = reader.fieldnames, [row for row in reader if row["adressenavn"]]
    register = []
    for further in range(0, 10_000, FURTHER_NUMBERS):
        for syllable in SYLLABLES[:5]:
            register += [{**row, "adressenavn": syllable + (row["adressenavn"].lower() if syllable else row["adressenavn"]),
                          "nummer": str(int(row["nummer"]) + further)} for row in given]
    register += [{**row, "adressenavn": SYLLABLES[5] + row["adressenavn"].lower()} for row in given]
    register = register[:ADDRESSES]
    with open(f"{folder}/register.csv", "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fields, delimiter=";")
        writer.writeheader()
        writer.writerows(register)
    with open(f"{folder}/addresses.csv", "w", encoding="utf-8-sig") as plain, open(f"{folder}/points.csv", "w", encoding="utf-8-sig") as pointed:
        for file in (plain, pointed):
            print("Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status", file=file)
        for number in range(rows):
            row = draw.choice(register)
            text, postcode = damaged(row, number % 6, draw)
            start = f"R-{number};{1 + number % 28:02}.{1 + number % 12:02}.2023 {number % 24:02}:{number % 60:02};{TYPES[number % 2]};{text};{postcode};"
            print(start + ";;Lukket", file=plain)
            print(start + f'{row["Øst"].replace(".", ",")};{row["Nord"].replace(".", ",")};Lukket', file=pointed)
    print(f"{len(register)} addresses in {len({row['adressenavn'] for row in register})} streets, {rows} rows")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
