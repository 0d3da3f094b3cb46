import { describe, expect, it } from 'vitest';
import { amount, energy, hourName, money, percent, power, quarter, sig, signed, words } from '../src/format';

describe('figures', () => {
  it('has three digits, thin spaces and a true minus', () => {
    expect(sig(1234567)).toBe('1\u202f230\u202f000');
    expect(sig(-0.012345)).toBe('\u22120.0123');
    expect(sig(262.49999999999994)).toBe('263');
    expect(sig(262.4)).toBe('262');
    expect(sig(0)).toBe('0');
    expect(sig(NaN)).toBe('n/a');
    expect(sig(999.96)).toBe('1\u202f000');
  });
  it('changes units where people would', () => {
    expect(power(250)).toBe('250\u202fMW');
    expect(power(41200)).toBe('41.2\u202fGW');
    expect(power(0.1)).toBe('0\u202fMW');
    expect(energy(1.2e6)).toBe('1.2\u202fTWh');
    expect(money(-1.02e12)).toBe('\u2212$1.02\u202ftn');
    expect(percent(0.00083)).toBe('0.083\u202f%');
    expect(amount(1e-5)).toBe('0');
  });
  it('signs what is not zero', () => {
    expect(signed(2.1)).toBe('+2.1');
    expect(signed(-2.1)).toBe('\u22122.1');
    expect(signed(0)).toBe('0');
    expect(signed(240000, money)).toBe('+$240\u202f000');
    expect(signed(-240000, money)).toBe('\u2212$240\u202f000');
  });
  it('names dates, hours and keys', () => {
    expect(quarter('2030-05')).toBe('2030-Q2');
    expect(quarter('')).toBe('n/a');
    expect(hourName(0)).toBe('1 Jan 00:00');
    expect(hourName(8759)).toBe('31 Dec 23:00');
    expect(words('ai_chips')).toBe('AI chips');
  });
});
