// Moves between states of a page without loading all of it: the server renders the next page, and the parts marked data-swap
// are exchanged. Without script the same links and forms load the page as usual.

const BUSY = 'bm-busy';
// A part that begins above this share of the window's height is in sight and needs no scrolling.
const LOWEST_TOP = 0.6;
// What the server decides about the map; the rest of its data belongs to the page that is open.
const MAP_DATA = ['areas', 'bands', 'selected', 'site', 'textUnit'];
let running: AbortController | undefined;
let shown = withoutPlace(location.href);
let afterSwap: (wholePage: boolean) => void = () => {};

/** Takes over links and forms marked data-partial. `onSwap` runs after each exchange. */
export function startVisits(onSwap: (wholePage: boolean) => void): void {
  afterSwap = onSwap;
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-partial]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void visit(link.href, { focus: link.dataset.focus });
  });
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-partial]')) return;
    event.preventDefault();
    void visit(addressOf(form), { focus: form.dataset.focus });
  });
  document.addEventListener('change', event => {
    const field = event.target;
    const decides = field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && field.type === 'range');
    if (decides && field.form?.matches('[data-partial]')) void visit(addressOf(field.form), {});
  });
  window.addEventListener('popstate', () => {
    // A link to a place on the same page asks for nothing new.
    if (withoutPlace(location.href) !== shown) void visit(location.href, { push: false });
  });
}

interface VisitOptions {
  /** Id of the part that takes the focus. */
  focus?: string | undefined;
  /** Ids of the only parts to exchange; the address then stays as it is. */
  only?: string[];
  push?: boolean;
}

/** Fetches a page of this server and exchanges the marked parts. Falls back to an ordinary load. */
export async function visit(address: string, options: VisitOptions): Promise<void> {
  running?.abort();
  const control = (running = new AbortController());
  document.documentElement.classList.add(BUSY);
  try {
    const response = await fetch(address, { signal: control.signal, headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (!swap(page, options.only)) {
      location.assign(address);
      return;
    }
    if (!options.only) {
      document.title = page.title;
      if (options.push !== false) history.pushState(null, '', address);
      shown = withoutPlace(address);
    }
    if (options.focus) focusOn(options.focus);
    afterSwap(!options.only);
  } catch (failure) {
    if (!control.signal.aborted) location.assign(address);
  } finally {
    if (running === control) document.documentElement.classList.remove(BUSY);
  }
}

/** @returns False if the new page lacks a part that this one has: they are different pages. */
function swap(page: Document, only?: string[]): boolean {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-swap]')].filter(part => !only || only.includes(part.id));
  const pairs = parts.map(part => [part, page.getElementById(part.id)] as const);
  if (pairs.some(([, next]) => !next)) return false;

  const focused = document.activeElement?.id;
  for (const [part, next] of pairs) part.replaceWith(document.adoptNode(next!));
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });

  const map = document.getElementById('map');
  const nextMap = page.getElementById('map');
  if (map && nextMap && !only) for (const key of MAP_DATA) map.dataset[key] = nextMap.dataset[key] ?? '';
  return true;
}

function focusOn(id: string): void {
  const part = document.getElementById(id);
  if (!part) return;
  part.focus({ preventScroll: true });
  const top = part.getBoundingClientRect().top;
  if (top >= 0 && top < innerHeight * LOWEST_TOP) return;
  part.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

function withoutPlace(address: string): string {
  return address.split('#')[0]!;
}

function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') address.searchParams.set(name, value);
  return address.href;
}
