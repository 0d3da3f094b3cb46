import { h } from '../dom';

let region: HTMLElement | undefined;

/** A word to the reader that goes away by itself; read out by screen readers. */
export function toast(words: string): void {
  if (!region) {
    region = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
    document.body.append(region);
  }
  const note = h('p', {}, words);
  region.append(note);
  setTimeout(() => note.remove(), 6000);
}
