import type { FeatureCollection } from 'geojson';
import { Marker, type GeoJSONSource, type LngLat, type Map } from 'maplibre-gl';
import type { BandView } from './bands';
import { bounds } from './bounds';
import { CROWDED_ZOOM, FEW_AREAS, NAMES, SOURCE } from './layers';

// Pixels around all areas; the choice of mode stands above them.
const PADDING = { top: 64, bottom: 24, left: 24, right: 24 };

/** Keeps the drawn areas, the chosen one and the site's mark in step with the element's data. */
export class AreaView {
  private address = '';
  private chosen: string | undefined;
  private hovered: string | undefined;
  private marker: Marker | undefined;
  private fitted = false;
  private bands: BandView | undefined;

  constructor(private readonly map: Map, private readonly element: HTMLElement) {}

  /** Draws what the element's data now say; after a change of the whole page a site that it does not show loses its mark. */
  refresh(wholePage: boolean): void {
    const { areas, selected, site } = this.element.dataset;
    if (areas && areas !== this.address) {
      this.address = areas;
      void this.load(areas);
    }
    this.choose(selected || undefined);
    void this.bands?.refresh();
    const [longitude, latitude] = (site ?? '').split(',').map(Number);
    if (longitude && latitude) this.mark([longitude, latitude]);
    else if (wholePage) this.marker?.remove();
  }

  /** Bands follow the page from now on. */
  follow(bands: BandView): void {
    this.bands = bands;
  }

  /** The map's section is chosen already: areas that come are not fitted to. */
  keepView(): void {
    this.fitted = true;
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
export function tell(text: string | undefined): void {
  const message = document.getElementById('map-message');
  if (!message) return;
  message.textContent = text ?? '';
  message.hidden = !text;
}
