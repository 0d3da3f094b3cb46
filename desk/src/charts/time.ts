import { axis, echart, tooltip, type ChartHandle } from './echart';
import { escapeText } from './text';
import { LOADS, decalOf, familyOf, hue, needsEdge, STACK, type Family } from '../palette';
import { hourName, price, sig, THIN } from '../format';
import { scheme } from '../theme';
import type { Dispatch } from '../data/types';

export interface Series { family: Family; values: number[] }

interface TipItem { seriesName: string; value: number | [number, number]; color?: string; dataIndex: number; axisValue: string | number }

function colour(text: string): string {
  return `<span style="display:inline-block;width:10px;height:10px;margin-right:6px;background:${text}"></span>`;
}

function rows(lines: Array<[string, string, string]>): string {
  return `<table>${lines.map(([c, name, v]) => `<tr><td style="padding:1px 4px;border:0">${c ? colour(c) : ''}${escapeText(name)}</td><td style="padding:1px 4px;border:0;text-align:right">${escapeText(v)}</td></tr>`).join('')}</table>`;
}

/** Sums rows of a technology to families, in stack order. */
export function toFamilies(entries: Iterable<readonly [string, number[]]>): Series[] {
  const sums = new Map<Family, number[]>();
  for (const [technology, values] of entries) {
    const f = familyOf(technology);
    const into = sums.get(f);
    if (!into) sums.set(f, [...values]);
    else values.forEach((v, i) => { into[i] = (into[i] ?? 0) + v; });
  }
  return STACK.filter((f) => sums.has(f)).map((f) => ({ family: f, values: sums.get(f) ?? [] }));
}

/** Columns by year, stacked in the palette's order; what is below 0 hangs below. */
export function yearColumns(title: string, years: number[], up: Series[], down: Series[], unit: string, height = 330, target: Array<number | null> = []): ChartHandle {
  return echart(title, height, () => {
    const c = scheme();
    const last = target.findLastIndex((v) => v !== null);
    const aims = target.some((v) => v !== null) ? [{
      type: 'line', name: 'target', color: c.ink, symbol: 'rect', symbolSize: [34, 3], lineStyle: { width: 0 }, z: 9,
      data: target.map((v, i) => (i === last ? { value: v, label: { show: true, formatter: 'target', position: 'top', color: c.ink, fontSize: 12 } } : v)),
    }] : [];
    const of = (series: Series, below: boolean): object => ({
      type: 'bar', stack: 'all', name: series.family.label, barMaxWidth: 70, data: series.values.map((v) => (below ? -Math.abs(v) : v)),
      itemStyle: { color: hue(series.family, c), borderColor: needsEdge(series.family, c) ? c.edge : c.card, borderWidth: 0.8, decal: decalOf(series.family, c) ?? { symbol: 'none' }, opacity: below ? 0.75 : 1 },
    });
    return {
      grid: { left: 50, right: 14, top: 30, bottom: 26 },
      tooltip: tooltip({ axisPointer: { type: 'shadow' }, formatter: (items: TipItem[]) => {
        const known = items.filter((i) => i.seriesName !== 'target' && Math.abs(Number(i.value)) > 5e-4).reverse();
        const sum = known.filter((i) => Number(i.value) > 0).reduce((a, i) => a + Number(i.value), 0);
        return `<b>${escapeText(String(items[0]?.axisValue ?? ''))}: ${sig(sum)}${THIN}${unit}</b>` + rows(known.map((i) => [i.color ?? '', Number(i.value) < 0 ? `${i.seriesName}, retired` : i.seriesName, `${sig(Number(i.value))}${THIN}${unit}`]));
      } }),
      xAxis: axis('category', { data: years.map(String), axisLine: { onZero: true, lineStyle: { color: c.soft } } }),
      yAxis: axis('value', { name: unit }),
      series: [...up.map((x) => of(x, false)), ...down.map((x) => of(x, true)), ...aims],
    };
  });
}

/** Shifts, px, that part the names at the ends of lines; values above others stay above them. */
export function parted(values: number[], pixelsPerUnit: number, apart = 15): number[] {
  const order = values.map((v, i) => ({ i, y: -v * pixelsPerUnit })).sort((a, b) => a.y - b.y);
  const out = values.map(() => 0);
  let last = -Infinity;
  for (const o of order) {
    const y = Math.max(o.y, last + apart);
    out[o.i] = y - o.y;
    last = y;
  }
  return out;
}

export interface YearLine { name: string; values: Array<number | null>; style: 'strong' | 'dash' | 'thin' | 'low' | 'high' }

