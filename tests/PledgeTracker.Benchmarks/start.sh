#!/usr/bin/env bash
# What a start costs, in processor time, beside that of a web program with nothing in it (`dotnet new web`): until it listens,
# until its first page came, and until a pledge's page came. Once on an empty folder, which is filled with all starter pledges,
# and once on what that left. Needs curl and the SDK.
#
#   tests/PledgeTracker.Benchmarks/start.sh [--plain]
#
# --plain prints lines of a name and a value for other programs. ROUNDS (5) and PAGE, the slug of a pledge, may be set, and
# PUBLISHED and HELLO: folders that hold the two programs as published already.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/PledgeTracker.Benchmarks/measuring.sh
plain=
if [ "${1:-}" = --plain ]; then plain=1; fi
rounds=${ROUNDS:-5}
slug=${PAGE:-$alibaba}
port=${PORT:-$(free_port 1)}
need curl dotnet

work=$(mktemp -d /tmp/pledgetracker-start.XXXXXX)
published=${PUBLISHED:-$work/program}
publish "$published"
hello=${HELLO:-$work/hello-published}
if [ ! -d "$hello" ]; then
  { dotnet new web -o "$work/hello" && dotnet publish "$work/hello" -c Release -o "$hello" -v quiet --nologo; } >"$work/hello.log" || { cat "$work/hello.log" >&2; exit 1; }
fi

fetch() { # what, address: the processor time that was used once it answered 200
  local status
  status=$(curl -s -o "$work/page" -w '%{http_code}' "http://127.0.0.1:$port$2") || true
  [ "$status" = 200 ] || { echo "$1: $2 answered $status" >&2; cat "$work/log" >&2; exit 1; }
  echo "$1 $(ticks "$pid")" >>"$work/results"
}

start() { # name, the second page or nothing, program and its words
  local name=$1 second=$2 began ended
  shift 2
  began=$(date +%s%N)
  (cd "$work" && exec env ASPNETCORE_URLS="http://127.0.0.1:$port" DOTNET_ENVIRONMENT=Production "$@") >"$work/log" 2>&1 &
  began
  pid=${started[-1]}
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.01
  done
  ended=$(date +%s%N)
  echo "$name-listening $(ticks "$pid")" >>"$work/results"
  echo "$name-listening-clock $(((ended - began) * hertz / 1000000000))" >>"$work/results"
  fetch "$name" /
  # In the unit of the others, so that one median serves all.
  awk -v name="$name" -v hertz="$hertz" '/VmRSS/ {print name "-memory", $2 / 1024 * hertz}' "/proc/$pid/status" >>"$work/results"
  [ -z "$second" ] || fetch "$name-pledge" "$second"
  ended "$pid"
}

before=$(load)
program=("$published/PledgeTracker.Web" --PledgeTracker:DataDirectory="$work/data")
# One of each first, so that every file was read from the disk once.
for ((round = 0; round <= rounds; round++)); do
  [ "$round" -ne 1 ] || rm "$work/results"
  start hello "" "$hello/hello" --contentRoot "$hello"
  rm -rf "$work/data"
  start first "/pledges/$slug" "${program[@]}"
  start second "/pledges/$slug" "${program[@]}"
  printf '.' >&2
done
printf '\n' >&2

sorted() { awk -v n="$1" -v hertz="$hertz" '$1 == n {print $2 / hertz}' "$work/results" | sort -n; }
median() { sorted "$1" | middle; }
spread() { sorted "$1" | sed -n '1p;$p' | paste -sd' ' | awk '{printf "%.2f–%.2f", $1, $2}'; }
times() { quotient "$(median "$1")" "$(median hello)" 2; }
bytes=$(find "$published" -type f -printf '%s\n' | awk '{sum += $1} END {print sum}')

measured second-start "$(times second)"
measured first-start "$(times first)"
measured second-listening "$(median second-listening-clock)"
measured first-listening "$(median first-listening-clock)"
measured start-memory "$(median second-memory)"
measured package "$(quotient "$bytes" 1000000 1)"

if [ -n "$plain" ]; then
  for name in hello second first; do echo "start-$name-cpu-seconds $(median "$name")"; done
  for name in second first; do
    echo "start-$name-pledge-cpu-seconds $(median "$name-pledge")"
    echo "start-$name-listening-seconds $(median "$name-listening-clock")"
    echo "start-$name-ratio $(times "$name")"
  done
  echo "start-package-bytes $bytes"
  exit 0
fi

echo "$(date -u +%F), load before: $before, after: $(load). Medians of $rounds. The package: $bytes bytes."
printf '\n| until | s of processor | lowest and highest | hello-worlds | bar | |\n| --- | ---: | ---: | ---: | ---: | --- |\n'
row() { # what, name, bar or nothing
  printf '| %s | %.2f | %s | %s | %s | %s |\n' "$1" "$(median "$2")" "$(spread "$2")" "$(times "$2")" "$3" \
    "$([ -z "$3" ] || awk -v a="$(times "$2")" -v bar="$3" 'BEGIN {print (a <= bar ? "holds" : "**missed**")}')"
}
row "hello-world's first answer" hello ""
row "second start: listening" second-listening ""
row "second start: the home page" second "$(bar second-start)"
row "second start: a pledge's page too" second-pledge ""
row "first start: listening" first-listening ""
row "first start: the home page" first "$(bar first-start)"
row "first start: a pledge's page too" first-pledge ""
printf '\nBy the clock until it listens: hello-world %.2f s, second start %.2f s, first start %.2f s.\n' \
  "$(median hello-listening-clock)" "$(median second-listening-clock)" "$(median first-listening-clock)"
printf 'Memory once the home page came: hello-world %.0f MB, second start %.0f MB, first start %.0f MB.\n' "$(median hello-memory)" "$(median second-memory)" "$(median first-memory)"
