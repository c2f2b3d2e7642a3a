#!/usr/bin/env bash
# What pages cost in processor time when they are rendered anew at 100,000 pledges, and how much they allocate for each byte that they send. Where
# Datasette is there, its pages of the same rows beside them: as shipped, and without its suggestions of facets, which take most of its time.
#
#   tests/PledgeTracker.Benchmarks/pages.sh [FOLDER]
#
# The folder is made by `generate` where it is missing. DATASETTE, the path of that program, and ROUNDS (3) may be set, and SOME and EVERY: a word
# that about 3 % of the invented pledges have, and one that all have. Needs curl, and sqlite3 for Datasette's copy.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/PledgeTracker.Benchmarks/measuring.sh
folder=${1:-artifacts/benchmarks/100000}
rounds=${ROUNDS:-3}
datasette=${DATASETTE:-}
some=${SOME:-versatile}
every=${EVERY:-jobs}
sector=Retail
need curl
[ -z "$datasette" ] || need "$datasette" sqlite3
build
data "$folder" 100000
work=$(mktemp -d "${TMPDIR:-/tmp}/pledgetracker-pages.XXXXXX")
port=$(free_port 4)
at=http://127.0.0.1:$port
serve ours "$folder" "$port"
before=$(load)

addresses() { # file, how many, address, whose @ is another row's name each time: what curl is to fetch, one after the other
  local n rows=()
  [[ $3 != *@* ]] || mapfile -t rows <"$work/rows-$1"
  for ((n = 0; n < $2; n++)); do printf 'url = "%s"\noutput = "/dev/null"\n' "${3/@/${rows[n]:-}}"; done >"$work/$1.curl"
}
ask() { # file: fetches; the bytes of an answer
  curl -sg -K "$work/$1.curl" -w '%{http_code} %{size_download}\n' >"$work/answers"
  awk '$1 != 200 {wrong = $1} {sum += $2} END {if (wrong) exit 1; printf "%.0f", sum / NR}' "$work/answers" \
    || { echo "$1: $(head -n 1 "$work/$1.curl") answered $(awk '$1 != 200' "$work/answers" | head -n 1)" >&2; exit 1; }
}

company=$(curl -sf "$at/pledges.json?q=$some&limit=1" | grep -o '"company":"[^"]*"' | head -n 1 | cut -d'"' -f4)
ours=(home list sector some every places company page)
addresses home 20 "$at/uncached/"
addresses list 20 "$at/uncached/pledges"
addresses sector 20 "$at/uncached/pledges?sector=$sector"
addresses some 20 "$at/uncached/pledges?q=$some"
addresses every 8 "$at/uncached/pledges?q=$every"
addresses places 30 "$at/uncached/places"
addresses company 30 "$at/uncached/companies/$company"
addresses page 40 "$at/uncached/pledges/$alibaba"

theirs=()
beside() { # name, port, its settings: a Datasette that answers
  local n
  "$datasette" serve "$work/pledges.db" --port "$2" --setting sql_time_limit_ms 60000 --setting facet_time_limit_ms 60000 "${@:3}" >"$work/$1.log" 2>&1 &
  began
  for ((n = 0; n < 300; n++)); do
    if curl -sf -o /dev/null "http://127.0.0.1:$2/pledges/pledges?_size=1"; then return; fi
    kill -0 "${started[-1]}" 2>/dev/null || break
    sleep 0.2
  done
  cat "$work/$1.log" >&2
  exit 1
}
if [ -n "$datasette" ]; then
  # One flat table, as somebody would hand it to Datasette, with an index for each facet and the same texts to search in.
  sqlite3 "$work/pledges.db" >/dev/null "
    pragma journal_mode = off; pragma synchronous = off;
    attach 'file:$folder/pledgetracker.db?mode=ro' as t;
    create table pledges (id integer primary key, slug text, title text, summary text, company text, sector text, verdict text, year text, jobs integer, deadline text, counted text);
    insert into pledges select p.id, p.slug, p.title, p.summary, c.name, c.sector, s.verdict, substr(p.announced_on, 1, 4), s.jobs_pledged, s.deadline, s.counted_text
      from t.pledges p join t.companies c on c.id = p.company_id join t.pledge_summaries s on s.pledge_id = p.id;
    create index by_sector on pledges (sector); create index by_verdict on pledges (verdict); create index by_year on pledges (year);
    create virtual table pledges_fts using fts5 (name, people, story, proof, content='pledges');
    insert into pledges_fts (rowid, name, people, story, proof) select p.id, p.title || ' ' || c.name || ' ' || replace(p.slug, '-', ' '),
      p.announced_by || ' ' || coalesce(p.announced_by_role, '') || ' ' || coalesce(p.occasion, '') || ' ' || coalesce(c.sector, ''),
      p.summary || ' ' || p.checkability_reason || ' ' || (select group_concat(text, ' ') from t.events e where e.pledge_id = p.id),
      coalesce((select group_concat(coalesce(reported_by, '') || ' ' || coalesce(reason, '') || ' ' || coalesce(note, ''), ' ') from t.figures f where f.pledge_id = p.id), '') || ' ' ||
      (select group_concat(title || ' ' || publisher, ' ') from t.sources o where o.pledge_id = p.id)
      from t.pledges p join t.companies c on c.id = p.company_id;"
  sqlite3 "$work/pledges.db" "select id, slug from pledges where slug glob '*-pledge-[0-9]*' order by id * 7919 % 100003 limit 40" >"$work/rows"
  cut -d'|' -f2 "$work/rows" >"$work/rows-row"
  cut -d'|' -f1 "$work/rows" >"$work/rows-plain-row"
  ours+=(row)
  addresses row 40 "$at/uncached/pledges/@"
  beside plain $((port + 2)) --setting suggest_facets off
  plain=${started[-1]}
  beside shipped $((port + 3))
  shipped=${started[-1]}
  for kind in plain shipped; do
    table=http://127.0.0.1:$((port + 2))/pledges/pledges
    [ $kind = plain ] || table=http://127.0.0.1:$((port + 3))/pledges/pledges
    facets='_size=25&_facet=sector&_facet=verdict&_facet=year'
    theirs+=("$kind-list" "$kind-sector" "$kind-some" "$kind-every")
    addresses $kind-list 3 "$table?$facets"
    addresses $kind-sector 3 "$table?$facets&sector=$sector"
    addresses $kind-some 3 "$table?$facets&_search=$some"
    addresses $kind-every 3 "$table?$facets&_search=$every"
  done
  theirs+=(plain-row)
  addresses plain-row 40 "http://127.0.0.1:$((port + 2))/pledges/pledges/@"