/** Lines over years; stages step, names stand at the line's end. */
export function yearLines(title: string, years: number[], lines: YearLine[], unit: string, height = 300): ChartHandle {
  return echart(title, height, () => {
    const c = scheme();
    const ends = lines.map((l) => [...l.values].reverse().find((v) => v !== null) ?? 0);
    const shifts = parted(ends, (height - 56) / Math.max(1e-9, ...lines.flatMap((l) => l.values.map((v) => v ?? 0))) / 1.15);
    const look = { strong: { color: c.accent, width: 3, type: 'solid' }, dash: { color: c.ink, width: 2, type: 'dashed' }, thin: { color: c.bar, width: 1.5, type: 'solid' }, low: { color: c.less, width: 2, type: [8, 3, 2, 3] }, high: { color: c.more, width: 2, type: 'dotted' } } as const;
    return {
      grid: { left: 50, right: 118, top: 30, bottom: 26 },
      tooltip: tooltip({ formatter: (items: TipItem[]) => `<b>${escapeText(String(items[0]?.axisValue ?? ''))}</b>` + rows(items.map((i) => [i.color ?? '', i.seriesName, i.value === null || i.value === undefined ? 'n/a' : `${sig(Number(i.value))}${THIN}${unit}`])) }),
      xAxis: axis('category', { data: years.map(String), boundaryGap: true }),
      yAxis: axis('value', { name: unit, min: 0 }),
      series: lines.map((l, i) => ({
        type: 'line', name: l.name, data: l.values, step: 'end', symbol: years.length === 1 || l.style === 'strong' ? 'circle' : 'none', symbolSize: 7, color: look[l.style].color, lineStyle: look[l.style], z: l.style === 'strong' ? 5 : 3,
        endLabel: { show: true, formatter: l.name, color: c.ink, fontSize: 12, distance: 6, offset: [0, shifts[i] ?? 0] }, connectNulls: true,
      })),
    };
  });
}

/** The stack of a span of hours: supply above 0, charging and exports below, load as a line. */
export function dispatchChart(title: string, d: Dispatch, zoomed: (from: number, to: number) => void, height = 400): ChartHandle {
  const gw = (v: number | null | undefined): number => (v ?? 0) / 1e3;
  const traded = d.trade_mw ?? [];
  const supply: Array<[string, number[]]> = d.generation.filter((g) => g.technology !== 'trade').map((g) => [g.technology, g.power_mw.map(gw)]);
  if (traded.some((v) => (v ?? 0) > 0.5)) supply.push(['import', traded.map((v) => Math.max(0, gw(v)))]);
  supply.push(['unserved', d.unserved_mw.map(gw)]);
  const up = toFamilies(supply).filter((x) => x.values.some((v) => v > 5e-4));
  const below: Array<[string, number[]]> = d.storage.map((x) => [x.technology, x.charge_mw.map((v) => Math.min(0, gw(v)))]);
  const out = d.hour.map((_, i) => Math.min(0, gw(d.export_mw?.[i])) + Math.min(0, gw(traded[i])));
  if (out.some((v) => v < -5e-4)) below.push(['export', out]);
  const down = toFamilies(below).filter((x) => x.values.some((v) => v < -5e-4));
  const load = d.hour.map((_, i) => gw(d.load_mw[i]));
  const all = d.hour.map((_, i) => gw(d.load_mw[i]) + gw(d.ai_mw[i]));
  return echart(title, height, () => {
    const c = scheme();
    const area = (x: Series, stack: string): object => ({
      type: 'line', name: x.family.label, stack, symbol: 'none', step: 'end', data: x.values, color: hue(x.family, c), lineStyle: { width: needsEdge(x.family, c) ? 1 : 0.6, color: needsEdge(x.family, c) ? c.edge : c.card },
      areaStyle: { color: hue(x.family, c), opacity: 1, ...(decalOf(x.family, c) ? { decal: decalOf(x.family, c) } : {}) }, emphasis: { disabled: true },
    });
    const line = (name: string, values: number[], dashed: boolean, color: string): object[] => [
      { type: 'line', name: '', data: values, symbol: 'none', step: 'end', lineStyle: { width: 4, color: c.card }, z: 8, silent: true, tooltip: { show: false } },
      { type: 'line', name, data: values, symbol: 'none', step: 'end', color, lineStyle: { width: 2, color, type: dashed ? [5, 3] : 'solid' }, z: 9 },
    ];
    const hasAi = d.ai_mw.some((v) => (v ?? 0) > 0.5);
    return {
      grid: { left: 50, right: 14, top: 30, bottom: 62 },
      tooltip: tooltip({ formatter: (items: TipItem[]) => {
        const i = items[0]?.dataIndex ?? 0;
        const parts = items.filter((x) => x.seriesName && Math.abs(Number(x.value)) > 5e-4 && !/load$/.test(x.seriesName)).reverse();
        return `<b>${hourName(d.hour[i] ?? 0)}, ${d.year}: load ${sig(all[i])}${THIN}GW</b>${hasAi ? `<div>of it new AI ${sig((all[i] ?? 0) - (load[i] ?? 0))}${THIN}GW; price ${price(d.price_usd_per_mwh[i])}</div>` : `<div>price ${price(d.price_usd_per_mwh[i])}</div>`}` +
          rows(parts.map((x) => [x.color ?? '', Number(x.value) < 0 ? `${x.seriesName}, out` : x.seriesName, `${sig(Number(x.value))}${THIN}GW`]));
      } }),
      xAxis: axis('category', { data: d.hour.map(hourName), boundaryGap: false, axisLine: { onZero: false, lineStyle: { color: c.soft } }, axisLabel: { color: c.soft, formatter: (v: string) => v.replace(/ 00:00$/, ''), hideOverlap: true } }),
      yAxis: axis('value', { name: 'GW' }),
      dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false }, { type: 'slider', height: 22, bottom: 6, borderColor: c.line, fillerColor: c.dark ? 'rgba(122,184,255,.22)' : 'rgba(0,95,204,.14)', handleStyle: { color: c.accent }, textStyle: { color: c.soft }, showDataShadow: false, showDetail: false }],
      series: [...up.map((x) => area(x, 'up')), ...down.map((x) => area(x, 'down')), ...line('other load', load, false, c.ink), ...(hasAi ? line('all load', all, true, c.dark ? LOADS.inference.dark : LOADS.training.light) : [])],
    };
  }, (chart) => chart.on('datazoom', () => {
    const z = (chart.getOption() as { dataZoom: Array<{ startValue: number; endValue: number }> }).dataZoom[0];
    if (z) zoomed(z.startValue, z.endValue);
  }));
}

