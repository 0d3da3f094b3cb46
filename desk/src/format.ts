/** Numbers for people: 3 significant digits, thin-space thousands, a true minus, "0" for zero, "n/a" for unknown. */

export const MINUS = '\u2212';
export const THIN = '\u202f';
export const UNKNOWN = 'n/a';
/** Power in GW or energy in TWh below this is what a solver leaves of zero. */
const DUST = 5e-4;

function group(plain: string): string {
  const negative = plain.startsWith('-');
  const [whole = '', decimals] = (negative ? plain.slice(1) : plain).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  return (negative ? MINUS : '') + grouped + (decimals ? '.' + decimals : '');
}

function plainDecimal(x: number, digits: number): string {
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(x))));
  const rounded = Number(x.toPrecision(digits));
  const text = rounded.toFixed(Math.min(20, decimals));
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

export function sig(x: number | null | undefined, digits = 3): string {
  if (x === null || x === undefined || Number.isNaN(x)) return UNKNOWN;
  if (!Number.isFinite(x)) return x > 0 ? '∞' : MINUS + '∞';
  if (x === 0) return '0';
  x = Number(x.toPrecision(10)); // 262.49999999999994 is 262.5
  if (Math.abs(x) < 1e-6 || Math.abs(x) >= 1e15) {
    const [mantissa = '', exponent = ''] = Math.abs(x).toExponential(digits - 1).split('e');
    return (x < 0 ? MINUS : '') + mantissa.replace(/\.?0+$/, '') + 'e' + exponent.replace('+', '').replace('-', MINUS);
  }
  return group(plainDecimal(x, digits));
}

export function whole(x: number | null | undefined): string {
  return x === null || x === undefined || !Number.isFinite(x) ? UNKNOWN : group(x.toFixed(0));
}

/** GW or TWh; what a solver leaves of zero is 0. */
export function amount(x: number): string {
  return Math.abs(x) < DUST ? '0' : sig(x);
}

/** Power given in MW: GW, or MW below 1 GW. */
export function power(mw: number | null | undefined): string {
  if (mw === null || mw === undefined || Number.isNaN(mw)) return UNKNOWN;
  if (Math.abs(mw) < DUST * 1e3) return '0' + THIN + 'MW';
  return Math.abs(mw) < 999.5 ? sig(mw) + THIN + 'MW' : sig(mw / 1e3) + THIN + 'GW';
}

/** Energy given in MWh. */
export function energy(mwh: number | null | undefined): string {
  if (mwh === null || mwh === undefined || Number.isNaN(mwh)) return UNKNOWN;
  const a = Math.abs(mwh);
  if (a < 0.5) return '0' + THIN + 'MWh';
  if (a < 1e3) return sig(mwh) + THIN + 'MWh';
  return a < 1e6 ? sig(mwh / 1e3) + THIN + 'GWh' : sig(mwh / 1e6) + THIN + 'TWh';
}

/** CO₂ given in t. */
export function mass(t: number): string {
  const a = Math.abs(t);
  return a < 0.5 ? `0${THIN}t` : a < 1e3 ? `${sig(t)}${THIN}t` : a < 1e5 ? `${sig(t / 1e3)}${THIN}kt` : `${sig(t / 1e6)}${THIN}Mt`;
}

/** Money given in USD. */
export function money(usd: number | null | undefined): string {
  if (usd === null || usd === undefined || Number.isNaN(usd)) return UNKNOWN;
  const a = Math.abs(usd);
  const sign = usd < 0 ? MINUS : '';
  if (a >= 0.9995e12) return `${sign}$${sig(a / 1e12)}${THIN}tn`;
  if (a >= 0.9995e9) return `${sign}$${sig(a / 1e9)}${THIN}bn`;
  if (a >= 0.9995e6) return `${sign}$${sig(a / 1e6)}${THIN}m`;
  return a < 0.005 ? '$0' : `${sign}$${sig(a)}`;
}

export function price(usdPerMwh: number | null | undefined): string {
  if (usdPerMwh === null || usdPerMwh === undefined || Number.isNaN(usdPerMwh)) return UNKNOWN;
  return `${usdPerMwh < 0 ? MINUS : ''}$${sig(Math.abs(usdPerMwh))}/MWh`;
}

/** A share as a percentage. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || Number.isNaN(share)) return UNKNOWN;
  const p = share * 100;
  if (p !== 0 && Math.abs(p) < 1e-4) return `<0.0001${THIN}%`;
  return (Math.abs(p) >= 99.95 && Math.abs(p) < 1000 ? group(String(Math.round(p))) : sig(p, Math.abs(p) < 10 ? 2 : 3)) + THIN + '%';
}

/** With its sign: `+2.1`, `−0.3`, `0`. */
export function signed(x: number, show: (x: number) => string = sig): string {
  if (!Number.isFinite(x)) return show(x);
  const text = show(Math.abs(x));
  return /[1-9]/.test(text.replace(/CO₂/g, '')) ? (x < 0 ? MINUS : '+') + text : text;
}

export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return UNKNOWN;
  if (seconds < 9.95) return sig(seconds, 2) + THIN + 's';
  if (seconds < 90) return Math.round(seconds) + THIN + 's';
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? minutes + THIN + 'min' : sig(seconds / 3600, 2) + THIN + 'h';
}

/** `2030-05` as `2030-Q2`. */
export function quarter(month: string | null | undefined): string {
  const m = /^(\d{4})-(\d{2})/.exec(month ?? '');
  return m ? `${m[1]}-Q${Math.ceil(Number(m[2]) / 3)}` : UNKNOWN;
}

const WORDS: Record<string, string> = { ai: 'AI', om: 'O&M', co2: 'CO₂', smr: 'SMR', pv: 'PV', hv: 'HV', csp: 'CSP', ptc: 'PTC', itc: 'ITC', egs: 'EGS', cc: 'CC', ct: 'CT' };

/** A key of the case or of a table in words: `ai_chips` is "AI chips". */
export function words(key: string): string {
  return key.replace(/[_.]/g, ' ').split(' ').map((w) => WORDS[w] ?? w).join(' ');
}

/** A year in words; a case of one stage without a year has none. */
export function when(year: number): string {
  return year === 0 ? 'the case' : String(year);
}

export function capital(text: string): string {
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

export function plural(n: number, one: string, many = one + 's'): string {
  return `${whole(n)} ${n === 1 ? one : many}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** An hour of a year of 8760 hours: `17 Jan 18:00`. */
export function hourName(hour: number): string {
  let day = Math.floor(hour / 24);
  let month = 0;
  while (month < 11 && day >= (DAYS[month] ?? 31)) day -= DAYS[month++] ?? 31;
  return `${day + 1} ${MONTHS[month]} ${String(Math.floor(hour % 24)).padStart(2, '0')}:00`;
}

/** A year with a fraction as `2029-Q3`. */
export function quarterOf(year: number): string {
  return `${Math.floor(year)}-Q${Math.floor((year - Math.floor(year)) * 4) + 1}`;
}
