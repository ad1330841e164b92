import type { FeatureCollection } from 'geojson';
/** West, south, east and north of everything in the collection, in its own degrees. */
export function bounds(collection: FeatureCollection): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [first, second] = part as unknown[];
    if (typeof first === 'number' && typeof second === 'number') {
      box[0] = Math.min(box[0], first);
      box[1] = Math.min(box[1], second);
      box[2] = Math.max(box[2], first);
      box[3] = Math.max(box[3], second);
    } else {
      part.forEach(walk);
    }
  };
  for (const feature of collection.features) if (feature.geometry && 'coordinates' in feature.geometry) walk(feature.geometry.coordinates);
  return box;
}
