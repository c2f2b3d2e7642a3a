#!/usr/bin/env bash
# The table of targets: what the program costs beside others, measured here and now, with the bar and the moonshot of each row. Brings up
# this program, nginx, a web program with nothing in it, the sqlite3 shell, and Datasette where its path is given, part by part; each part is a
# script or a command of its own, which prints what it found. A row whose reference is missing says so, and never that it holds.
#
#   tests/PledgeTracker.Benchmarks/compare.sh [--only PART,…]    the table, after half an hour to an hour and a half
#   tests/PledgeTracker.Benchmarks/compare.sh --table FILE       the table of measures that an earlier run kept
#   tests/PledgeTracker.Benchmarks/compare.sh --parts            the parts: name and what it runs
#
# May be set: DATA, the folder that holds the folders 100000, 500 and 10000 (artifacts/benchmarks; what is missing is made by `generate`). It is
# only read: what serves and publishes works on copies, in COPIES where that is set, which then stay, or beside other temporary files. DATASETTE, the path of
# that program. PUBLISHED and HELLO as in start.sh. ROUNDS, for all parts (3). MEASURES, a file that keeps the measures.
#
# The table goes to the standard output, all else to the standard error. Ends with 1 where a part failed.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/PledgeTracker.Benchmarks/measuring.sh
parts=(page pages csv import start follow edit)

runs() { # part: what it runs, on the copies
  case $1 in
    page) echo $benchmarks/load.sh "$copies/100000" "$copies/500" ;;
    pages) echo $benchmarks/pages.sh "$copies/100000" ;;
    csv) echo env DATA="$copies" $benchmarks/stream.sh --csv ;;
    import) echo $benchmarks/import.sh "$data/10000" ;;
    start) echo $benchmarks/start.sh ;;
    follow) echo "$program" follow "$copies/100000" ;;
    edit) echo "$program" growth "$copies/500" "$copies/100000" ;;
  esac
}

table() { # file of measures: name and value, or name, a dash, and why there is none; a part's name with a colon stands for all its rows
  awk -F '\t' '
    function number(text,  part) { return split(text, part, "/") == 2 ? part[1] / part[2] : text + 0 }
    function shown(value, of, unit) {
      if (of ~ /\// && value < 1) return sprintf("1/%.1f", 1 / value)
      return sprintf(value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value) (unit == "" ? "" : " " unit)
    }
    function limit(text, unit) { return text == "" ? "" : "≤ " text (unit == "" ? "" : " " unit) }
    FILENAME == ARGV[1] {
      if ($2 == "-") { if (!($1 in why)) why[$1] = $3 }
      else if ($2 + 0 > 0) values[$1] = values[$1] " " $2
      else why[$1] = "its measure came out as " $2
      next
    }
    FNR == 1 { print "| what | bar | moonshot | measured | |"; print "| --- | ---: | ---: | ---: | --- |"; next }
    { print "| " $3 " | " limit($5, $4) " | " limit($6, $4) " | " result() " |" }
    # A part may be run several times: the middle one counts.
    function result(  v, n, i, j, swap, value, said) {
      n = split(values[$1], v, " ")
      if (n == 0) return "not measured | " ($1 in why ? why[$1] : ($2 ":") in why ? why[$2 ":"] : "it was not asked for")
      for (i = 2; i <= n; i++) for (j = i; j > 1 && v[j] + 0 < v[j - 1] + 0; j--) { swap = v[j]; v[j] = v[j - 1]; v[j - 1] = swap }
      value = n % 2 ? v[(n + 1) / 2] + 0 : (v[n / 2] + v[n / 2 + 1]) / 2
      said = $5 == "" ? "" : value > number($5) ? "**missed**" : $6 != "" && value <= number($6) ? "holds, and the moonshot" : "holds"
      return shown(value, $5 == "" && $7 ~ /datasette/ ? "1/1" : $5, $4) " | " said
    }' "$1" $benchmarks/targets.tsv
}

only=()
case ${1:-} in
  --table)
    [ -f "${2:-}" ] || { echo "--table needs the file of measures." >&2; exit 1; }
    table "$2"
    exit 0
    ;;
  --parts)
    data=DATA copies=COPIES
    for part in "${parts[@]}"; do printf '%s\t%s\n' "$part" "$(runs "$part")"; done
    exit 0
    ;;
  --only)
    IFS=, read -ra only <<<"${2:-}"
    for part in "${only[@]}"; do
      [[ " ${parts[*]} " == *" $part "* ]] || { echo "There is no part $part. The parts are: ${parts[*]}." >&2; exit 1; }
    done
    ;;
  '') only=("${parts[@]}") ;;
  *) sed -n '/^#   /s/^#   //p' "$0" >&2; exit 1 ;;
