import { Map, NavigationControl, setWorkerUrl, type MapMouseEvent } from 'maplibre-gl';
import { AreaView, tell } from './area-view';
import { BandView } from './bands';
import { areaOf, FILL, mapStyle } from './layers';
import { showHover } from './hover';
import { startDrawing } from './draw';
import { readPalette } from './palette';
import { visit } from './visit';

// Oslo's middle, before the areas have come.
const OSLO: [number, number] = [10.78, 59.91];

export function startMap(element: HTMLElement): AreaView | undefined {
  setWorkerUrl('/assets/maplibre-gl-worker.mjs');
  const palette = readPalette();
  let map: Map;
  try {
    map = new Map({
      container: element,
      style: mapStyle(palette, element.dataset.mode === 'areas'),
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
    view.follow(new BandView(map, element, palette.bands));
    view.refresh(true);
    startDrawing(map, element, view, palette.chosen);
  });
  listenToMode(element, map);
  map.on('click', event => onClick(event, element, view));
  map.on('mousemove', FILL, event => {
    const area = element.dataset.mode !== 'areas' ? undefined : areaOf(event.features?.[0]);
    view.hover(area?.code);
    showHover(element, area, event.point);
  });
  map.on('mouseleave', FILL, () => {
    view.hover(undefined);
    showHover(element, undefined);
  });
  return view;
}

function onClick(event: MapMouseEvent, element: HTMLElement, view: AreaView): void {
  if (element.dataset.mode === 'draw') return;
  const here = new URL(location.href);
  if (element.dataset.mode === 'site') {
    const address = new URL('/sted', here);
    address.searchParams.set('lon', event.lngLat.lng.toFixed(6));
    address.searchParams.set('lat', event.lngLat.lat.toFixed(6));
    for (const kept of ['sprak', 'boliger']) {
      const value = here.searchParams.get(kept);
      if (value) address.searchParams.set(kept, value);
    }
    view.mark(event.lngLat);
    void visit(address.href, here.pathname === '/sted' ? { focus: 'panel' } : { focus: 'panel', only: ['panel', 'site-details'] });
    return;
  }
  const area = areaOf(event.target.queryRenderedFeatures(event.point, { layers: [FILL] })[0]);
  if (!area) return;
  here.searchParams.set('omrade', area.code);
  void visit(here.href, { focus: 'panel' });
}

function listenToMode(element: HTMLElement, map: Map): void {
  const modes = document.getElementById('map-mode');
  const show = () => {
    map.getCanvas().style.cursor = element.dataset.mode === 'areas' ? 'pointer' : 'crosshair';
    // Two corners set quickly are no double click.
    if (element.dataset.mode === 'draw') map.doubleClickZoom.disable();
    else map.doubleClickZoom.enable();
  };
  show();
  if (!modes) return;
  modes.hidden = false;
  modes.addEventListener('change', event => {
    if (event.target instanceof HTMLInputElement) element.dataset.mode = event.target.value;
    show();
  });
}
