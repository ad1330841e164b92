// The map's colours live in the style sheet, as the legend's do.

export interface Palette {
  /** Five colours, lightest first. */
  classes: string[];
  /** Bands of the surfaces, lowest first. */
  bands: string[];
  none: string;
  /** Ground of areas that show no figure. */
  plain: string;
  ink: string;
  line: string;
  chosen: string;
  hatch: ImageData;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--bm-${name}`).trim();
  return {
    classes: [0, 1, 2, 3, 4].map(index => colour(`class-${index}`)),
    bands: [1, 2, 3].map(band => colour(`band-${band}`)),
    none: colour('none'),
    plain: colour('plain'),
    ink: colour('ink'),
    line: colour('map-line'),
    chosen: colour('chosen'),
    hatch: hatch(colour('hidden-ground'), colour('hidden-stripe')),
  };
}

/** Diagonal stripes that repeat without a seam. */
function hatch(ground: string, stripe: string): ImageData {
  const size = 16;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = stripe;
  pen.lineWidth = 3;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift - 2, size + 2);
    pen.lineTo(shift + size + 2, -2);
    pen.stroke();
  }
  return pen.getImageData(0, 0, size, size);
}