esac
[ ${#only[@]} -gt 0 ] || { echo "--only needs parts: ${parts[*]}." >&2; exit 1; }

need curl dotnet awk
work=$(mktemp -d "${TMPDIR:-/tmp}/pledgetracker-compare.XXXXXX")
data=${DATA:-artifacts/benchmarks}
copies=${COPIES:-$work/copies}
export MEASURES=${MEASURES:-$work/measures} PUBLISHED=${PUBLISHED:-$work/published} HELLO=${HELLO:-$work/hello} ROUNDS=${ROUNDS:-3} DATASETTE=${DATASETTE:-}
: >"$MEASURES"
build
export BUILT=1

is_there() { # a program that a row needs
  case $1 in
    nginx) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] ;;
    datasette) [ -n "$DATASETTE" ] && command -v "$DATASETTE" >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}
while read -r name needs; do
  for one in $needs; do is_there "$one" || { unmeasured "$name" "$one is missing"; break; }; done
done < <(awk -F '\t' 'NR > 1 {print $1, $7}' $benchmarks/targets.tsv)
is_there datasette || DATASETTE=

copy() { # pledges: a copy of that folder to serve and publish on
  data "$data/$1" "$1" || return
  [ ! -f "$copies/$1/pledgetracker.db" ] || return 0
  mkdir -p "$copies/$1" && cp --reflink=auto "$data/$1/pledgetracker.db" "$copies/$1/" || return
  # What its last server had not yet taken into the file when it was ended.
  [ ! -s "$data/$1/pledgetracker.db-wal" ] || cp "$data/$1/pledgetracker.db-wal" "$copies/$1/"
}

# A part has a process group of its own, so that all that it started can be ended with it.
running=
# shellcheck disable=SC2317 # the traps below call it
leave() {
  trap '' INT TERM
  if [ -n "$running" ]; then
    kill -TERM -- "-$running" 2>/dev/null || true
    wait "$running" 2>/dev/null || true
  fi
  exit "$1"
}
trap 'leave 130' INT
trap 'leave 143' TERM

before=$(load) began_at=$(date -u '+%F %H:%M') failed=0
for part in "${only[@]}"; do
  if ! awk -F '\t' -v part="$part" 'FILENAME == ARGV[1] {if ($2 == "-") out[$1]; next} $2 == part && !($1 in out) {found = 1} END {exit !found}' "$MEASURES" $benchmarks/targets.tsv; then
    echo "== $part: nothing of it can be measured here" >&2
    continue
  fi
  echo "== $part, $(date -u +%H:%M), load $(load)" >&2
  status=0
  case $part in
    import | start) ;;
    page | edit) copy 100000 && copy 500 ;;
    *) copy 100000 ;;
  esac 2>"$work/complaints" || status=$?
  # One process reads the index for the first time once.
  times=1
  [ "$part" != follow ] || times=$ROUNDS
  for ((; times > 0 && status == 0; times--)); do
    read -ra command <<<"$(runs "$part")"
    set -m
    "${command[@]}" </dev/null >&2 2>"$work/complaints" &
    running=$!
    set +m
    wait "$running" || status=$?
    running=
  done
  cat "$work/complaints" >&2
  if [ $status = 0 ]; then
    unmeasured "$part:" "its part gave no value"
  else
    failed=1
    unmeasured "$part:" "the part failed: $(grep -v '^\.*$' "$work/complaints" | tail -n 1 | tr '\t|' '  ' | cut -c1-200)"
  fi
done

table "$MEASURES"
echo
echo "From $began_at to $(date -u '+%F %H:%M') UTC, load before: $before, after: $(load). $(nproc) cores, medians of $ROUNDS rounds. Commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)."
exit $failed
