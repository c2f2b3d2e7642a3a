#!/usr/bin/env bash
# Derives the names of the regions of the world (ISO 3166-2) anew, into src/PledgeTracker.Domain/Values/Regions, or into the folder given.
# It needs Node.js; the package comes from npm at the version that the notice beside the names names.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../src/PledgeTracker.Domain/Values/Regions}
work=${PACKAGES:-$here/../../artifacts/regions}
mkdir -p "$work" "$out"
if [ ! -d "$work/node_modules/cldr-subdivisions-full" ]; then
  npm install --prefix "$work" --no-save --no-audit --no-fund --loglevel error cldr-subdivisions-full@48.2.0
fi
node -e '
  const fs = require("fs");
  const [from, to] = process.argv.slice(1);
  const names = JSON.parse(fs.readFileSync(from, "utf8")).subdivisions.localeDisplayNames.subdivisions;
  const countries = new Map();
  for (const [key, name] of Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [country, code] = [key.slice(0, 2).toUpperCase(), key.slice(2).toUpperCase()];
    countries.set(country, [...(countries.get(country) ?? []), `${code}=${name}`]);
  }
  fs.writeFileSync(to, [...countries].map(([country, regions]) => `${country}:${regions.join("|")}\n`).join(""));
' "$work/node_modules/cldr-subdivisions-full/subdivisions/en/en.json" "$out/regions.txt"
