"""SciPy's cKDTree over the same sites and buildings: counts within four radii, share, nearest of three kinds. Two workers."""
import sys
import time

import numpy as np
from scipy.spatial import cKDTree

folder = sys.argv[1]
RADII = (25, 50, 100, 200)
RESIDENTIAL, BUSINESS, OUTBUILDING = 1, 2, 8


def load(name):
    return np.fromfile(f"{folder}/{name}.f64")


buildings = np.column_stack((load("building_x"), load("building_y")))
sites = np.column_stack((load("site_x"), load("site_y")))
kind = np.fromfile(f"{folder}/kind.u8", dtype=np.uint8)
dwellings = np.fromfile(f"{folder}/dwellings.i32", dtype=np.int32)


def measure():
    standing = (kind & OUTBUILDING) == 0
    places, homes, residential = buildings[standing], dwellings[standing], (kind[standing] & RESIDENTIAL) != 0
    tree = cKDTree(places)
    found = {f"dwellings_{radius}m": np.zeros(len(sites)) for radius in RADII}
    share = np.full(len(sites), np.nan)
    for start in range(0, len(sites), 10_000):
        near = tree.query_ball_point(sites[start:start + 10_000], RADII[-1], workers=2, return_sorted=False)
        length = np.array([len(one) for one in near])
        which = np.concatenate([np.array(one, dtype=np.int64) for one in near])
        whose = np.repeat(np.arange(len(near)), length)
        apart = np.hypot(*(places[which] - sites[start + whose]).T)
        for radius in RADII:
            within = apart <= radius
            found[f"dwellings_{radius}m"][start:start + len(near)] = np.bincount(whose[within], homes[which[within]], len(near))
        of_homes = np.bincount(whose, residential[which], len(near))
        share[start:start + len(near)] = np.where(length > 0, of_homes / np.maximum(length, 1), np.nan)
    found["residential_share_200m"] = share
    for name, wanted in (("nearest_dwelling_m", residential), ("nearest_building_m", np.ones(len(places), bool)), ("nearest_business_m", (kind[standing] & BUSINESS) != 0)):
        found[name] = cKDTree(places[wanted]).query(sites, workers=2)[0]
    return found


started = time.perf_counter()
result = measure()
print(f"SciPy cKDTree;{time.perf_counter() - started:.3f}")
for name, values in result.items():
    own = load(name)
    if name.startswith("nearest"):
        print(f"largest difference {name} m;{np.nanmax(np.abs(own - values)):.6f}")
    else:
        print(f"sites that differ {name};{np.count_nonzero(~np.isclose(own, values, rtol=0, atol=1e-9, equal_nan=True))}")
