import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map } from 'maplibre-gl';
import { EMPTY, LINES } from './layers';

const BANDS = 'bands';

/** Shows where incidents lie close, over the areas' colours, while the reader wants it. */
export class BandView {
  private address = '';
  private readonly switch = document.getElementById('bands-switch');

  constructor(private readonly map: Map, private readonly element: HTMLElement, colours: string[]) {
    if (!(this.switch instanceof HTMLInputElement)) return;
    map.addSource(BANDS, { type: 'geojson', data: EMPTY });
    map.addLayer({
      id: BANDS, type: 'fill', source: BANDS,
      paint: {
        'fill-color': ['match', ['get', 'band'], 1, colours[0]!, 2, colours[1]!, colours[2]!],
        'fill-opacity': ['match', ['get', 'band'], 1, 0.45, 0.9], 'fill-antialias': false,
      },
    }, LINES);
    document.getElementById('bands')?.removeAttribute('hidden');
    this.switch.addEventListener('change', () => void this.refresh());
  }

  /** Follows the element's data and the switch. */
  async refresh(): Promise<void> {
    if (!(this.switch instanceof HTMLInputElement)) return;
    const address = this.switch.checked ? this.element.dataset.bands ?? '' : '';
    if (address === this.address) return;
    this.address = address;
    const shape = address ? await fetchBands(address) : EMPTY;
    if (address !== this.address) return;
    this.map.getSource<GeoJSONSource>(BANDS)?.setData(shape);
    const note = document.getElementById('bands-none');
    if (note) note.hidden = address === '' || shape.features.length > 0;
    this.element.dataset.bandsShown = String(shape.features.length);
  }
}

async function fetchBands(address: string): Promise<FeatureCollection> {
  try {
    const response = await fetch(address);
    return response.ok ? ((await response.json()) as FeatureCollection) : EMPTY;
  } catch {
    return EMPTY;
  }
}
