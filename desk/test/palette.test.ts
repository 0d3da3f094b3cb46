import { describe, expect, it } from 'vitest';
import { contrast, DARK, FAMILIES, familyOf, hue, inkOn, LIGHT, needsEdge, STACK } from '../src/palette';

describe('palette', () => {
  it('puts text and accents above 4.5:1 on their ground', () => {
    for (const s of [LIGHT, DARK]) for (const [ink, ground] of [[s.ink, s.card], [s.soft, s.card], [s.soft, s.page], [s.accent, s.card], [s.bad, s.card], [s.good, s.card]] as const) expect(contrast(ink, ground)).toBeGreaterThan(4.5);
  });
  it('edges exactly the fills that stand out too little on white', () => {
    expect(STACK.filter((f) => needsEdge(f, LIGHT)).map((f) => f.id).sort()).toEqual(['fusion', 'gas-ct-and-steam', 'long-storage', 'solar', 'wind-onshore']);
  });
  it('keeps neighbours of a stack apart in lightness or hue', () => {
    for (const s of [LIGHT, DARK]) for (let i = 1; i < STACK.length; i++) expect(hue(STACK[i] ?? FAMILIES.coal, s)).not.toBe(hue(STACK[i - 1] ?? FAMILIES.coal, s));
  });
  it('knows the families of technologies', () => {
    expect(familyOf('gas_cc')).toBe(FAMILIES.gasCc);
    expect(familyOf('gas_engine')).toBe(FAMILIES.gasCt);
    expect(familyOf('nuclear_smr')).toBe(FAMILIES.smr);
    expect(familyOf('battery:charge')).toBe(FAMILIES.battery);
    expect(familyOf('hydrogen')).toBe(FAMILIES.other);
    expect(familyOf('what is this')).toBe(FAMILIES.other);
    expect(inkOn('#FFE20C')).toBe('#000000');
  });
});