/** A strip of prices under the stack; what is above the clip is written. */
export function priceStrip(title: string, d: Dispatch, height = 150): ChartHandle {
  const values = d.price_usd_per_mwh.map((v) => v ?? 0);
  const sorted = [...values].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length * 0.98)] ?? 0;
  const top = Math.max(...values, 0);
  const clip = top > 4 * Math.max(usual, 25) ? Math.ceil((Math.max(usual, 25) * 1.5) / 50) * 50 : undefined;
  return echart(title, height, () => {
    const c = scheme();
    return {
      grid: { left: 50, right: 14, top: 28, bottom: 24 },
      tooltip: tooltip({ formatter: (items: TipItem[]) => `<b>${price(values[items[0]?.dataIndex ?? 0])}</b><div>${hourName(d.hour[items[0]?.dataIndex ?? 0] ?? 0)}</div>` }),
      xAxis: axis('category', { data: d.hour.map(hourName), boundaryGap: false, axisLabel: { show: false } }),
      yAxis: axis('value', { name: '$/MWh', ...(clip ? { max: clip } : {}) }),
      dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false }],
      series: [{ type: 'line', step: 'end', symbol: 'none', data: values, color: c.accent, lineStyle: { width: 1.8 }, areaStyle: { color: c.accent, opacity: 0.14 },
        markLine: clip ? { silent: true, symbol: 'none', lineStyle: { color: c.bad, type: 'dashed' }, label: { formatter: `clipped; highest ${price(top)}`, position: 'insideEndTop', color: c.bad }, data: [{ yAxis: clip }] } : undefined }],
    };
  });
}

/** Bound and best plan over seconds; they meet at the gap. */
export function boundLines(title: string, points: Array<{ seconds: number; lower: number | null; upper: number | null }>, unit: string, scale: number, height = 260): ChartHandle {
  return echart(title, height, () => {
    const c = scheme();
    const known = points.flatMap((p) => [p.lower, p.upper]).filter((v): v is number => v !== null);
    const last = (key: 'lower' | 'upper'): number => [...points].reverse().find((p) => p[key] !== null)?.[key] ?? 0;
    const shifts = parted([last('upper'), last('lower')], (height - 70) / Math.max(1e-9, Math.max(...known) - Math.min(...known)));
    const of = (name: string, key: 'lower' | 'upper', color: string, dash: boolean): object => ({
      type: 'line', name, step: 'end', symbol: 'circle', symbolSize: 4, color, lineStyle: { width: 2, type: dash ? 'dashed' : 'solid' }, data: points.filter((p) => p[key] !== null).map((p) => [p.seconds, (p[key] ?? 0) / scale]),
      endLabel: { show: true, formatter: name, color: c.ink, offset: [0, shifts[key === 'upper' ? 0 : 1] ?? 0] },
    });
    return {
      grid: { left: 62, right: 96, top: 30, bottom: 40 },
      tooltip: tooltip({ formatter: (items: TipItem[]) => `<b>${sig(Number((items[0]?.value as [number, number])[0]))}${THIN}s</b>` + rows(items.map((i) => [i.color ?? '', i.seriesName, `${sig((i.value as [number, number])[1], 5)}${THIN}${unit}`])) }),
      xAxis: axis('value', { name: 'seconds', nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: c.soft } }),
      yAxis: axis('value', { name: unit, scale: true }),
      series: [of('best plan', 'upper', c.more, false), of('proven bound', 'lower', c.less, true)],
    };
  });
}
