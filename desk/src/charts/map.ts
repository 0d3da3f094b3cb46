import { geoConicEqualArea, geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Geo, GeoZone } from '../data/types';
import { hint, s, shortened, textWidth } from '../dom';
import { power, sig, THIN } from '../format';
import { pressable, tipOn } from '../ui/tip';

export interface MapDisc {
  id: string;
  name: string;
  longitude: number;
  latitude: number;
  mw: number;
  /** What is asked or could be, MW; drawn as a ring. */
  ringMw: number;
  pale: boolean;
  lines: string[];
}

export interface MapFlow { from: string; to: string; twh: number }

export interface MapParts {
  geo: Geo;
  title: string;
  price: ReadonlyMap<string, number>;
  /** Ends of the price classes, so that two maps can share them. */
  steps: number[];
  discs: MapDisc[];
  flows: MapFlow[];
  /** MW of the largest disc, so that years and maps share one scale. */
  largestMw: number;
  largestTwh: number;
  zoneLines: (zone: GeoZone) => string[];
  chosen: string;
  choose: (selection: string) => void;
  width: number;
  height: number;
  figure: (id: string) => string;
}

let backdrop: Promise<{ land: GeoJSON.FeatureCollection; states: GeoJSON.MultiLineString; borders: GeoJSON.MultiLineString }> | undefined;

/** Coasts and borders, from the atlases in the bundle. */
export function loadBackdrop(): NonNullable<typeof backdrop> {
  return (backdrop ??= Promise.all([import('world-atlas/countries-110m.json'), import('us-atlas/states-10m.json')]).then(([w, u]) => {
    const world = w.default as unknown as Topology<{ countries: GeometryCollection }>;
    const us = u.default as unknown as Topology<{ states: GeometryCollection }>;
    return {
      land: feature(world, world.objects.countries) as GeoJSON.FeatureCollection,
      borders: mesh(world, world.objects.countries, (a, b) => a !== b),
      states: mesh(us, us.objects.states, (a, b) => a !== b),
    };
  }));
}

/** Five classes of price whose ends are round. */
export function priceSteps(values: number[]): number[] {
  const all = values.filter((v) => Number.isFinite(v)).sort((a, b) => a - b);
  // Prices of scarcity, a hundred times the usual ones, are in the top class.
  const known = all.filter((v) => v <= 4 * Math.max(1, all[Math.floor((all.length - 1) / 2)] ?? 0));
  if (known.length === 0) return [];
  // The middle nine tenths: one dear zone must not paint all others alike.
  const low = known[Math.floor(known.length * 0.05)] ?? 0;
  const high = known[Math.ceil(known.length * 0.95) - 1] ?? 0;
  const span = Math.max(high - low, Math.abs(high) * 0.05, 1e-9);
  const unit = 10 ** Math.floor(Math.log10(span / 5));
  const step = [1, 2, 5, 10].map((m) => m * unit).find((u) => u * 5 >= span) ?? span / 5;
  const start = Math.floor(low / step) * step + step;
  return [0, 1, 2, 3].map((i) => Number((start + i * step).toPrecision(6)));
}

function classOf(v: number, steps: number[]): number {
  let i = 0;
  while (i < steps.length && v >= (steps[i] ?? Infinity)) i++;
  return i;
}

function outline(geo: Geo): GeoJSON.FeatureCollection {
  if (geo.outlines && geo.outlines.features.length > 0) return geo.outlines;
  return { type: 'FeatureCollection', features: geo.zones.filter((z) => z.longitude_deg !== null && z.latitude_deg !== null).map((z) => ({
    type: 'Feature', properties: { zone: z.zone }, geometry: { type: 'Point', coordinates: [z.longitude_deg ?? 0, z.latitude_deg ?? 0] } })) };
}

