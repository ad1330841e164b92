import type { AreaProperties } from './layers';

/** Shows name and rate beside the pointer; hides the note without an area. */
export function showHover(element: HTMLElement, area: AreaProperties | undefined, point?: { x: number; y: number }): void {
  const note = document.getElementById('map-hover');
  if (!note) return;
  note.hidden = !area || !point;
  if (!area || !point) return;
  const name = document.createElement('strong');
  name.textContent = area.name;
  note.replaceChildren(name, valueOf(element, area));
  const right = point.x > element.clientWidth / 2;
  note.classList.toggle('bm-map__hover--left', right);
  note.style.left = `${point.x + (right ? -14 : 14)}px`;
  note.style.top = `${point.y + 14}px`;
}

function valueOf(element: HTMLElement, area: AreaProperties): string {
  if (area.kind === 'hidden') return element.dataset.textHidden ?? '';
  if (area.rate === null) return element.dataset.textNoResidents ?? '';
  const digits = area.rate < 1 && area.rate > 0 ? 2 : 1;
  const number = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${number.format(area.rate)} ${element.dataset.textUnit ?? ''}`;
}