fi

used() { curl -sf "$at/raw/used"; }
cost_of_ours() { # name: milliseconds of processor, bytes allocated and bytes sent, of a request
  local was is sent count
  count=$(grep -c '^url' "$work/$1.curl")
  was=$(used)
  sent=$(ask "$1")
  is=$(used)
  awk -v was="$was" -v is="$is" -v n="$count" -v sent="$sent" 'BEGIN {split(was, a, " "); split(is, b, " "); printf "%.3f %.0f %d\n", (b[1] - a[1]) / 1000 / n, (b[2] - a[2]) / n, sent}'
}
cost_of_theirs() { # name
  local pid=$plain was sent count
  [[ $1 == plain-* ]] || pid=$shipped
  count=$(grep -c '^url' "$work/$1.curl")
  was=$(ticks "$pid")
  sent=$(ask "$1")
  awk -v ticks=$(($(ticks "$pid") - was)) -v hertz="$hertz" -v n="$count" -v sent="$sent" 'BEGIN {printf "%.3f 0 %d\n", ticks / hertz * 1000 / n, sent}'
}

# A page rendered anew runs through thousands of methods, which are compiled for good in several steps: until it costs no less than before.
for name in "${ours[@]}"; do
  last=
  for ((pass = 1; pass <= 10; pass++)); do
    now=$(cost_of_ours "$name" | cut -d' ' -f1)
    sleep 0.3
    if ((pass > 3)) && awk -v now="$now" -v last="$last" 'BEGIN {exit !(now > last * 0.95)}'; then break; fi
    last=$now
  done
done
for name in "${theirs[@]}"; do ask "$name" >"$work/sent"; done
for ((round = 1; round <= rounds; round++)); do
  for name in "${ours[@]}"; do cost_of_ours "$name" >>"$work/costs-$name"; done
  for name in "${theirs[@]}"; do cost_of_theirs "$name" >>"$work/costs-$name"; done
done

middle_of() { awk -v c="$2" '{print $c}' "$work/costs-$1" | middle; }
echo "$(date -u +%F), load before: $before, after: $(load). Medians of $rounds rounds. Company: $company, words: $some and $every."
printf '\n| page, rendered anew | ms of processor | bytes sent | bytes allocated | allocated / sent |\n| --- | ---: | ---: | ---: | ---: |\n'
for name in "${ours[@]}"; do
  printf '| %s | %.2f | %s | %.0f | %s |\n' "$name" "$(middle_of "$name" 1)" "$(middle_of "$name" 3)" "$(middle_of "$name" 2)" "$(quotient "$(middle_of "$name" 2)" "$(middle_of "$name" 3)" 1)"
done
for name in "${theirs[@]}"; do printf '| Datasette, %s | %.2f | %s | | |\n' "$name" "$(middle_of "$name" 1)" "$(middle_of "$name" 3)"; done

measured home "$(middle_of home 1)"
measured places "$(middle_of places 1)"
measured company "$(middle_of company 1)"
allocated() { quotient "$(middle_of "$1" 2)" "$(middle_of "$1" 3)"; }
measured page-allocated "$(allocated page)"
measured list-allocated "$(allocated list)"
measured home-allocated "$(allocated home)"
if [ -n "$datasette" ]; then
  times() { quotient "$(middle_of "$1" 1)" "$(middle_of "$2" 1)" 4; }
  measured list-datasette "$(times list plain-list)"
  measured list-shipped "$(times list shipped-list)"
  measured sector-datasette "$(times sector plain-sector)"
  measured sector-shipped "$(times sector shipped-sector)"
  measured some-datasette "$(times some plain-some)"
  measured some-shipped "$(times some shipped-some)"
  measured every-datasette "$(times every plain-every)"
  measured every-shipped "$(times every shipped-every)"
  measured row-datasette "$(times row plain-row)"
fi
