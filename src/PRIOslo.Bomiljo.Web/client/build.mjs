// Bundles the client into wwwroot/assets: script, style, fonts, the map's worker and one sprite of Punkt's icons.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const punktAssets = join(modules, '@oslokommune/punkt-assets/dist');
const output = join(here, '../wwwroot/assets');

// Icons that the pages use, by their names in Punkt.
const icons = [
  'check-circle', 'chevron-thin-right', 'clock', 'cross-circle', 'data', 'district', 'exclamation-mark-circle', 'information',
  'language', 'layers', 'location-pin', 'lock-locked', 'magnifying-glass-big', 'map', 'minus-circle', 'new-window-small',
  'question', 'sort', 'table',
];

// Punkt's style names its fonts beside itself and its icons on a server: both are taken from its own assets package.
const punktUrls = {
  name: 'punkt-urls',
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\.\/fonts\// }, args => ({ path: join(punktAssets, 'fonts', args.path.split('/').pop()) }));
    bundler.onResolve({ filter: /^https:\/\/punkt-cdn\.oslo\.kommune\.no\/.*\/icons\// },
      args => ({ path: join(punktAssets, 'icons', args.path.split('/').pop()) }));
  },
};

async function sprite() {
  const symbols = await Promise.all(icons.map(async name => {
    const svg = await readFile(join(punktAssets, 'icons', `${name}.svg`), 'utf8');
    const viewBox = /viewBox="([^"]+)"/.exec(svg)[1];
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>[\s\S]*$/, '').replaceAll(/var\(--fg-color, #2A2859\)/gi, 'currentColor');
    return `<symbol id="${name}" viewBox="${viewBox}">${inner}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
await copyFile(join(modules, 'maplibre-gl/dist/maplibre-gl-worker.mjs'), join(output, 'maplibre-gl-worker.mjs'));
await copyFile(join(here, 'src/favicon.svg'), join(output, 'favicon.svg'));
await writeFile(join(output, 'icons.svg'), await sprite());
const css = await build({
  entryPoints: [join(here, 'src/style.css')],
  outdir: output,
  bundle: true,
  minify: true,
  loader: { '.woff': 'file', '.woff2': 'file', '.svg': 'file' },
  assetNames: '[name]-[hash]',
  plugins: [punktUrls],
  target: 'es2022',
  logLevel: 'warning',
});
// Written last: the build looks at this file to see whether the others are up to date.
const script = await build({
  entryPoints: [join(here, 'src/main.ts')],
  outdir: output,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'eof',
  logLevel: 'warning',
});
if (css.errors.length + script.errors.length > 0) process.exit(1);
