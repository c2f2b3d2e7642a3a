# shellcheck shell=bash
# What the measuring scripts beside it share. Each sources it from the root of the repository.
#
# MEASURES, where it is set, names the file that takes every measure which targets.tsv has a row for: compare.sh makes one table of them.

benchmarks=tests/PledgeTracker.Benchmarks
program=artifacts/bin/PledgeTracker.Benchmarks/release/PledgeTracker.Benchmarks
alibaba="alibaba-million-us-jobs-2017"

measured() { # name in targets.tsv, value
  [ -z "${MEASURES:-}" ] || printf '%s\t%s\n' "$1" "$2" >>"$MEASURES"
}

unmeasured() { # name in targets.tsv, why there is no value
  [ -z "${MEASURES:-}" ] || printf '%s\t-\t%s\n' "$1" "$2" >>"$MEASURES"
}

bar() { # name in targets.tsv: its bar, as a number
  awk -F '\t' -v name="$1" '$1 == name {n = split($5, part, "/"); print (n == 2 ? part[1] / part[2] : $5)}' $benchmarks/targets.tsv
}

quotient() { awk -v a="$1" -v b="$2" -v digits="${3:-3}" 'BEGIN {printf "%." digits "f", (b > 0 ? a / b : 0)}'; }

# The median of the numbers that come in, one on a line.
middle() { sort -n | awk '{v[NR] = $1} END {if (NR) print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2)}'; }

load() { cut -d' ' -f1-3 /proc/loadavg; }

# Processor time of a process, its own and the system's on its behalf, in ticks of the clock.
# shellcheck disable=SC2034 # those that source it use it
hertz=$(getconf CLK_TCK)
ticks() { sed 's/^.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'; }

# A program to its end: the processor time of it and of what it started, in seconds. What it says goes to a file, its complaints beside it.
seconds_of() { # file, program and its words
  local said=$1
  shift
  (
    TIMEFORMAT='%U %S'
    time "$@" >"$said" 2>"${said_too:-/dev/null}"
  ) 2>&1 | awk '{printf "%.3f\n", $1 + $2}'
}

free_port() { # how many that follow each other
  local port beside
  while :; do
    port=$((20000 + RANDOM % 12000))
    for ((beside = port; beside < port + $1; beside++)); do
      if (exec 3<>"/dev/tcp/127.0.0.1/$beside") 2>/dev/null; then continue 2; fi
    done
    echo "$port"
    return
  done
}

need() { # the programs without which nothing is measured here, as Debian's packages have them
  local missing=() one
  for one in "$@"; do command -v "$one" >/dev/null || missing+=("$one"); done
  [ ${#missing[@]} -eq 0 ] || { echo "Needed and not there: ${missing[*]}." >&2; exit 1; }
}

build() { # once for all parts of compare.sh
  [ -z "${BUILT:-}" ] || return 0
  local said
  said=$(dotnet build -c Release $benchmarks -v quiet --nologo -p:RunAnalyzers=false 2>&1) || { echo "$said" >&2; exit 1; }
}

data() { # folder, pledges, figures: made where it is missing, and there only once it is whole
  [ ! -f "$1/pledgetracker.db" ] || return 0
  rm -rf "$1.half" && "$program" generate "$1.half" --pledges "$2" --figures "${3:-$(($2 * 10))}" >&2 && mv "$1.half" "$1"
}

publish() { # folder: the program as it is published, where it is not there yet
  local said
  [ -e "$1/PledgeTracker.Web" ] || said=$(dotnet publish src/PledgeTracker.Web -c Release -o "$1" -v quiet --nologo -p:RunAnalyzers=false 2>&1) || { echo "$said" >&2; exit 1; }
}

# What a script started, by pid, ends with it. `began` is to be called behind each `&`.
started=()
work=
began() { started+=($!); }
ended() { # pid
  local pid kept=()
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
  for pid in "${started[@]}"; do [ "$pid" = "$1" ] || kept+=("$pid"); done
  started=("${kept[@]}")
}
finish() {
  local pid
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
  [ -z "$work" ] || rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

serve() { # name of its log, folder, port, what runs before it (taskset …): the server of this program, ready
  local log="$work/$1.log" folder=$2 port=$3
  shift 3
  "$@" "$program" serve "$folder" --urls "http://127.0.0.1:$port" --page "${PAGE:-$alibaba}" >"$log" 2>&1 &
  began
  until grep -q '^ready' "$log" 2>/dev/null; do
    kill -0 "${started[-1]}" 2>/dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.2
  done
}
