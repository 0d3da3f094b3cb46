import { BarChart, LineChart } from 'echarts/charts';
import { LabelLayout } from 'echarts/features';
import { AriaComponent, DataZoomComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { h } from '../dom';
import { sig } from '../format';
import { scheme } from '../theme';

use([BarChart, LineChart, AriaComponent, DataZoomComponent, GridComponent, MarkLineComponent, TooltipComponent, LabelLayout, SVGRenderer]);

const live = new Map<HTMLElement, EChartsType>();
/** Charts that wait for a place in the page. */
const starts = new WeakMap<HTMLElement, () => void>();
const sizes = new ResizeObserver((entries) => {
  for (const e of entries) {
    const element = e.target as HTMLElement;
    if (e.contentRect.width === 0) continue;
    const start = starts.get(element);
    starts.delete(element);
    if (start) start();
    else live.get(element)?.resize();
  }
});

export interface ChartHandle {
  element: HTMLElement;
  chart: () => EChartsType | undefined;
}

/** Font and colours shared by all charts; animation only where the reader's system allows motion. */
function base(): EChartsCoreOption {
  const s = scheme();
  return {
    animation: false,
    aria: { enabled: true, decal: { show: false } },
    backgroundColor: 'transparent',
    textStyle: { fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif', color: s.ink, fontSize: 12 },
  };
}

/** An axis in the desk's style. */
export function axis(kind: 'value' | 'category', more: object = {}): object {
  const s = scheme();
  return {
    type: kind,
    axisLine: { show: kind === 'category', lineStyle: { color: s.soft } },
    axisTick: { show: false },
    axisLabel: { color: s.soft, fontSize: 12, hideOverlap: true, ...(kind === 'value' ? { formatter: (v: number) => sig(v, 6) } : {}) },
    splitLine: { show: kind === 'value', lineStyle: { color: s.faint } },
    nameTextStyle: { color: s.soft, fontWeight: 600, align: 'left', padding: [0, 0, 0, -34] },
    nameGap: 10,
    ...more,
  };
}

export function tooltip(more: object = {}): object {
  const s = scheme();
  return {
    trigger: 'axis', backgroundColor: s.card, borderColor: s.line, textStyle: { color: s.ink, fontSize: 13 }, confine: true,
    axisPointer: { type: 'line', lineStyle: { color: s.accent } }, extraCssText: 'max-width:420px;box-shadow:0 4px 18px rgba(0,0,0,.18)', ...more,
  };
}

/** A chart that draws itself when it is in the page; its title tells what it shows to those who do not see it. */
export function echart(title: string, height: number, option: () => EChartsCoreOption, ready?: (chart: EChartsType) => void): ChartHandle {
  const element = h('div', { class: 'echart', role: 'img', 'aria-label': title, style: { height: height + 'px' } });
  let chart: EChartsType | undefined;
  const draw = (): void => {
    chart = init(element, null, { renderer: 'svg' });
    live.set(element, chart);
    chart.setOption({ ...base(), ...option() });
    // ECharts writes a label of its own; ours says what the chart means.
    element.setAttribute('aria-label', title);
    ready?.(chart);
  };
  starts.set(element, draw);
  sizes.observe(element);
  return { element, chart: () => chart };
}

/** Gives back the charts of elements that left the page. */
export function sweepCharts(): void {
  for (const [element, chart] of live) {
    if (element.isConnected) continue;
    sizes.unobserve(element);
    chart.dispose();
    live.delete(element);
  }
}

/** Link the crosshair and zoom of charts that share hours. */
export function linked(charts: ChartHandle[]): void {
  for (const from of charts) {
    from.chart()?.on('updateAxisPointer', (event) => {
      const info = (event as { axesInfo?: Array<{ value: number }> }).axesInfo?.[0];
      if (!info) return;
      for (const to of charts) if (to !== from) to.chart()?.dispatchAction({ type: 'updateAxisPointer', xAxisIndex: 0, value: info.value });
    });
  }
}