/** Outlines come with either winding; d3 wants small polygons clockwise. */
function rewound(collection: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  const area = (ring: GeoJSON.Position[]): number => ring.reduce((a, p, i) => {
    const q = ring[(i + 1) % ring.length] ?? p;
    return a + ((q[0] ?? 0) - (p[0] ?? 0)) * ((q[1] ?? 0) + (p[1] ?? 0));
  }, 0);
  const polygon = (rings: GeoJSON.Position[][]): GeoJSON.Position[][] => rings.map((r, i) => ((area(r) > 0) === (i === 0) ? r : [...r].reverse()));
  return { ...collection, features: collection.features.map((f) => {
    const g = f.geometry;
    if (g.type === 'Polygon') return { ...f, geometry: { ...g, coordinates: polygon(g.coordinates) } };
    if (g.type === 'MultiPolygon') return { ...f, geometry: { ...g, coordinates: g.coordinates.map(polygon) } };
    return f;
  }) };
}

/** A conic equal-area projection fitted to the zones. */
export function projectionOf(geo: Geo, width: number, height: number): GeoProjection {
  const frame = rewound(outline(geo));
  const lats = geo.zones.map((z) => z.latitude_deg ?? NaN).filter(Number.isFinite);
  const lons = geo.zones.map((z) => z.longitude_deg ?? NaN).filter(Number.isFinite);
  const low = lats.length ? Math.min(...lats) : 25;
  const high = lats.length ? Math.max(...lats) : 50;
  const middle = lons.length ? (Math.min(...lons) + Math.max(...lons)) / 2 : -96;
  const spread = Math.max(2, (high - low) / 6);
  const p = geoConicEqualArea().parallels([low + spread, high - spread + 0.01]).rotate([-middle, 0]).center([0, (low + high) / 2]);
  const points = frame.features.every((f) => f.geometry.type === 'Point');
  const pad = points ? Math.min(width, height) * 0.2 : 10;
  p.fitExtent([[pad, pad], [width - pad, height - pad]], frame);
  if (points && geo.zones.length <= 1) p.scale(1200).translate([width / 2, height / 2]);
  return p;
}

function arrow(a: [number, number], b: [number, number], half: number, gapA: number, gapB: number): string | null {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (length < gapA + gapB + 10) return null;
  const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const head = Math.max(4.5, half * 2.1);
  const long = Math.min(head * 1.6, (length - gapA - gapB) * 0.6);
  const at = (along: number, aside: number): string => `${(a[0] + ux * along - uy * aside).toFixed(1)},${(a[1] + uy * along + ux * aside).toFixed(1)}`;
  const end = length - gapB;
  return `M${at(gapA, half)}L${at(end - long, half)}L${at(end - long, head)}L${at(end, 0)}L${at(end - long, -head)}L${at(end - long, -half)}L${at(gapA, -half)}Z`;
}

/** The map: zones filled by price, discs for load, arrows as wide as net flow. */
export async function zoneMap(m: MapParts): Promise<SVGSVGElement> {
  const ground = await loadBackdrop();
  const { geo, width, height } = m;
  const projection = projectionOf(geo, width, height).clipExtent([[0, 0], [width, height]]);
  const path = geoPath(projection);
  const small = width < 480;
  const svg = s('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': m.title });
  svg.append(s('path', { class: 'ground', d: path(ground.land) ?? '' }));
  const collection = rewound(geo.outlines ?? { type: 'FeatureCollection', features: [] });
  const zones = new Map(geo.zones.map((z) => [z.zone, z]));
  const centre = new Map<string, [number, number]>();
  for (const z of geo.zones) {
    const p = z.longitude_deg === null || z.latitude_deg === null ? null : projection([z.longitude_deg, z.latitude_deg]);
    if (p) centre.set(z.zone, p);
  }
  const fill = (zone: string): string => {
    const v = m.price.get(zone);
    return v === undefined ? 'var(--faint)' : `var(--r${classOf(v, m.steps)})`;
  };
  const land = s('g', {});
  for (const f of collection.features) {
    const id = String((f.properties as { zone?: string } | null)?.zone ?? '');
    const z = zones.get(id);
    if (!z) continue;
    const shape = s('path', { class: `zone focus${m.chosen === 'zone:' + id ? ' chosen' : ''}`, d: path(f) ?? '', fill: fill(id), 'data-zone': id, 'data-key': 'zone-' + id });
    pressable(shape, m.zoneLines(z).join(', '), () => m.choose(m.chosen === 'zone:' + id ? '' : 'zone:' + id));
    tipOn(shape, () => m.zoneLines(z));
    land.append(shape);
  }
  svg.append(land);
  svg.append(s('path', { class: 'states', d: path(ground.states) ?? '' }));
  svg.append(s('path', { class: 'borders', d: path(ground.borders) ?? '' }));
  const drawn = new Set(collection.features.map((f) => String((f.properties as { zone?: string } | null)?.zone ?? '')));
  for (const z of geo.zones) {
    const p = centre.get(z.zone);
    if (!p || drawn.has(z.zone)) continue;
    const shape = s('circle', { class: `zone land focus${m.chosen === 'zone:' + z.zone ? ' chosen' : ''}`, cx: p[0], cy: p[1], r: small ? 26 : 44, fill: fill(z.zone), 'data-zone': z.zone, 'data-key': 'zone-' + z.zone });
    pressable(shape, m.zoneLines(z).join(', '), () => m.choose(m.chosen === 'zone:' + z.zone ? '' : 'zone:' + z.zone));
    tipOn(shape, () => m.zoneLines(z));
    svg.append(shape);
  }
  arrows(svg, m, centre, small);
  const inside = (d: MapDisc): boolean => {
    const p = projection([d.longitude, d.latitude]);
    return p !== null && p[0] >= 0 && p[0] <= width && p[1] >= 0 && p[1] <= height;
  };
  discs(svg, { ...m, discs: m.discs.filter(inside) }, projection, centre, small);
  const far = m.discs.filter((d) => !inside(d));
  if (far.length > 0) inset(svg, m, far, ground.land, small);
  return svg;
}

