// Derives the outlines on the maps of places from us-atlas and world-atlas: simplified, projected, in whole units of the drawing.
// tests/maps/derive.sh installs the packages and runs it: node derive.js FOLDER writes us.json and world.json there.
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [folder] = process.argv.slice(2);
const from = createRequire(path.resolve(process.env.PACKAGES || ".", "package.json"));
const { feature } = from("topojson-client");
const { presimplify, simplify } = from("topojson-simplify");
const { topology } = from("topojson-server");
const { geoConicEqualArea, geoEqualEarth } = from("d3-geo");
const { geoProject } = from("d3-geo-projection");
const { numericToAlpha2 } = from("i18n-iso-countries");
const atlas = name => JSON.parse(fs.readFileSync(from.resolve(name), "utf8"));

// A place's label may be twice as wide as it is high.
const WIDE = 2;

const STATES = {
  "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL",
  "18": "IN", "19": "IA", "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT", "31": "NE",
  "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND", "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD",
  "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY", "72": "PR",
};

const area = ring => ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + x * v - u * y; }, 0) / 2;
const ringsOf = geometry => !geometry ? [] : geometry.type === "Polygon" ? geometry.coordinates : geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];

// Shared borders stay shared: what is simplified is the net of borders, not each place.
function simplified(features, least) {
  const net = presimplify(topology({ all: { type: "FeatureCollection", features } }, 1e5));
  return feature(simplify(net, least), "all" in net.objects ? net.objects.all : null).features;
}

function rounded(ring) {
  const points = ring.slice(0, -1).map(p => p.map(Math.round));
  return points.filter(([x, y], i) => { const [u, v] = points[(i + points.length - 1) % points.length]; return x !== u || y !== v; });
}

const drawn = rings => rings.map(ring => {
  let [x, y] = ring[0];
  const steps = ring.slice(1).map(([u, v]) => { const step = `${u - x} ${v - y}`; [x, y] = [u, v]; return step; });
  return `M${ring[0][0]} ${ring[0][1]}l${steps.join(" ")}z`;
}).join("").replaceAll(" -", "-");

// The point farthest from the outline of the largest part, widths counting half; and how far it is.
function roomiest(rings) {
  const ring = rings.reduce((most, one) => Math.abs(area(one)) > Math.abs(area(most)) ? one : most).map(([x, y]) => [x / WIDE, y]);
  const xs = ring.map(p => p[0]), ys = ring.map(p => p[1]);
  const inside = (x, y) => ring.reduce((is, [u, v], i) => { const [s, t] = ring[(i + 1) % ring.length]; return (v > y) !== (t > y) && x < (s - u) * (y - v) / (t - v) + u ? !is : is; }, false);
  const distance = (x, y) => ring.reduce((least, [u, v], i) => {
    const [s, t] = ring[(i + 1) % ring.length], dx = s - u, dy = t - v;
    const along = dx || dy ? Math.min(1, Math.max(0, ((x - u) * dx + (y - v) * dy) / (dx * dx + dy * dy))) : 0;
    return Math.min(least, Math.hypot(u + along * dx - x, v + along * dy - y));
  }, Infinity);
  let best = [xs[0], ys[0], 0];
  for (let i = 0; i <= 60; i++) {
    for (let j = 0; j <= 60; j++) {
      const x = Math.min(...xs) + (Math.max(...xs) - Math.min(...xs)) * i / 60, y = Math.min(...ys) + (Math.max(...ys) - Math.min(...ys)) * j / 60;
      const room = inside(x, y) ? distance(x, y) : 0;
      if (room > best[2]) best = [x, y, room];
    }
  }
  return [Math.round(best[0] * WIDE), Math.round(best[1]), Math.floor(best[2])];
}

// Islands too small to see are left out, but no place loses its last part.
function placeOf(geometry, least) {
  const rings = ringsOf(geometry).map(rounded).filter(ring => ring.length > 2).sort((a, b) => Math.abs(area(b)) - Math.abs(area(a)));
  const seen = rings.filter((ring, i) => i === 0 || Math.abs(area(ring)) >= least);
  return seen.length === 0 ? null : { at: roomiest(seen), d: drawn(seen) };
}

function write(name, source, width, height, places) {
  const lines = Object.entries(places).sort(([a], [b]) => a < b ? -1 : 1).map(([code, place]) => `    ${JSON.stringify(code)}: ${JSON.stringify(place)}`);
  const text = `{\n  "source": ${JSON.stringify(source)},\n  "width": ${width},\n  "height": ${height},\n  "places": {\n${lines.join(",\n")}\n  }\n}\n`;
  fs.writeFileSync(path.join(folder, name), text);
  console.log(`${name}: ${lines.length} places, ${text.length} bytes`);
}

// --- the states: already projected (Albers, with Alaska and Hawaii moved), and Puerto Rico beside Florida
{
  const projected = atlas("us-atlas/states-albers-10m.json");
  const all = atlas("us-atlas/states-10m.json");
  const rico = feature(all, all.objects.states).features.filter(f => f.id === "72");
  const collection = { type: "FeatureCollection", features: rico };
  const inset = geoProject(collection, geoConicEqualArea().parallels([17.9, 18.5]).rotate([66.4, 0]).fitExtent([[878, 560], [938, 590]], collection));
  const places = {};
  for (const one of [...simplified(feature(projected, projected.objects.states).features, 1.1), ...simplified(inset.features, 0.6)]) {
    if (STATES[one.id]) places[STATES[one.id]] = placeOf(one.geometry, 3);
  }
  write("us.json", "us-atlas 3.0.1 (U.S. Census Bureau), simplified", 975, 610, places);
}

// --- the countries, in a projection that keeps areas; Antarctica makes no pledge. Land that has no code of ISO 3166 has an empty one here.
{
  const world = atlas("world-atlas/countries-50m.json");
  const countries = feature(world, world.objects.countries).features.filter(f => f.id !== "010");
  const whole = { type: "FeatureCollection", features: countries };
  const projected = geoProject(whole, geoEqualEarth().rotate([-11, 0]).fitExtent([[2, 2], [958, 428]], whole));
  const places = {};
  for (const one of simplified(projected.features, 1.6)) {
    const code = (one.id && numericToAlpha2(one.id)) || "", place = placeOf(one.geometry, 4);
    if (!place) {
      const original = projected.features.find(f => f.id === one.id && f.properties.name === one.properties.name);
      const [x, y] = ringsOf(original.geometry)[0][0];
      if (code) places[code] ??= { at: [Math.round(x), Math.round(y), 0], d: "" };
    } else if (places[code]) {
      places[code] = { at: places[code].at, d: places[code].d + place.d };
    } else {
      places[code] = place;
    }
  }
  write("world.json", "world-atlas 2.0.2 (Natural Earth), simplified", 960, 430, places);
}
