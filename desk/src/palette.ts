/** One family of technology, one colour; the order is the order of a stack: firm, variable, flexible, storage, imports, unserved. */

export type Decal = 'none' | 'slash' | 'backslash' | 'dot' | 'cross' | 'dash' | 'equals';

export interface Family {
  id: string;
  label: string;
  light: string;
  dark: string;
  decal: Decal;
}

const family = (label: string, light: string, dark: string, decal: Decal = 'none'): Family => ({ id: label.replace(/ /g, '-').toLowerCase(), label, light, dark, decal });

export const FAMILIES = {
  nuclear: family('nuclear', '#52129B', '#694BBE'),
  smr: family('SMR', '#9573B0', '#957AA1', 'slash'),
  fusion: family('fusion', '#ECA9FE', '#E4B5D8', 'dot'),
  geothermal: family('geothermal', '#642E1E', '#B87053'),
  biomass: family('biomass', '#5E892C', '#B0D88D'),
  coal: family('coal', '#161818', '#676D74'),
  hydro: family('hydro', '#156E65', '#10B392'),
  onshore: family('wind onshore', '#64B0C5', '#9FEAFF'),
  offshore: family('wind offshore', '#0064DB', '#617CC5'),
  solar: family('solar', '#F9CB52', '#FFE20C'),
  gasCc: family('gas CC', '#953801', '#A83E0F'),
  gasCt: family('gas CT and steam', '#BF9571', '#E69C5C', 'slash'),
  oil: family('oil', '#705A44', '#9F8676'),
  pumped: family('pumped hydro', '#6F0C46', '#9C415E'),
  battery: family('battery', '#CC4477', '#EB399D'),
  long: family('long storage', '#E5BCC1', '#F098A5', 'dot'),
  other: family('other', '#5A6D78', '#939A9F'),
  imports: family('imports', '#818694', '#E8E9EE', 'backslash'),
  unserved: family('unserved', '#FB312A', '#FB322B', 'cross'),
} as const;

/** Loads are drawn as lines or hatch, never as a fill beside supply. */
export const LOADS = {
  other: family('other load', '#5A6D78', '#939A9F'),
  inference: family('AI inference', '#5C92EA', '#56BDFD', 'dash'),
  training: family('AI training', '#163791', '#2463A5', 'equals'),
} as const;

/** Bottom to top. */
export const STACK: readonly Family[] = Object.values(FAMILIES);

const RULES: ReadonlyArray<readonly [RegExp, Family]> = [
  [/^(import|export)s?$/, FAMILIES.imports],
  [/^unserved$/, FAMILIES.unserved],
  [/smr/, FAMILIES.smr],
  [/fusion/, FAMILIES.fusion],
  [/^nuclear/, FAMILIES.nuclear],
  [/^geo/, FAMILIES.geothermal],
  [/^bio/, FAMILIES.biomass],
  [/coal|^lignite/, FAMILIES.coal],
  [/^(pumped|phs)/, FAMILIES.pumped],
  [/^hydro(?!gen)|^run_of_river|^ror$|_hydro$/, FAMILIES.hydro],
  [/offwind|offshore/, FAMILIES.offshore],
  [/onwind|onshore|^wind/, FAMILIES.onshore],
  [/^(solar|csp|pv)|_pv$/, FAMILIES.solar],
  [/^(gas_cc|ccgt|h2_cc)|combined_cycle/, FAMILIES.gasCc],
  [/^(gas|natural_gas|ocgt|h2_ct)|^ng$/, FAMILIES.gasCt],
  [/^(oil|diesel)/, FAMILIES.oil],
  [/^batter|_battery$|^li_ion/, FAMILIES.battery],
  [/^h2$|storage|^caes|^iron_air/, FAMILIES.long],
];

/** The family of a technology of a case or of a row of `dispatch`; `:charge` belongs to its storage. */
export function familyOf(technology: string): Family {
  const t = technology.toLowerCase().replace(/[- ]/g, '_').replace(/:.*$/, '');
  return RULES.find(([pattern]) => pattern.test(t))?.[1] ?? FAMILIES.other;
}

const RAMP = ['#F1EEF6', '#BDC9E1', '#74A9CF', '#2B8CBE', '#045A8D'];

export interface Scheme {
  dark: boolean;
  page: string;
  card: string;
  ink: string;
  soft: string;
  faint: string;
  line: string;
  edge: string;
  accent: string;
  bar: string;
  less: string;
  more: string;
  bad: string;
  good: string;
  ai: string;
  ramp: readonly string[];
  /** Greys for classes without a hue of their own, dark to light on white. */
  greys: readonly string[];
}

export const LIGHT: Scheme = {
  dark: false, page: '#F4F5F7', card: '#FFFFFF', ink: '#14181D', soft: '#4A525C', faint: '#E3E6EA', line: '#C4CAD1', edge: '#5A5F66',
  accent: '#005FCC', bar: '#8A929B', less: '#2166AC', more: '#B35806', bad: '#B3261E', good: '#1B6E3C', ai: '#163791', ramp: RAMP,
  greys: ['#2B3036', '#6A727B', '#A3AAB2', '#D3D8DD'],
};

export const DARK: Scheme = {
  dark: true, page: '#05070A', card: '#0B0E13', ink: '#E9ECF0', soft: '#A9B1BB', faint: '#1E242C', line: '#39424D', edge: '#8A929B',
  accent: '#7AB8FF', bar: '#7B848F', less: '#67A9CF', more: '#F1A340', bad: '#FF8A80', good: '#7BD69C', ai: '#2463A5', ramp: [...RAMP].reverse(),
  greys: ['#E3E7EB', '#A3ABB5', '#6F7883', '#3D4650'],
};

export function hue(f: Family, scheme: Scheme): string {
  return scheme.dark ? f.dark : f.light;
}

/** Linear-light sRGB. */
function linear(hex: string): [number, number, number] {
  const c = [1, 3, 5].map((i) => {
    const v = parseInt(hex.slice(i, i + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return [c[0] ?? 0, c[1] ?? 0, c[2] ?? 0];
}

/** WCAG 2 contrast of two `#RRGGBB` colours. */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r, g, bl] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** True where a fill stands out too little from the card and needs an edge. */
export function needsEdge(f: Family, scheme: Scheme): boolean {
  return contrast(hue(f, scheme), scheme.card) < (scheme.dark ? 1.8 : 3);
}

/** Black or white ink, whichever reads on the fill. */
export function inkOn(fill: string): string {
  return contrast(fill, '#FFFFFF') >= contrast(fill, '#000000') ? '#FFFFFF' : '#000000';
}

/** The decal in ECharts' terms. */
export function decalOf(f: Family, scheme: Scheme): object | null {
  const color = f.decal === 'dot' ? scheme.edge : scheme.card;
  const stripe = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], symbolSize: 1, color };
  switch (f.decal) {
    case 'none': return null;
    case 'slash': return { ...stripe, rotation: -Math.PI / 4 };
    case 'backslash': return { ...stripe, rotation: Math.PI / 4 };
    case 'cross': return { symbol: 'rect', dashArrayX: [[2, 4], [4, 2]], dashArrayY: [2, 2], symbolSize: 1, color };
    case 'dot': return { symbol: 'circle', dashArrayX: [[3, 5], [0, 4, 4, 0]], dashArrayY: [4, 0], symbolSize: 0.6, color };
    case 'dash': return { symbol: 'rect', dashArrayX: [6, 3], dashArrayY: [1, 5], symbolSize: 1, color };
    case 'equals': return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 3], symbolSize: 1, color };
  }
}
