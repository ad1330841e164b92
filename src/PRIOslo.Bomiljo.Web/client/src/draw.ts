import type { Feature, FeatureCollection, Position } from 'geojson';
import { ScaleControl, type GeoJSONSource, type Map } from 'maplibre-gl';
import type { AreaView } from './area-view';
import { bounds } from './bounds';
import { EMPTY } from './layers';

// The drawn area lives in the form's text field, as GeoJSON: what is drawn is written there, and what is pasted, fetched from a file
// or sent back by the server is read from there.

const DRAWN = 'drawn';
const PADDING = 80;
const CLOSEST_ZOOM = 16;
const DECIMALS = 6; // 0.1 m

/** Lets a reader set an area's corners, one after the other; the last is joined to the first. */
export function startDrawing(map: Map, element: HTMLElement, view: AreaView, colour: string): void {
  const field = document.getElementById('polygon');
  if (!(field instanceof HTMLTextAreaElement)) return;
  let corners: Position[] = [];

  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
  map.addSource(DRAWN, { type: 'geojson', data: EMPTY });
  map.addLayer({ id: 'drawn-fill', type: 'fill', source: DRAWN, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour, 'fill-opacity': 0.2 } });
  map.addLayer({ id: 'drawn-line', type: 'line', source: DRAWN, filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': colour, 'line-width': 3 } });
  map.addLayer({
    id: 'drawn-corner', type: 'circle', source: DRAWN, filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-color': '#ffffff', 'circle-radius': 5, 'circle-stroke-color': colour, 'circle-stroke-width': 2.5 },
  });

  const show = (shape: FeatureCollection) => {
    map.getSource<GeoJSONSource>(DRAWN)?.setData(shape);
    const status = document.getElementById('draw-status');
    if (status) status.textContent = (element.dataset.textCorners ?? '').replace('{0}', String(corners.length));
    element.dataset.corners = String(corners.length);
  };
  const draw = () => {
    field.value = corners.length > 2 ? JSON.stringify(polygon(corners)) : '';
    document.getElementById('drawn-fetch')?.setAttribute('hidden', ''); // what was looked at is another area now
    show(sketch(corners));
  };
  const read = () => {
    const shape = parse(field.value);
    const box = shape ? bounds(shape) : undefined;
    const seen = box && inDegrees(box) ? shape : undefined; // an area in metres is for the server alone
    corners = seen ? cornersOf(seen) : [];
    show(seen && corners.length === 0 ? seen : sketch(corners));
    if (!box || !seen) return;
    view.keepView();
    map.fitBounds(box, { padding: PADDING, maxZoom: CLOSEST_ZOOM, animate: false });
  };
  const add = (place: { lng: number; lat: number }) => {
    corners.push([Number(place.lng.toFixed(DECIMALS)), Number(place.lat.toFixed(DECIMALS))]);
    draw();
  };

  map.on('click', event => { if (element.dataset.mode === 'draw') add(event.lngLat); });
  const press = (id: string, act: () => void) => document.getElementById(id)?.addEventListener('click', () => { act(); });
  press('draw-add', () => add(map.getCenter()));
  press('draw-undo', () => { corners.pop(); draw(); });
  press('draw-clear', () => { corners = []; draw(); });
  field.addEventListener('change', read);
  readFile(field, read);
  const tools = document.getElementById('draw-tools');
  if (tools) tools.hidden = false;
  read();
}

const inDegrees = ([west, south, east, north]: [number, number, number, number]): boolean => west >= -180 && west <= east && east <= 180 && south >= -90 && north <= 90;

const feature = (geometry: Feature['geometry']): Feature => ({ type: 'Feature', properties: {}, geometry });

const polygon = (corners: Position[]) => ({ type: 'Polygon' as const, coordinates: [[...corners, corners[0]!]] });

function sketch(corners: Position[]): FeatureCollection {
  const features = corners.map(corner => feature({ type: 'Point', coordinates: corner }));
  if (corners.length > 2) features.unshift(feature(polygon(corners)));
  else if (corners.length === 2) features.unshift(feature({ type: 'LineString', coordinates: corners }));
  return { type: 'FeatureCollection', features };
}

/** @returns The corners of a single polygon without holes; none of anything else, which is shown and not changed. */
function cornersOf(shape: FeatureCollection): Position[] {
  const [only, ...more] = shape.features;
  if (!only || more.length > 0 || only.geometry?.type !== 'Polygon' || only.geometry.coordinates.length !== 1) return [];
  return only.geometry.coordinates[0]!.slice(0, -1);
}

function parse(text: string): FeatureCollection | undefined {
  try {
    const shape = JSON.parse(text) as { type?: string };
    if (shape.type === 'FeatureCollection') return Array.isArray((shape as FeatureCollection).features) ? shape as FeatureCollection : undefined;
    if (shape.type === 'Feature') return { type: 'FeatureCollection', features: [shape as Feature] };
    return shape.type === 'Polygon' || shape.type === 'MultiPolygon' ? { type: 'FeatureCollection', features: [feature(shape as Feature['geometry'])] } : undefined;
  } catch {
    return undefined; // the server says what is wrong with it
  }
}

function readFile(field: HTMLTextAreaElement, read: () => void): void {
  const input = document.getElementById('polygon-file');
  if (!(input instanceof HTMLInputElement)) return;
  document.getElementById('polygon-file-field')?.removeAttribute('hidden');
  input.addEventListener('change', () => {
    void input.files?.[0]?.text().then(text => { field.value = text; read(); });
  });
}
