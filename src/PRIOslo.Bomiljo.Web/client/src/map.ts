import type { FeatureCollection } from 'geojson';
import { Map, Marker, NavigationControl, setWorkerUrl, type GeoJSONSource, type LngLat, type MapMouseEvent } from 'maplibre-gl';
import { bounds } from './bounds';
import { areaOf, CROWDED_ZOOM, FEW_AREAS, FILL, mapStyle, NAMES, SOURCE } from './layers';
import { showHover } from './hover';
import { readPalette } from './palette';
import { visit } from './visit';

export interface HeatMap {
  /** Draws what the element's data now say; after a change of the whole page a site that it does not show loses its mark. */
  refresh(wholePage: boolean): void;
}

// Oslo's middle, before the areas have come.
const OSLO: [number, number] = [10.78, 59.91];
// Pixels around all areas; the choice of mode stands above them.
const PADDING = { top: 64, bottom: 24, left: 24, right: 24 };

export function startMap(element: HTMLElement): HeatMap | undefined {
  setWorkerUrl('/assets/maplibre-gl-worker.mjs');
  const palette = readPalette();
  const siteOnly = element.dataset.mode === 'site';
  let map: Map;
  try {
    map = new Map({
      container: element,
      style: mapStyle(palette, !siteOnly),
      center: OSLO,
      zoom: 9.6,
      minZoom: 8.5,
      maxZoom: 17,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: false,
      fadeDuration: 0,
      locale: {
        'NavigationControl.ZoomIn': element.dataset.textZoomIn ?? '',
        'NavigationControl.ZoomOut': element.dataset.textZoomOut ?? '',
        'Map.Title': element.dataset.textTitle ?? '',
      },
    });
  } catch {
    tell(element.dataset.textFailed);
    return undefined;
  }
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();

  const view = new AreaView(map, element);
  map.on('load', () => {
    map.addImage('hatch', palette.hatch, { pixelRatio: 2 });
    view.refresh(true);
  });
  listenToMode(element, map);
  map.on('click', event => onClick(event, element, view));
  map.on('mousemove', FILL, event => {
    const area = element.dataset.mode === 'site' ? undefined : areaOf(event.features?.[0]);
    view.hover(area?.code);
    showHover(element, area, event.point);
  });
  map.on('mouseleave', FILL, () => {
    view.hover(undefined);
    showHover(element, undefined);
  });
  return view;
}

/** Keeps the drawn areas, the chosen one and the site's mark in step with the element's data. */
class AreaView implements HeatMap {
  private address = '';
  private chosen: string | undefined;
  private hovered: string | undefined;
  private marker: Marker | undefined;
  private fitted = false;

  constructor(private readonly map: Map, private readonly element: HTMLElement) {}

  refresh(wholePage: boolean): void {
    const { areas, selected, site } = this.element.dataset;
    if (areas && areas !== this.address) {
      this.address = areas;
      void this.load(areas);
    }
    this.choose(selected || undefined);
    const [longitude, latitude] = (site ?? '').split(',').map(Number);
    if (longitude && latitude) this.mark([longitude, latitude]);
    else if (wholePage) this.marker?.remove();
  }

  hover(code: string | undefined): void {
    this.hovered = this.flag('hover', this.hovered, code);
  }

  mark(place: [number, number] | LngLat): void {
    this.marker ??= new Marker({ color: getComputedStyle(document.documentElement).getPropertyValue('--bm-chosen').trim() });
    this.marker.setLngLat(place).addTo(this.map);
    if (!this.fitted || !this.map.getBounds().contains(place)) this.map.jumpTo({ center: place, zoom: Math.max(this.map.getZoom(), 12) });
    this.fitted = true;
  }

  private choose(code: string | undefined): void {
    this.chosen = this.flag('chosen', this.chosen, code);
  }

  private async load(address: string): Promise<void> {
    this.element.dataset.state = 'loading';
    const data = await fetchAreas(address);
    await document.fonts.load('13px "Oslo Sans"');
    if (address !== this.address) return;
    tell(data ? '' : this.element.dataset.textNoAreas);
    if (!data) return;
    this.map.getSource<GeoJSONSource>(SOURCE)?.setData(data);
    this.map.setLayerZoomRange(NAMES, data.features.length > FEW_AREAS ? CROWDED_ZOOM : 0, 24);
    if (!this.fitted && data.features.length > 0) this.map.fitBounds(bounds(data), { padding: PADDING, animate: false });
    this.fitted = true;
    this.map.once('idle', () => { this.element.dataset.state = 'drawn'; });
  }

  private flag(name: string, before: string | undefined, after: string | undefined): string | undefined {
    if (before !== after && this.map.getSource(SOURCE)) {
      if (before) this.map.setFeatureState({ source: SOURCE, id: before }, { [name]: false });
      if (after) this.map.setFeatureState({ source: SOURCE, id: after }, { [name]: true });
    }
    return after;
  }
}

/** @returns Undefined where the server does not give them. */
async function fetchAreas(address: string): Promise<FeatureCollection | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? ((await response.json()) as FeatureCollection) : undefined;
  } catch {
    return undefined;
  }
}

/** Says over the map why it shows nothing; an empty text takes the message away. */
function tell(text: string | undefined): void {
  const message = document.getElementById('map-message');
  if (!message) return;
  message.textContent = text ?? '';
  message.hidden = !text;
}

function onClick(event: MapMouseEvent, element: HTMLElement, view: AreaView): void {
  const here = new URL(location.href);
  if (element.dataset.mode === 'site') {
    const address = new URL('/sted', here);
    address.searchParams.set('lon', event.lngLat.lng.toFixed(6));
    address.searchParams.set('lat', event.lngLat.lat.toFixed(6));
    const language = here.searchParams.get('sprak');
    if (language) address.searchParams.set('sprak', language);
    view.mark(event.lngLat);
    void visit(address.href, here.pathname === '/sted' ? { focus: 'panel' } : { focus: 'panel', only: ['panel'] });
    return;
  }
  const area = areaOf(event.target.queryRenderedFeatures(event.point, { layers: [FILL] })[0]);
  if (!area) return;
  here.searchParams.set('omrade', area.code);
  void visit(here.href, { focus: 'panel' });
}

function listenToMode(element: HTMLElement, map: Map): void {
  const modes = document.getElementById('map-mode');
  const show = () => { map.getCanvas().style.cursor = element.dataset.mode === 'site' ? 'crosshair' : 'pointer'; };
  show();
  if (!modes) return;
  modes.hidden = false;
  modes.addEventListener('change', event => {
    if (event.target instanceof HTMLInputElement) element.dataset.mode = event.target.value;
    show();
  });
}
