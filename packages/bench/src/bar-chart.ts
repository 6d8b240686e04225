import { median } from './interleave.ts';

/** One bar: its parts, one after the other, and what stands behind it. */
export interface Bar {
  readonly label: string;
  readonly values: readonly number[];
  readonly text: string;
}

// A phone shows it nearly as large as it is.
const width = 400;
const edge = 16;
const step = 40;
const lineHeight = 18;

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A text in lines that fit. */
function wrap(text: string): string[] {
  return text.match(/.{1,52}(?: |$)/g)?.map((line) => line.trim()) ?? [];
}

/** A bar for what was paid twice and what was lost, run by run. */
export function lossBar(label: string, paidTwice: readonly number[], lost: readonly number[]): Bar {
  const values = [median(paidTwice), median(lost)];
  return { label, values, text: `${values[0]} twice, ${values[1]} lost` };
}

/** A chart of bars as SVG, the first bar ours. It has its own background, to read on light and dark pages. */
export function barChart(title: string, subtitle: string, bars: readonly Bar[]): string {
  const lines = wrap(subtitle);
  const top = 56 + lines.length * lineHeight;
  const height = top + bars.length * step + 8;
  const scale = (width - 2 * edge - 128) / Math.max(...bars.map(({ values }) => sum(values)));
  const rows = bars.map(({ label, values, text }, index) => {
    const y = top + index * step;
    let x = edge;
    const parts = values.map((value, part) => {
      const length = value * scale;
      const rect = `<rect class="part${part}${index === 0 ? ' ours' : ''}" x="${x.toFixed(1)}" y="${y + 6}" width="${length.toFixed(1)}" height="18"/>`;
      x += length;
      return rect;
    });
    return `  <text x="${edge}" y="${y}">${escapeText(label)}</text>
  ${parts.join('')}
  <text x="${(x > edge ? x + 8 : x).toFixed(1)}" y="${y + 20}">${escapeText(text)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeText(title)}">
  <style>
    text { font: 13px system-ui, sans-serif; fill: #1f2328 }
    .title { font-size: 15px; font-weight: 600 }
    .back { fill: #fff; stroke: #d1d9e0 }
    .part0 { fill: #8c959f }
    .part1 { fill: #d1d9e0 }
    .ours { fill: #0969da }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc }
      .back { fill: #0d1117; stroke: #3d444d }
      .part0 { fill: #9198a1 }
      .part1 { fill: #3d444d }
      .ours { fill: #4493f8 }
    }
  </style>
  <rect class="back" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
  <text class="title" x="${edge}" y="26">${escapeText(title)}</text>
${lines.map((line, index) => `  <text x="${edge}" y="${46 + index * lineHeight}">${escapeText(line)}</text>\n`).join('')}${rows.join('\n')}
</svg>
`;
}
