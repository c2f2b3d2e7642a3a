#!/usr/bin/env bash
# What an import of 100,000 figures into 10,000 pledges costs in processor time, with all its checks, as drafts, beside `.import` of the sqlite3
# shell: the same file, into a table with the indexes that the program's tables of figures and sources have. Needs sqlite3.
#
#   tests/PledgeTracker.Benchmarks/import.sh [FOLDER]
#
# The folder is made by `generate` (10,000 pledges) where it is missing; the import works on copies of it. ROUNDS (3) may be set, and
# PUBLISHED, the folder that holds the program as published.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/PledgeTracker.Benchmarks/measuring.sh
folder=${1:-artifacts/benchmarks/10000}
rounds=${ROUNDS:-3}
need sqlite3
build
work=$(mktemp -d "${TMPDIR:-/tmp}/pledgetracker-import-table.XXXXXX")
published=${PUBLISHED:-$work/program}
publish "$published"
data "$folder" 10000
editor=importer@example.org

# Ten figures for each invented pledge, of which none is there yet: other days, other numbers and a source of its own for each.
sqlite3 -readonly -csv -header -newline $'\n' "$folder/pledgetracker.db" >"$work/figures.csv" "
  with recursive ten(n) as (select 1 union all select n + 1 from ten where n < 10)
  select p.slug as pledge, 'jobs' as target, p.id * 10 + ten.n as quantity, 'total' as span,
    date(p.announced_on, (ten.n * 17) || ' days') as as_of, date(p.announced_on, (ten.n * 17 + 5) || ' days') as published,
    'company-statement' as basis, 'The company' as reported_by, 'context' as counting, 'It is not known what it counts.' as reason,
    'https://import.example/' || p.slug || '/' || ten.n as source_url, 'Report ' || ten.n || ' on ' || p.title as source_title,
    'The Example Times' as source_publisher, 'news-report' as source_kind, 'proof' as source_role
  from pledges p cross join ten where p.slug glob '*-pledge-[0-9]*' order by p.id, ten.n"
figures=$(sqlite3 -csv :memory: ".import '$work/figures.csv' a" 'select count(*) from a')
echo "$(date -u +%F), load before: $(load). $figures figures, $(wc -c <"$work/figures.csv" | awk '{printf "%.1f", $1 / 1e6}') MB."

for ((round = 1; round <= rounds; round++)); do
  rm -rf "$work/data"
  mkdir "$work/data"
  cp --reflink=auto "$folder/pledgetracker.db" "$work/data/"
  "$published/PledgeTracker.Web" users add --email $editor --name Importer --role editor --PledgeTracker:DataDirectory="$work/data" <<<"several violet umbrellas" >"$work/member" 2>&1 \
    || { cat "$work/member" >&2; exit 1; }
  ours=$(seconds_of "$work/said" "$published/PledgeTracker.Web" import "$work/figures.csv" --as $editor --yes --PledgeTracker:DataDirectory="$work/data") || { tail -n 20 "$work/said" >&2; exit 1; }
  grep -q "$figures entries: $figures new" "$work/said" || { tail -n 20 "$work/said" >&2; exit 1; }

  rm -f "$work/shell.db"
  shell=$(seconds_of "$work/shell.said" sqlite3 "$work/shell.db" 'pragma journal_mode = wal' "
    create table figures (pledge text not null, target text, quantity text not null, span text not null, as_of text not null, published text, basis text not null,
      reported_by text, counting text not null, reason text, source_url text not null, source_title text not null, source_publisher text not null, source_kind text not null, source_role text not null);
    create unique index by_pledge_and_place on figures (pledge, as_of); create index by_target on figures (target); create index by_basis on figures (basis);
    create unique index by_pledge_and_source on figures (pledge, source_url); create index by_source on figures (source_url);" ".import --csv --skip 1 '$work/figures.csv' figures")
  [ "$(sqlite3 "$work/shell.db" 'select count(*) from figures')" = "$figures" ] || { cat "$work/shell.said" >&2; exit 1; }
  echo "import: $ours s of processor; .import: $shell s"
  echo "$ours" >>"$work/ours"
  echo "$shell" >>"$work/shell"
done
ratio=$(quotient "$(middle <"$work/ours")" "$(middle <"$work/shell")")
measured import "$ratio"
echo "import / .import: $ratio, bar $(bar import). Load after: $(load)"
