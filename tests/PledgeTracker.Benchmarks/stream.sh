#!/usr/bin/env bash
# How long a million figures take to leave as CSV, Excel, JSON, JSON lines and Parquet, and how much memory that needs, beside ten thousand
# and beside the sqlite3 shell; the rows of such figures by themselves, and the same of the whole data set. Needs sqlite3 and curl. Usage: stream.sh, from anywhere.
set -euo pipefail
cd "$(dirname "$0")/../.."
P=artifacts/bin/PledgeTracker.Benchmarks/release/PledgeTracker.Benchmarks
dotnet build -c Release -v quiet --nologo tests/PledgeTracker.Benchmarks
for n in 100000 1000; do
  [ -f "artifacts/benchmarks/$n/pledgetracker.db" ] || "$P" generate "artifacts/benchmarks/$n" --pledges "$n" --figures $((n * 10))
done
port=$((20000 + RANDOM % 20000))
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"

peak() { awk '/VmHWM/ {printf "%.0f", $2 / 1024}' "/proc/$pid/status"; }

measure() { # address, file: seconds, MB sent, peak memory of the server in MB
  echo 5 > "/proc/$pid/clear_refs"
  local sent
  sent=$(curl -s -o "$2" -w '%{time_total} %{size_download}' "http://127.0.0.1:$port$1")
  echo "$1 $(echo "$sent" | awk '{printf "%.2f s, %.1f MB", $1, $2 / 1e6}'), peak $(peak) MB"
}

for n in 1000 100000; do
  "$P" serve "artifacts/benchmarks/$n" --urls "http://127.0.0.1:$port" > /tmp/stream-serve.log 2>&1 &
  pid=$!
  trap 'kill $pid 2>/dev/null || true' EXIT
  for _ in $(seq 1200); do grep -q '^ready' /tmp/stream-serve.log && break; sleep 0.25; done
  # The program is serve's own process.
  pid=$(awk '/^ready/ {print $2}' /tmp/stream-serve.log)
  echo "== $n pledges, $((n * 10)) figures"
  curl -s -o /dev/null "http://127.0.0.1:$port/data/figures.csv?company=nobody" || true
  for round in 1 2 3; do measure /data/figures.csv /tmp/stream.csv; done
  measure "/data/figures.json?limit=all" /tmp/stream.json
  measure /data/figures.jsonl /tmp/stream.jsonl
  measure /data/figures.xlsx /tmp/stream.xlsx
  measure /data/figures.parquet /tmp/stream.parquet
  measure /pledges.csv /tmp/stream-pledges.csv
  echo "lines of the CSV file: $(wc -l < /tmp/stream.csv)"
  kill "$pid"; wait "$pid" 2>/dev/null || true
  trap - EXIT
done
for round in 1 2 3; do
  /usr/bin/env time -f "sqlite3 -csv, the table of figures alone: %e s, peak %M KB" sqlite3 -csv artifacts/benchmarks/100000/pledgetracker.db 'select * from figures' > /tmp/stream-sqlite.csv
done
for form in csv xlsx json jsonl parquet; do "$P" rows $form 10000; "$P" rows $form; done
"$P" dataset artifacts/benchmarks/100000
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
