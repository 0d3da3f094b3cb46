import { api, Refusal } from '../data/api';
import type { Job, JobRequest, Progress } from '../data/types';
import { append, h } from '../dom';
import { duration, percent, words } from '../format';
import { formatRoute } from '../route';
import { faultList } from './states';

/** Where a job's progress and end go, besides the strip at the foot of the page. */
interface Hooks {
  /** A plan that was asked for on this page is ready. */
  open: (run: string) => void;
  finished: () => void;
}

const KEY = 'loadstar.job';
const ENDED = new Set(['done', 'infeasible', 'stopped', 'refused', 'failed', 'cancelled', 'interrupted']);

let strip: JobStrip | undefined;

/** Queues a job and shows its progress; `before` is the run that it started from, `then` what to do with the new run. */
export async function startJob(request: JobRequest, before = '', then?: (job: Job) => void): Promise<Job> {
  const clean = Object.fromEntries(Object.entries(request).filter(([, v]) => v !== undefined)) as unknown as JobRequest;
  const job = await api.start(clean);
  strip?.watch(job, before, then);
  return job;
}

/** The strip at the foot: step, elapsed, bound, gap, time left; stop and cancel. It survives a reload. */
export class JobStrip {
  readonly element = h('div', { class: 'job', hidden: true, role: 'region', 'aria-label': 'Table: ' + 'Job' });
  private running = false;
  private job: Job | undefined;
  private before = '';
  private then: ((job: Job) => void) | undefined;
  private source: EventSource | undefined;
  private progress: Progress | null = null;
  private title = 'Loadstar';
  private received = 0;
  private clock = 0;
  private spoken = '';
  private readonly live = h('span', { class: 'sr', role: 'status', 'aria-live': 'polite' });

  constructor(private readonly hooks: Hooks) {
    strip = this;
  }

  /** The page's title, to which a running job adds its gap. */
  titled(title: string): void {
    this.title = title;
    this.name();
  }

  private name(): void {
    const p = this.progress;
    const mark = !this.running ? '' : p?.gap !== null && p?.gap !== undefined ? `${percent(p.gap)} gap · ` : '… ';
    document.title = mark + this.title;
  }

  /** Takes up the job of before a reload. */
  async resume(): Promise<void> {
    const kept = localStorage.getItem(KEY);
    if (!kept) return;
    const [id = '', before = ''] = kept.split(' ');
    try {
      const job = await api.job(id);
      if (ENDED.has(job.state)) localStorage.removeItem(KEY);
      else this.watch(job, before);
    } catch {
      localStorage.removeItem(KEY);
    }
  }

