/** Small makers of elements. Text goes in as text, never as HTML. */

export type Child = Node | string | number | null | undefined | false;
type Handler = (event: never) => void;
export type Attributes = Record<string, string | number | boolean | null | undefined | Handler | Record<string, string>>;

const SVG = 'http://www.w3.org/2000/svg';

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value as EventListener);
    else if (name === 'style' && typeof value === 'object') {
      for (const [property, setting] of Object.entries(value)) (element as HTMLElement).style.setProperty(property, setting);
    } else if (name === 'value' && 'value' in element) (element as HTMLInputElement).value = String(value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
}

export function append(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : String(child));
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  fill(element, attributes, children);
  return element;
}

/** A hover text for an SVG mark. */
export function hint(words: string): SVGTitleElement {
  return s('title', {}, words);
}

/** Width of 12 px text, near enough to place labels without measuring. */
export function textWidth(words: string, size = 12): number {
  let width = 0;
  for (const c of words) width += /[iljtf.,:;'|! ()\u202f]/.test(c) ? 0.32 : /[mwMW@]/.test(c) ? 0.86 : /[A-Z]/.test(c) ? 0.69 : /[0-9]/.test(c) ? 0.64 : 0.6;
  return width * size;
}

export function shortened(words: string, width: number, size = 12): string {
  if (textWidth(words, size) <= width) return words;
  let cut = words;
  while (cut.length > 1 && textWidth(cut + '…', size) > width) cut = cut.slice(0, -1);
  return cut.trimEnd() + '…';
}
