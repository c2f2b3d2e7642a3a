#!/usr/bin/env bash
# Derives the outlines on the maps of places anew, into src/PledgeTracker.Web/Charts/Outlines, or into the folder given.
# It needs Node.js; the packages come from npm at the versions that the notice beside the outlines names.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../src/PledgeTracker.Web/Charts/Outlines}
work=${PACKAGES:-$here/../../artifacts/maps}
mkdir -p "$work" "$out"
if [ ! -d "$work/node_modules/i18n-iso-countries" ]; then
  npm install --prefix "$work" --no-save --no-audit --no-fund --loglevel error \
    us-atlas@3.0.1 world-atlas@2.0.2 topojson-client@3.1.0 topojson-simplify@3.0.3 topojson-server@3.0.1 d3-geo@3.1.1 d3-geo-projection@4.0.0 i18n-iso-countries@7.14.0
fi
PACKAGES=$work node "$here/derive.js" "$out"