function arrows(svg: SVGSVGElement, m: MapParts, centre: Map<string, [number, number]>, small: boolean): void {
  const scale = (small ? 4.5 : 8) / Math.max(1e-9, m.largestTwh);
  const g = s('g', {});
  for (const f of [...m.flows].sort((a, b) => Math.abs(b.twh) - Math.abs(a.twh)).slice(0, small ? 14 : 60)) {
    const [from, to] = f.twh >= 0 ? [f.from, f.to] : [f.to, f.from];
    const a = centre.get(from);
    const b = centre.get(to);
    if (!a || !b || Math.abs(f.twh) < 0.01 * m.largestTwh) continue;
    const d = arrow(a, b, Math.max(0.9, Math.abs(f.twh) * scale), small ? 5 : 9, small ? 6 : 10);
    if (!d) continue;
    const words = `${from} to ${to}: ${sig(Math.abs(f.twh))}${THIN}TWh net`;
    const shape = s('path', { class: 'arrow', d, 'data-flow': `${from}>${to}` }, hint(words));
    tipOn(shape, () => [`${sig(Math.abs(f.twh))}${THIN}TWh net`, `${from} to ${to}`]);
    g.append(shape);
  }
  svg.append(g);
}

type Box = [number, number, number, number];

/** What lies outside the frame, on a small world in its corner; discs at half the scale of the map. */
function inset(svg: SVGSVGElement, m: MapParts, far: MapDisc[], land: GeoJSON.FeatureCollection, small: boolean): void {
  const [w, tall] = small ? [128, 78] : [216, 124];
  const [x0, y0] = [4, m.height - tall - 4];
  const projection = geoEqualEarth().fitExtent([[x0 + 3, y0 + 16], [x0 + w - 3, y0 + tall - 3]], { type: 'Sphere' });
  const g = s('g', { class: 'inset' }, s('rect', { x: x0, y: y0, width: w, height: tall, rx: 6, class: 'frame' }), s('path', { class: 'ground', d: geoPath(projection)(land) ?? '' }),
    s('text', { class: 'soft', x: x0 + 6, y: y0 + 12, 'font-size': 11 }, small ? 'Abroad, half scale' : 'Abroad, discs at half scale'));
  const unit = (small ? 17 : 30) / Math.sqrt(Math.max(1, m.largestMw)) / 2;
  for (const d of [...far].sort((a, b) => b.mw - a.mw)) {
    const p = projection([d.longitude, d.latitude]);
    if (!p) continue;
    const chosen = m.chosen === d.id;
    const ring = unit * Math.sqrt(Math.max(0, d.ringMw));
    const disc = s('circle', { class: `disc focus${d.pale ? ' pale' : ''}${chosen ? ' chosen' : ''}`, cx: p[0], cy: p[1], r: Math.max(3, unit * Math.sqrt(Math.max(0, d.mw))), 'data-mw': Math.round(d.mw), 'data-key': d.id });
    if (d.mw <= 0.5) disc.style.fill = 'var(--card)';
    pressable(disc, d.lines.join(', '), () => m.choose(chosen ? '' : d.id));
    tipOn(disc, () => d.lines);
    g.append(ring > 3 ? s('circle', { class: 'ring', cx: p[0], cy: p[1], r: ring }) : '', disc);
  }
  svg.append(g);
}

