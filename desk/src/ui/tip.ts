import { h } from '../dom';

/** One tooltip for hover, focus and tap on drawings: total first, then the parts. */
let tip: HTMLElement | undefined;

export function hideTip(): void {
  tip?.remove();
  tip = undefined;
}

function show(lines: string[], x: number, y: number): void {
  hideTip();
  tip = h('div', { class: 'tip', role: 'tooltip' }, h('b', {}, lines[0] ?? ''), ...lines.slice(1).map((l) => h('div', {}, l)));
  document.body.append(tip);
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(6, Math.min(x + 14, window.innerWidth - box.width - 8)) + 'px';
  tip.style.top = (y + 18 + box.height > window.innerHeight ? y - box.height - 12 : y + 18) + 'px';
}

export function tipOn(element: Element, lines: () => string[]): void {
  element.addEventListener('pointermove', (e) => show(lines(), (e as PointerEvent).clientX, (e as PointerEvent).clientY));
  element.addEventListener('pointerleave', hideTip);
  element.addEventListener('focus', () => {
    if (!element.matches(':focus-visible')) return;
    const box = element.getBoundingClientRect();
    show(lines(), box.left + box.width / 2, box.top + box.height / 2);
  });
  element.addEventListener('blur', hideTip);
}

/** Makes a mark work like a button: Enter, Space, and a click anywhere on the surface that it stands for. */
export function pressable(element: Element, name: string, press: () => void, surface: Element = element): void {
  element.setAttribute('tabindex', '0');
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', name);
  surface.addEventListener('click', press);
  element.addEventListener('keydown', (e) => {
    const key = (e as KeyboardEvent).key;
    if (key !== 'Enter' && key !== ' ') return;
    e.preventDefault();
    press();
  });
}