  watch(job: Job, before: string, then?: (job: Job) => void): void {
    this.close();
    this.job = job;
    this.before = before;
    this.then = then;
    this.progress = job.progress;
    this.running = true;
    localStorage.setItem(KEY, `${job.id} ${before}`);
    const source = api.events(job.id);
    this.source = source;
    source.addEventListener('state', (e) => this.update(JSON.parse((e as MessageEvent<string>).data) as Job));
    source.addEventListener('progress', (e) => {
      this.progress = JSON.parse((e as MessageEvent<string>).data) as Progress;
      this.received = Date.now();
      this.draw();
    });
    source.addEventListener('end', (e) => this.end(JSON.parse((e as MessageEvent<string>).data) as Job));
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED && this.running) void this.poll();
    });
    this.clock = window.setInterval(() => this.draw(), 1000);
    this.draw();
  }

  /** Where the stream does not come back, asks. */
  private async poll(): Promise<void> {
    const id = this.job?.id;
    while (this.running && id && this.job?.id === id) {
      try {
        const job = await api.job(id);
        this.progress = job.progress;
        if (ENDED.has(job.state)) return this.end(job);
        this.update(job);
      } catch (e) {
        if (e instanceof Refusal && e.status === 404) return this.dismiss();
      }
      await new Promise((wait) => setTimeout(wait, 2000));
    }
  }

  private update(job: Job): void {
    this.job = job;
    if (ENDED.has(job.state)) this.end(job);
    else this.draw();
  }

  private close(): void {
    this.source?.close();
    this.source = undefined;
    window.clearInterval(this.clock);
  }

  private end(job: Job): void {
    if (!this.running) return;
    this.close();
    this.job = job;
    this.running = false;
    localStorage.removeItem(KEY);
    this.hooks.finished();
    this.draw();
    this.name();
    if (this.then && (job.state === 'done' || job.state === 'stopped' && job.verb === 'grid')) {
      this.then(job);
      this.dismiss();
    } else if (job.state === 'done' && job.run && job.verb === 'plan' && /^#\/(levers|case)|^$|^#\/?$/.test(location.hash)) this.hooks.open(job.run);
  }

  private dismiss(): void {
    this.close();
    this.running = false;
    this.job = undefined;
    localStorage.removeItem(KEY);
    this.draw();
    this.name();
  }

  private say(line: string): void {
    if (line === this.spoken) return;
    this.spoken = line;
    this.live.textContent = line;
  }

  private elapsed(job: Job): number {
    const started = Date.parse(job.started ?? job.created);
    const until = job.ended ? Date.parse(job.ended) : Date.now();
    return Math.max(0, (until - started) / 1000);
  }

  private draw(): void {
    const job = this.job;
    this.element.hidden = !job;
    if (!job) return;
    this.name();
    this.element.dataset['state'] = job.state;
    const held = this.element.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['key'] : undefined;
    this.element.replaceChildren(this.live);
    append(this.element, ENDED.has(job.state) ? this.after(job) : this.during(job));
    if (held) this.element.querySelector<HTMLElement>(`[data-key="${held}"]`)?.focus();
  }

  private during(job: Job): Node[] {
    const p = this.progress;
    const queued = job.state === 'queued';
    const step = queued ? `waits in the queue${job.position ? `, place ${job.position}` : ''}` : p ? words(p.stage) : 'starts';
    this.say(`${job.verb} ${step}`);
    const bar = h('progress', { max: 1, 'aria-label': 'Progress of this step' });
    if (p?.done !== null && p?.done !== undefined) bar.value = p.done;
    const left = p?.eta_seconds !== null && p?.eta_seconds !== undefined && this.received > 0
      ? `about ${duration(Math.max(0, p.eta_seconds * 0.7 - (Date.now() - this.received) / 1000))} to ${duration(p.eta_seconds * 1.6)} left` : 'no estimate yet';
    return [
      h('b', {}, job.verb === 'plan' ? 'Planning' : job.verb === 'levers' ? 'Worth of levers' : words(job.verb)), bar, h('span', { 'data-step': true }, step), h('span', {}, duration(this.elapsed(job))),
      h('span', { 'data-job-gap': true }, p?.gap === null || p?.gap === undefined ? 'gap n/a' : `gap ${percent(p.gap)}`), h('span', {}, queued ? '' : left), h('span', { class: 'grow' }),
      h('button', { type: 'button', 'data-key': 'stop', disabled: queued, title: job.verb === 'grid' ? 'Ends soon with what was found so far' : 'Ends soon with the best plan so far', onclick: () => void this.ask(api.stop(job.id)) }, job.verb === 'grid' ? 'Stop, keep what there is' : 'Stop, keep best'),
      h('button', { type: 'button', 'data-key': 'cancel', title: 'Discards what it has', onclick: () => void this.ask(api.cancel(job.id)) }, 'Cancel'),
    ];
  }

  private async ask(promise: Promise<Job>): Promise<void> {
    try {
      this.update(await promise);
    } catch (e) {
      this.say(e instanceof Error ? e.message : String(e));
    }
  }

  private after(job: Job): Node[] {
    const took = duration(this.elapsed(job));
    const said: Record<string, string> = {
      done: `${job.verb === 'plan' ? 'The new plan is ready' : `${words(job.verb)} is done`} after ${took}`, stopped: `Stopped after ${took} with the best so far`, cancelled: 'Cancelled; nothing was kept',
      infeasible: 'The case has no solution', refused: 'The case has faults', failed: 'The job failed', interrupted: 'The server stopped while this ran',
    };
    const line = said[job.state] ?? job.state;
    this.say(line);
    const out: Node[] = [h('b', { 'data-done': job.state }, line)];
    if (job.message && job.state !== 'done') out.push(h('span', {}, job.message));
    out.push(h('span', { class: 'grow' }));
    if (job.run) {
      out.push(h('a', { class: 'button primary', href: formatRoute({ screen: 'where', run: job.run }) }, 'Open it'));
      if (this.before) out.push(h('a', { class: 'button', id: 'compare-new', href: formatRoute({ screen: 'compare', run: this.before, vs: job.run }) }, 'Compare with before'));
    }
    if (job.state === 'interrupted' || job.state === 'failed') out.push(h('button', { type: 'button', onclick: () => void api.rerun(job.id).then((j) => this.watch(j, this.before)) }, 'Run it again'));
    out.push(h('button', { type: 'button', 'aria-label': 'Dismiss', onclick: () => this.dismiss() }, '✕'));
    if (job.faults && job.faults.length > 0) out.push(faultList(job.faults));
    return out;
  }
}
