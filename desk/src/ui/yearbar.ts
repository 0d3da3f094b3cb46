import { h } from '../dom';

/** The slider over the years of the plan: one year for all cards. Stays in the page while screens change, so that dragging is smooth. */
export class YearBar {
  readonly element = h('div', { class: 'yearbar', hidden: true });
  private readonly out = h('output', { for: 'year-slider' });
  private readonly slider = h('input', { type: 'range', id: 'year-slider', min: 0, step: 1, 'aria-label': 'Year of the plan' });
  private readonly ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
  private readonly play = h('button', { type: 'button', 'aria-pressed': 'false', title: 'Steps through the years' }, '▶ Play');
  private years: number[] = [];
  private timer = 0;

  constructor(private readonly choose: (year: number) => void) {
    this.slider.addEventListener('input', () => this.pick(Number(this.slider.value)));
    this.play.addEventListener('click', () => this.toggle());
    this.element.append(this.play, h('div', { class: 'track' }, this.slider, this.ticks), this.out);
  }

  private pick(index: number): void {
    const year = this.years[index];
    if (year === undefined) return;
    this.mark(year);
    this.choose(year);
  }

  private mark(year: number): void {
    this.out.textContent = String(year);
    this.slider.setAttribute('aria-valuetext', String(year));
    const crowded = this.years.length > 12;
    this.ticks.replaceChildren(...this.years.map((y, i) => h(y === year ? 'b' : 'span', {}, crowded && i % 2 === 1 && y !== year ? '·' : window.innerWidth < 700 && this.years.length > 5 ? `’${String(y).slice(2)}` : String(y))));
  }

  private toggle(): void {
    if (this.timer) return this.stop();
    this.play.textContent = '❚❚ Pause';
    this.play.setAttribute('aria-pressed', 'true');
    this.timer = window.setInterval(() => {
      const next = (Number(this.slider.value) + 1) % this.years.length;
      this.slider.value = String(next);
      this.pick(next);
    }, 1400);
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.play.textContent = '▶ Play';
    this.play.setAttribute('aria-pressed', 'false');
  }

  /** Steps by keys: [ and ]. */
  step(by: number): void {
    const next = Math.max(0, Math.min(this.years.length - 1, Number(this.slider.value) + by));
    this.slider.value = String(next);
    this.pick(next);
  }

  show(years: number[], year: number, visible: boolean): void {
    this.element.hidden = !visible || years.length < 2;
    if (this.element.hidden) this.stop();
    this.play.hidden = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.years = years;
    this.slider.max = String(Math.max(0, years.length - 1));
    this.slider.value = String(Math.max(0, years.indexOf(year)));
    this.mark(year);
  }
}