function discs(svg: SVGSVGElement, m: MapParts, projection: GeoProjection, centre: Map<string, [number, number]>, small: boolean): void {
  const unit = (small ? 17 : 30) / Math.sqrt(Math.max(1, m.largestMw));
  const placed = m.discs.map((d) => ({ d, p: projection([d.longitude, d.latitude]), r: unit * Math.sqrt(Math.max(0, d.mw)), ring: unit * Math.sqrt(Math.max(0, d.ringMw)) }))
    .filter((x): x is typeof x & { p: [number, number] } => x.p !== null).sort((a, b) => Math.max(b.r, b.ring) - Math.max(a.r, a.ring));
  const taken: Box[] = [];
  for (const { d, p, r, ring } of placed) {
    const g = s('g', { 'data-campus': d.id });
    if (ring > 1 && ring > r + 0.5) g.append(s('circle', { class: 'ring-halo', cx: p[0], cy: p[1], r: ring }), s('circle', { class: 'ring', cx: p[0], cy: p[1], r: ring }));
    const chosen = m.chosen === d.id;
    const disc = s('circle', { class: `disc focus${d.pale ? ' pale' : ''}${chosen ? ' chosen' : ''}`, cx: p[0], cy: p[1], r: r > 0 ? Math.max(r, 2) : 2.4, 'data-mw': Math.round(d.mw), 'data-key': d.id });
    if (r === 0) disc.style.fill = 'var(--card)';
    pressable(disc, d.lines.join(', '), () => m.choose(chosen ? '' : d.id));
    tipOn(disc, () => d.lines);
    g.append(disc);
    svg.append(g);
    if (r > 3) taken.push([p[0] - r, p[1] - r, p[0] + r, p[1] + r]);
  }
  let shown = 0;
  for (const { d, p, r } of placed.filter((x) => x.d.mw > 0.5).sort((a, b) => b.d.mw - a.d.mw)) {
    if (shown >= (small ? 5 : 18)) break;
    const name = shortened(d.name.replace(/ \(.*$/, ''), small ? 92 : 150);
    const figure = power(d.mw);
    const half = Math.max(textWidth(name), textWidth(figure)) / 2 + 3;
    const tries: Array<[number, number]> = [[p[0], p[1] + r + 13], [p[0] + r + half + 2, p[1] - 2], [p[0] - r - half - 2, p[1] - 2], [p[0], p[1] - r - 20], [p[0] + r * 0.7 + half, p[1] + r + 6], [p[0] - r * 0.7 - half, p[1] + r + 6]];
    const free = tries.find(([x, y]) => {
      const box: Box = [x - half, y - 11, x + half, y + 17];
      return box[0] >= 0 && box[2] <= m.width && box[1] >= 0 && box[3] <= m.height && taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    });
    if (!free) continue;
    const [x, y] = free;
    taken.push([x - half, y - 11, x + half, y + 17]);
    svg.append(s('text', { class: 'halo strong', x, y, 'text-anchor': 'middle', 'pointer-events': 'none' }, name), s('text', { class: 'halo', x, y: y + 14, 'text-anchor': 'middle', 'pointer-events': 'none' }, figure));
    shown++;
  }
  zoneNames(svg, m, centre, taken, small);
}

/** Names of zones where there is room left, quietly. */
function zoneNames(svg: SVGSVGElement, m: MapParts, centre: Map<string, [number, number]>, taken: Box[], small: boolean): void {
  if (small) return;
  for (const z of m.geo.zones) {
    const p = centre.get(z.zone);
    if (!p) continue;
    const name = z.name ? z.name.replace(/ \(.*$/, '') : z.zone;
    const figure = m.figure(z.zone);
    const half = Math.max(textWidth(name, 11), textWidth(figure, 11)) / 2 + 2;
    const box: Box = [p[0] - half, p[1] - 10, p[0] + half, p[1] + 14];
    if (taken.some((t) => !(box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]))) continue;
    taken.push(box);
    svg.append(s('text', { class: 'halo soft', x: p[0], y: p[1], 'text-anchor': 'middle', 'font-size': 11, 'pointer-events': 'none' }, name),
      s('text', { class: 'halo soft', x: p[0], y: p[1] + 13, 'text-anchor': 'middle', 'font-size': 11, 'pointer-events': 'none' }, figure));
  }
}

/** The key to the map: price classes, sizes of discs (where there are any), widths of arrows. */
export function mapLegend(steps: number[], largestMw: number, largestTwh: number, width: number, discs: boolean): SVGSVGElement {
  const small = width < 480;
  const w = small ? width : 680;
  const svg = s('svg', { class: 'chart', viewBox: `0 0 ${w} ${small ? 150 : 84}`, role: 'img', 'aria-label': 'Key to the map', style: { 'max-width': w + 'px' } });
  const cell = 34;
  svg.append(s('text', { x: 0, y: 12, class: 'soft' }, 'Price, $/MWh (long-run dual)'));
  for (let i = 0; i <= steps.length && steps.length > 0; i++) svg.append(s('rect', { x: i * cell, y: 20, width: cell - 1, height: 14, class: 'class', fill: `var(--r${i})`, stroke: 'var(--line)' }));
  steps.forEach((v, i) => svg.append(s('text', { x: (i + 1) * cell, y: 49, 'text-anchor': 'middle', class: 'soft' }, sig(v))));
  const x0 = small ? 0 : 215;
  const y0 = small ? 64 : 0;
  const unit = (small ? 17 : 30) / Math.sqrt(Math.max(1, largestMw));
  const nice = ((): number => {
    const e = 10 ** Math.floor(Math.log10(Math.max(1, largestMw)));
    return [5, 2, 1].map((k) => k * e).find((v) => v <= largestMw) ?? e;
  })();
  if (discs) svg.append(s('text', { x: x0, y: y0 + 12, class: 'soft' }, 'Disc: AI load; ring: could be'));
  let x = x0 + 2;
  for (const mw of discs ? [nice, nice / 4] : []) {
    const r = unit * Math.sqrt(mw);
    svg.append(s('circle', { cx: x + r, cy: y0 + 50, r, class: 'disc' }), s('text', { x: x + 2 * r + 5, y: y0 + 54 }, power(mw)));
    x += 2 * r + 16 + textWidth(power(mw));
  }
  if (discs) svg.append(s('circle', { cx: x + 6, cy: y0 + 50, r: 6, class: 'disc pale' }), s('text', { x: x + 16, y: y0 + 54 }, small ? 'generic' : 'generic site'));
  const x1 = small ? 0 : x + 110;
  const y1 = small ? 76 : y0;
  if (!(largestTwh > 0)) {
    svg.append(s('text', { x: x1, y: y1 + (small ? 66 : 12), class: 'soft' }, 'No net flow between zones'));
    return svg;
  }
  const scale = (small ? 4.5 : 8) / Math.max(1e-9, largestTwh);
  const half = Math.max(0.9, (largestTwh / 2) * scale);
  svg.append(s('text', { x: x1, y: y1 + (small ? 66 : 12), class: 'soft' }, 'Arrow: net flow'), s('path', { class: 'arrow', d: arrow([x1 + (small ? 100 : 0), y1 + (small ? 62 : 50)], [x1 + (small ? 146 : 46), y1 + (small ? 62 : 50)], half, 0, 0) ?? '' }),
    s('text', { x: x1 + (small ? 152 : 52), y: y1 + (small ? 66 : 54) }, `${sig(largestTwh / 2, 2)}${THIN}TWh`));
  return svg;
}

