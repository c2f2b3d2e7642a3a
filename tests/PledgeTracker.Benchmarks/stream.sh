#!/usr/bin/env bash
# How long a million figures take to leave as CSV, Excel, JSON, JSON lines and Parquet, and how much memory that needs, beside ten thousand;
# the rows of such figures by themselves, and the same of the whole data set. As CSV also the processor time, beside the sqlite3 shell that
# writes the same columns of the same rows (figures.sql).
#
#   tests/PledgeTracker.Benchmarks/stream.sh [--csv]
#
# --csv measures nothing but the million figures as CSV. DATA, the folder that holds the folders 1000 and 100000, and ROUNDS (3) may be set.
# Needs sqlite3 and curl.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/PledgeTracker.Benchmarks/measuring.sh
data=${DATA:-artifacts/benchmarks}
rounds=${ROUNDS:-3}
sizes=(1000 100000)
if [ "${1:-}" = --csv ]; then sizes=(100000); fi
need curl sqlite3
build
for n in "${sizes[@]}"; do data "$data/$n" "$n"; done
work=$(mktemp -d "${TMPDIR:-/tmp}/pledgetracker-stream.XXXXXX")
port=$(free_port 2)
site=http://127.0.0.1:$port
echo "$(date -u +%F), load before: $(load)"

peak() { awk '/VmHWM/ {printf "%.0f", $2 / 1024}' "/proc/$pid/status"; }

measure() { # address, file: seconds, MB sent, peak memory of the server in MB
  echo 5 >"/proc/$pid/clear_refs"
  local sent before
  before=$(ticks "$pid")
  sent=$(curl -sf -o "$2" -w '%{time_total} %{size_download}' "$site$1")
  spent=$(quotient $(($(ticks "$pid") - before)) "$hertz" 2)
  echo "$1 $(echo "$sent" | awk '{printf "%.2f s, %.1f MB", $1, $2 / 1e6}'), $spent s of processor, peak $(peak) MB"
}

for n in "${sizes[@]}"; do
  serve "$n" "$data/$n" "$port"
  pid=${started[-1]}
  echo "== $n pledges, $((n * 10)) figures"
  curl -s -o /dev/null "$site/data/figures.csv?company=nobody" || true
  for ((round = 1; round <= rounds; round++)); do
    measure /data/figures.csv "$work/figures.csv"
    [ "$n" != 100000 ] || echo "$spent" >>"$work/ours"
  done
  if [ "${1:-}" != --csv ]; then
    measure "/data/figures.json?limit=all" "$work/other"
    measure /data/figures.jsonl "$work/other"
    measure /data/figures.xlsx "$work/other"
    measure /data/figures.parquet "$work/other"
    measure /pledges.csv "$work/other"
  fi
  echo "lines of the CSV file: $(wc -l <"$work/figures.csv")"
  ended "$pid"
done

shell=(sqlite3 -readonly -csv -header -newline $'\n' -cmd '.parameter init' -cmd ".parameter set :site \"'$site'\"" "$data/100000/pledgetracker.db")
for ((round = 1; round <= rounds; round++)); do
  spent=$(seconds_of "$work/shell.csv" "${shell[@]}" '.read tests/PledgeTracker.Benchmarks/figures.sql')
  echo "$spent" >>"$work/shell"
  echo "sqlite3 -csv, the same columns: $spent s of processor, $(wc -c <"$work/shell.csv" | awk '{printf "%.1f MB", $1 / 1e6}')"
done
# What is compared is the same table: its columns, and of each row the pledge and the place. (The shell quotes every text that has a space.)
if ! { head -n 1 "$work/figures.csv" | tr -d '\r' | cmp - <(head -n 1 "$work/shell.csv") && cmp <(cut -d, -f1-3 "$work/figures.csv") <(cut -d, -f1-3 "$work/shell.csv"); }; then
  echo "figures.sql no longer has the columns and rows of figures.csv." >&2
  exit 1
fi
ratio=$(quotient "$(middle <"$work/ours")" "$(middle <"$work/shell")")
measured csv "$ratio"
echo "A million figures as CSV / sqlite3 -csv: $ratio, bar $(bar csv)."

if [ "${1:-}" != --csv ]; then
  for round in 1 2 3; do
    echo "sqlite3 -csv, the table of figures alone: $(seconds_of /dev/null sqlite3 -csv "$data/100000/pledgetracker.db" 'select * from figures') s of processor"
  done
  for form in csv xlsx json jsonl parquet; do "$program" rows $form 10000; "$program" rows $form; done
  "$program" dataset "$data/100000"
fi
echo "load after: $(load)"
