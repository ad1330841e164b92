import type { FeatureCollection } from 'geojson';
import { Map, Marker, NavigationControl, setWorkerUrl, type GeoJSONSource, type LngLat, type MapMouseEvent } from 'maplibre-gl';
import { bounds } from './bounds';
import { areaOf, FILL, mapStyle, SOURCE } from './layers';
import { showHover } from './hover';
import { readPalette } from './palette';
import { visit } from './visit';

export interface HeatMap {
  /** Draws what the element's data now say. */
  refresh(): void;
}

// Oslo's middle, before the areas have come.
const OSLO: [number, number] = [10.78, 59.91];

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
        'Map.Title': element.getAttribute('aria-label') ?? '',
      },
    });
  } catch {
    element.textContent = element.dataset.textFailed ?? '';
    return undefined;
  }
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();

  const view = new AreaView(map, element);
  map.on('load', () => {
    map.addImage('hatch', palette.hatch, { pixelRatio: 2 });
    view.refresh();
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

  refresh(): void {
    const { areas, selected, site } = this.element.dataset;
    if (areas && areas !== this.address) {
      this.address = areas;
      void this.load(areas);
    }
    this.choose(selected || undefined);
    const [longitude, latitude] = (site ?? '').split(',').map(Number);
    if (longitude && latitude) this.mark([longitude, latitude], true);
  }

  hover(code: string | undefined): void {
    this.hovered = this.flag('hover', this.hovered, code);
  }

  mark(place: [number, number] | LngLat, move: boolean): void {
    this.marker ??= new Marker({ color: getComputedStyle(document.documentElement).getPropertyValue('--bm-chosen').trim() });
    this.marker.setLngLat(place).addTo(this.map);
    if (move) this.map.jumpTo({ center: place, zoom: Math.max(this.map.getZoom(), 12) });
  }

  unmark(): void {
    this.marker?.remove();
  }

  private choose(code: string | undefined): void {
    this.chosen = this.flag('chosen', this.chosen, code);
  }

  private async load(address: string): Promise<void> {
    this.element.dataset.state = 'loading';
    const response = await fetch(address);
    if (!response.ok || address !== this.address) return;
    const data = (await response.json()) as FeatureCollection;
    await document.fonts.load('13px "Oslo Sans"');
    this.map.getSource<GeoJSONSource>(SOURCE)?.setData(data);
    if (!this.fitted && data.features.length > 0 && !this.element.dataset.site) this.map.fitBounds(bounds(data), { padding: 24, animate: false });
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

function onClick(event: MapMouseEvent, element: HTMLElement, view: AreaView): void {
  const here = new URL(location.href);
  if (element.dataset.mode === 'site') {
    const address = new URL('/sted', here);
    address.searchParams.set('lon', event.lngLat.lng.toFixed(6));
    address.searchParams.set('lat', event.lngLat.lat.toFixed(6));
    for (const kept of ['sprak', 'gruppe']) if (here.searchParams.has(kept)) address.searchParams.set(kept, here.searchParams.get(kept)!);
    view.mark(event.lngLat, false);
    void visit(address.href, here.pathname === '/sted' ? { focus: 'panel' } : { focus: 'panel', only: ['panel'] });
    return;
  }
  const area = areaOf(event.target.queryRenderedFeatures(event.point, { layers: [FILL] })[0]);
  if (!area) return;
  view.unmark();
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
