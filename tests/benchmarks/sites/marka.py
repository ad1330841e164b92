"""Adds to a sample city what a discovery over all of Oslo meets: Marka with scattered cabins, and zones. marka.py FOLDER

Oslo has 454 km² (SSB 2023), about two thirds of it Marka. Outlines are as finely drawn as real ones: a vertex every few metres."""
import json
import math
import random
import sys

folder = sys.argv[1]
WEST, EAST, SOUTH, NORTH = 588_000, 610_000, 6_632_000, 6_652_640
random.seed(1)


def layer(name, features):
    rows = ",\n".join(json.dumps({"type": "Feature", "properties": properties, "geometry": geometry}) for properties, geometry in features)
    with open(f"{folder}/{name}.geojson", "w") as file:
        file.write('{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}},"features":[\n' + rows + "\n]}\n")


def ring(x, y, radius, vertices, roughness=0.2):
    waves = [(random.randint(2, 40), random.uniform(0, 6.3), random.uniform(0, roughness / 6)) for _ in range(6)]
    line = []
    for n in range(vertices):
        angle = 2 * math.pi * n / vertices
        r = radius * (1 + sum(a * math.sin(k * angle + phase) for k, phase, a in waves))
        line.append([round(x + r * math.cos(angle), 2), round(y + r * math.sin(angle), 2)])
    return [line + [line[0]]]


def anywhere():
    return random.uniform(WEST, EAST), random.uniform(SOUTH, NORTH)


def points(name, count):
    layer(name, (({"name": f"{name} {n}"}, {"type": "Point", "coordinates": [round(c, 2) for c in anywhere()]}) for n in range(count)))


def zones(name, count, radius, vertices, kinds=("",)):
    layer(name, (({"kind": kinds[n % len(kinds)]}, {"type": "Polygon", "coordinates": ring(*anywhere(), random.uniform(0.2, 1) * radius, vertices)}) for n in range(count)))


square = [[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]
layer("municipality", [({}, {"type": "Polygon", "coordinates": [square]})])
layer("marka", [({}, {"type": "Polygon", "coordinates": [square, ring(599_000, 6_643_000, 7_000, 20_000)[0]]})])
zones("plan", 8_000, 120, 24, ("homes", "other"))
zones("ownership", 15_000, 100, 16, ("municipal", "other"))
zones("noise", 400, 400, 600, ("red", "yellow", "yellow"))
for name, count, radius, vertices in (("flood", 300, 300, 400), ("quick-clay", 300, 250, 60), ("contamination", 3_000, 60, 12), ("heritage", 2_000, 80, 16), ("steep", 20_000, 50, 24)):
    zones(name, count, radius, vertices)
points("transit", 3_000)
zones("land-use", 15_000, 150, 24, ("other", "cultivated", "bog", "water"))

# Streets about 60 m apart, one of five missing, each bent twice.
crossings = [[(WEST + 60 * x + random.uniform(0, 25), SOUTH + 60 * y + random.uniform(0, 25)) for y in range((NORTH - SOUTH) // 60)] for x in range((EAST - WEST) // 60)]


def street(a, b):
    bends = [[round(a[i] + (b[i] - a[i]) * part / 3 + (random.uniform(-4, 4) if 0 < part < 3 else 0), 2) for i in (0, 1)] for part in range(4)]
    return {}, {"type": "LineString", "coordinates": bends}


layer("walking-way", (street(crossings[x][y], crossings[x + dx][y + dy]) for x in range(len(crossings) - 1) for y in range(len(crossings[0]) - 1)
                      for dx, dy in ((1, 0), (0, 1)) if random.random() < 0.8))
points("low-threshold", 40)
layer("facility", (({"groups": random.choice("34567"), "homes": 8}, {"type": "Point", "coordinates": list(anywhere())}) for _ in range(60)))
layer("municipal-flat", (({"homes": random.randint(1, 20)}, {"type": "Point", "coordinates": list(anywhere())}) for _ in range(2_000)))

columns, rows = (EAST - WEST) // 10, (NORTH - SOUTH) // 10
across = [60 + 50 * math.sin(x / 70) + 6 * math.sin(x / 5) for x in range(columns)]
along = [40 * math.sin(y / 90) + 5 * math.sin(y / 4) for y in range(rows)]
with open(f"{folder}/terrain.asc", "w") as file:
    file.write(f"ncols {columns}\nnrows {rows}\nxllcorner {WEST}\nyllcorner {SOUTH}\ncellsize 10\n")
    for y in along:
        file.write(" ".join(f"{x + y:.1f}" for x in across) + "\n")

with open(f"{folder}/buildings.geojson") as file:
    text = file.read().rstrip().removesuffix("]}").rstrip()
cabins = []
for _ in range(400):
    x, y = anywhere()
    if math.hypot(x - 599_000, y - 6_643_000) > 8_000:
        corners = [[round(x + dx, 2), round(y + dy, 2)] for dx, dy in ((0, 0), (8, 0), (8, 6), (0, 6), (0, 0))]
        cabins.append(json.dumps({"type": "Feature", "properties": {"type": "residential", "dwellings": 1}, "geometry": {"type": "Polygon", "coordinates": [corners]}}))
with open(f"{folder}/buildings.geojson", "w") as file:
    file.write(text + ",\n" + ",\n".join(cabins) + "\n]}\n")
