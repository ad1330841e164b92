import type { ExpressionSpecification, GeoJSONFeature, StyleSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

export const SOURCE = 'areas';
export const FILL = 'area-fill';
export const NAMES = 'area-name';
export const LINES = 'area-line';
// Many areas get their names from a zoom where most of them have room; few (bydeler) always.
export const FEW_AREAS = 20;
export const CROWDED_ZOOM = 10.6;
export const EMPTY = { type: 'FeatureCollection' as const, features: [] };

/** Properties of `/kart/omrader.geojson`. */
export interface AreaProperties {
  code: string;
  name: string;
  kind: 'shown' | 'hidden' | 'no-residents';
  class: number;
  rate: number | null;
  count: number | null;
}

export const areaOf = (feature: GeoJSONFeature | undefined) => feature?.properties as AreaProperties | undefined;

/** No background map: nothing is loaded from outside. Labels use the page's own font. */
export function mapStyle(palette: Palette, coloured: boolean): StyleSpecification {
  const byClass: ExpressionSpecification = ['match', ['get', 'class'],
    0, palette.classes[0]!, 1, palette.classes[1]!, 2, palette.classes[2]!, 3, palette.classes[3]!, 4, palette.classes[4]!, palette.none];
  // Names are light on the two darkest classes.
  const onDark = (dark: string, light: string): ExpressionSpecification | string =>
    coloured ? ['match', ['get', 'class'], [3, 4], dark, light] : light;
  return {
    version: 8,
    sources: { [SOURCE]: { type: 'geojson', data: EMPTY, promoteId: 'code' } },
    layers: [
      { id: FILL, type: 'fill', source: SOURCE, paint: { 'fill-color': coloured ? byClass : palette.plain, 'fill-antialias': false } },
      ...(coloured ? [{
        id: 'area-hidden', type: 'fill' as const, source: SOURCE, filter: ['==', ['get', 'kind'], 'hidden'] as ExpressionSpecification,
        paint: { 'fill-pattern': 'hatch' },
      }] : []),
      { id: LINES, type: 'line', source: SOURCE, paint: { 'line-color': palette.line, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 13, 1.6] } },
      {
        id: 'area-hover', type: 'line', source: SOURCE, layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.ink, 'line-width': ['case', ['boolean', ['feature-state', 'hover'], false], 2, 0] },
      },
      {
        id: 'area-chosen-halo', type: 'line', source: SOURCE, layout: { 'line-join': 'round' },
        paint: { 'line-color': '#ffffff', 'line-width': ['case', ['boolean', ['feature-state', 'chosen'], false], 7, 0] },
      },
      {
        id: 'area-chosen', type: 'line', source: SOURCE, layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.chosen, 'line-width': ['case', ['boolean', ['feature-state', 'chosen'], false], 3.5, 0] },
      },
      {
        id: NAMES, type: 'symbol', source: SOURCE, minzoom: CROWDED_ZOOM,
        layout: { 'text-field': ['get', 'name'], 'text-font': ['Oslo Sans'], 'text-size': 13, 'text-max-width': 7, 'text-padding': 6 },
        paint: { 'text-color': onDark('#ffffff', palette.ink), 'text-halo-color': onDark(palette.ink, '#ffffff'), 'text-halo-width': 1.6 },
      },
    ],
  };
}
