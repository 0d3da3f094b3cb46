// Merges county outlines (us-atlas, public-domain Census data) into zone outlines and writes GeoJSON for the report's map.
//
//   npm install && node zones.js COUNTY_TO_ZONE.csv OUT.json [ZONE,ZONE,...]
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { merge } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const LARGEST = 150_000; // bytes
const SMALLEST_PART = 0.05; // square degrees: islets below are left out
const OUTSIDE = new Set(["02", "15", "60", "66", "69", "72", "78"]); // states and territories beyond the lower 48

const [table, out, only] = process.argv.slice(2);
if (!out) {
  console.error("usage: node zones.js COUNTY_TO_ZONE.csv OUT.json [ZONE,ZONE,...]");
  process.exit(2);
}
const zoneOf = new Map();
const statesOf = new Map();
for (const line of readFileSync(table, "utf8").trim().split(/\r?\n/).slice(1)) {
  const [fips, zone] = line.split(",");
  const county = fips.padStart(5, "0");
  zoneOf.set(county, zone);
  const state = county.slice(0, 2);
  if (!statesOf.has(state)) statesOf.set(state, new Set());
  statesOf.get(state).add(zone);
}
const wanted = new Set(only ? only.split(",") : zoneOf.values());

const require = createRequire(import.meta.url);
let atlas = JSON.parse(readFileSync(require.resolve("us-atlas/counties-10m.json"), "utf8"));
atlas = presimplify(atlas);
atlas = simplify(atlas, quantile(atlas, 0.72));

// A county that the table lacks (another vintage of ids) takes the zone of its state when the state has only one.
const renamed = [];
const groups = new Map([...wanted].sort().map((zone) => [zone, []]));
for (const county of atlas.objects.counties.geometries) {
  const state = county.id.slice(0, 2);
  if (OUTSIDE.has(state)) continue;
  let zone = zoneOf.get(county.id);
  if (!zone) {
    const zones = statesOf.get(state);
    if (!zones || zones.size !== 1) throw new Error(`county ${county.id} has no zone and its state has ${zones?.size ?? 0}`);
    zone = [...zones][0];
    renamed.push(county.id);
  }
  if (groups.has(zone)) groups.get(zone).push(county);
}

const area = (ring) =>
  Math.abs(ring.reduce((s, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length];
    return s + x * v - u * y;
  }, 0)) / 2;
const round = ([x, y]) => [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
const clean = (ring) => {
  const points = ring.map(round).filter((p, i, all) => i === 0 || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1]);
  return points.length >= 4 ? points : null;
};

const features = [];
for (const [zone, counties] of groups) {
  if (counties.length === 0) throw new Error(`zone ${zone} has no county`);
  const polygons = merge(atlas, counties).coordinates
    .map((rings) => rings.map(clean).filter((ring, i) => ring && (i === 0 || area(ring) > SMALLEST_PART)))
    .filter((rings) => rings.length > 0 && area(rings[0]) > SMALLEST_PART);
  if (polygons.length === 0) throw new Error(`zone ${zone} vanished`);
  features.push({ type: "Feature", properties: { zone }, geometry: { type: "MultiPolygon", coordinates: polygons } });
  console.log(`${zone}: ${counties.length} counties, ${polygons.length} polygons, ` +
    `${polygons.flat().reduce((n, ring) => n + ring.length, 0)} points`);
}
const text = JSON.stringify({ type: "FeatureCollection", features }) + "\n";
if (text.length > LARGEST) throw new Error(`${text.length} bytes, at most ${LARGEST}`);
writeFileSync(out, text);
console.log(`county ids that the table lacks, zoned by their state: ${renamed.length ? renamed.join(" ") : "none"}`);
console.log(`${out}: ${text.length} bytes`);
