import { DARK, FAMILIES, LIGHT, LOADS, type Scheme } from './palette';

type Choice = 'auto' | 'light' | 'dark';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function stored(): Choice {
  const value = localStorage.getItem('loadstar.theme');
  return value === 'light' || value === 'dark' ? value : 'auto';
}

let choice: Choice = stored();

export function scheme(): Scheme {
  return (choice === 'auto' ? dark.matches : choice === 'dark') ? DARK : LIGHT;
}

export function themeChoice(): Choice {
  return choice;
}

/** Sets the colours as custom properties of the page, from the one palette. */
function apply(): void {
  const s = scheme();
  const root = document.documentElement;
  root.dataset['theme'] = s.dark ? 'dark' : 'light';
  root.style.colorScheme = s.dark ? 'dark' : 'light';
  for (const key of ['page', 'card', 'ink', 'soft', 'faint', 'line', 'edge', 'accent', 'bar', 'less', 'more', 'bad', 'good', 'ai'] as const)
    root.style.setProperty('--' + key, s[key]);
  s.ramp.forEach((c, i) => root.style.setProperty('--r' + i, c));
  s.greys.forEach((c, i) => root.style.setProperty('--g' + i, c));
  for (const f of [...Object.values(FAMILIES), ...Object.values(LOADS)]) root.style.setProperty('--' + f.id, s.dark ? f.dark : f.light);
}

export function setTheme(next: Choice): void {
  choice = next;
  if (next === 'auto') localStorage.removeItem('loadstar.theme');
  else localStorage.setItem('loadstar.theme', next);
  apply();
  listeners.forEach((l) => l());
}

export function onTheme(listener: () => void): void {
  listeners.add(listener);
}

dark.addEventListener('change', () => {
  if (choice !== 'auto') return;
  apply();
  listeners.forEach((l) => l());
});
apply();
