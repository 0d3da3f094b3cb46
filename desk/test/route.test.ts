import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute } from '../src/route';

describe('addresses', () => {
  it('come back as they went', () => {
    const hash = '#/supply?run=0123456789ab&y=2030&zone=TX&sel=campus:a_b&t=4320-4488&set=smr:on,fabs:0.5';
    expect(formatRoute(parseRoute(hash))).toBe(hash);
  });
  it('refuse what is no address', () => {
    const r = parseRoute('#/nowhere?y=abc&t=9-3&set=x%3Cscript:on,ok:maybe');
    expect(r).toMatchObject({ screen: 'where', year: null, hours: null, levers: {} });
    expect(parseRoute('')).toMatchObject({ screen: 'where', run: '' });
    expect(parseRoute('#/supply?t=0-9999').hours).toBeNull();
  });
});
