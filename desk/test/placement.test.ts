import { expect, test } from 'vitest';
import { type PlanCampus, sites, suggested, yearsOf } from '../src/screens/placement';

const plan: PlanCampus[] = [
  { id: 'a1', site: 'Alpha', zone: 'West', mw: { 2028: 100, 2030: 300 } },
  { id: 'a2', site: 'Alpha', zone: 'West', mw: { 2030: 200 } },
  { id: 'b', site: 'Beta', zone: 'West', mw: { 2030: 400 } },
  { id: 'c', site: '', zone: 'East', mw: { 2028: 0, 2030: 50 } },
];

test('campuses are placed by zone or by site, in a year in which they take power', () => {
  expect(yearsOf(plan)).toEqual([2028, 2030]);
  expect(sites(plan, 2030, 'zone').map((s) => [s.place, s.mw])).toEqual([['West', 900], ['East', 50]]);
  expect(sites(plan, 2030, 'site').map((s) => [s.place, s.mw])).toEqual([['Alpha', 500], ['Beta', 400], ['c', 50]]);
  expect(sites(plan, 2028, 'zone').map((s) => s.place)).toEqual(['West']);
});

test('the larger place takes the bus with the most room; what fits nowhere stays off', () => {
  const places = sites(plan, 2030, 'site');
  expect([...suggested(places, new Map([['1', 600], ['2', 450]]))]).toEqual([['Alpha', '1'], ['Beta', '2'], ['c', '1']]);
  expect([...suggested(places, new Map([['1', 450]]))]).toEqual([['Beta', '1'], ['c', '1']]);
  expect(suggested(places, new Map()).size).toBe(0);
});
