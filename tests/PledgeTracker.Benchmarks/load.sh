#!/usr/bin/env bash
# Measures the processor time a request costs, as ratios between ways of sending one pledge page. The server has one core to
# itself and the load generator another; all on the loopback. Takes about seven minutes.
#
#   tests/PledgeTracker.Benchmarks/load.sh [FOLDER] [SMALL FOLDER]
#
# The folders are made by `generate` (100,000 and 500 pledges) where they are missing. SECONDS_A_ROUND, ROUNDS, WARM_UP and
# CONNECTIONS may be set, and PAGE, the slug of a pledge.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/PledgeTracker.Benchmarks/measuring.sh
large=${1:-artifacts/benchmarks/100000}
small=${2:-artifacts/benchmarks/500}
seconds=${SECONDS_A_ROUND:-4}
rounds=${ROUNDS:-5}
warm_up=${WARM_UP:-2}
connections=${CONNECTIONS:-64}
port=${PORT:-$(free_port 5)}

# What is measured is the settled server. On a single core the runtime waits ten times as long before it compiles for good.
export DOTNET_TC_DelaySingleProcMultiplier=1
server_core=0
load_core=1

need wrk curl taskset
nginx=$(command -v nginx || ls /usr/sbin/nginx 2>/dev/null || true)
[ -n "$nginx" ] || echo "Not compared with nginx, which is missing. On Debian: apt-get install nginx-light" >&2
[ "$(nproc)" -ge 2 ] || { echo "Two cores are needed: one for the server, one for the load." >&2; exit 1; }

work=$(mktemp -d /tmp/pledgetracker-load.XXXXXX)
build
data "$large" 100000
data "$small" 500

# --- the servers, each on the same core; those that are not asked use none of it
serve large "$large" "$port" taskset -c $server_core
serve small "$small" $((port + 2)) taskset -c $server_core
read -r _ large_pid page plain_size brotli_size <<<"$(grep '^ready' "$work/large.log")"
read -r _ small_pid small_page _ _ <<<"$(grep '^ready' "$work/small.log")"
at=http://127.0.0.1:$port
bare=http://127.0.0.1:$((port + 1))
at_small=http://127.0.0.1:$((port + 2))
web=http://127.0.0.1:$((port + 4))

if [ -n "$nginx" ]; then
  mkdir -p "$work/site" "$work/nginx"
  curl -sf "$at$page" -o "$work/site/page.html"
  gzip -9 -k "$work/site/page.html"
  gzip_size=$(stat -c %s "$work/site/page.html.gz")
  cat >"$work/nginx.conf" <<EOF
daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/nginx/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; types { text/html html; }
  client_body_temp_path $work/nginx/a; proxy_temp_path $work/nginx/b; fastcgi_temp_path $work/nginx/c; uwsgi_temp_path $work/nginx/d; scgi_temp_path $work/nginx/e;
  server { listen 127.0.0.1:$((port + 4)); root $work/site; gzip_static on; }
}
EOF
  chmod -R a+rX "$work"
  taskset -c $server_core "$nginx" -p "$work" -c "$work/nginx.conf" -e "$work/nginx/error.log" 2>"$work/nginx.log" &
  began
  for _ in $(seq 50); do curl -sf "$web/page.html" -o /dev/null && break; sleep 0.1; done
  nginx_pid=$(tr -d ' ' <"/proc/${started[-1]}/task/${started[-1]}/children")
  [ -n "$nginx_pid" ] || { cat "$work/nginx.log" "$work/nginx/error.log"; exit 1; }
fi

# --- what is measured: name | process | address | header | status and size that must come back
tag=$(curl -sf -D - "$at$page" -o /dev/null | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
targets=(
  "raw|$large_pid|$at/raw/page|X-None: 1|200 $plain_size"
  "raw-brotli|$large_pid|$at/raw/page.br|Accept-Encoding: br|200 $brotli_size"
  "bare|$large_pid|$bare/page|X-None: 1|200 $plain_size"
  "bare-brotli|$large_pid|$bare/page.br|Accept-Encoding: br|200 $brotli_size"
  "uncached|$large_pid|$at/uncached$page|X-None: 1|200 *"
  "uncached-small|$small_pid|$at_small/uncached$small_page|X-None: 1|200 *"
  "cached|$large_pid|$at$page|X-None: 1|200 $plain_size"
  "cached-brotli|$large_pid|$at$page|Accept-Encoding: br|200 $brotli_size"
  "not-modified|$large_pid|$at$page|If-None-Match: $tag|304 0"
)
[ -z "$nginx" ] || targets+=("nginx|$nginx_pid|$web/page.html|Accept-Encoding: gzip|200 $gzip_size")
for target in "${targets[@]}"; do
  IFS='|' read -r name pid address header expected <<<"$target"
  got=$(curl -s -o /dev/null -w '%{http_code} %{size_download}' -H "$header" "$address")
  # shellcheck disable=SC2053
  [[ $got == $expected ]] || { echo "$name: $address answered $got and not $expected" >&2; exit 1; }
done

echo "Page: $page, $plain_size bytes, Brotli $brotli_size${nginx:+, gzip $gzip_size}. $(date -u +%F), load before: $(load)"
measured page-bytes "$(quotient "$plain_size" 1000 1)"

cost() { # the file with what wrk said, ticks of the server: microseconds of processor a request
  awk -v ticks="$2" -v hertz="$hertz" '/requests in/ {printf "%.4f\n", ticks / hertz / $1 * 1e6}' "$1"
}

# A page rendered anew runs through thousands of methods, which are compiled for good in several steps with pauses between: it is asked for
# until it costs no less than before, on a crowded machine for longer than on a quiet one.
for target in "${targets[@]}"; do
  IFS='|' read -r name pid address header _ <<<"$target"
  case $name in uncached*) passes=6 most=20 ;; *) passes=1 most=1 ;; esac
  last=
  for ((pass = 1; pass <= most; pass++)); do
    before=$(ticks "$pid")
    taskset -c $load_core wrk -t1 --timeout 30s -c"$connections" -d5s -H "$header" "$address" >"$work/wrk.log"
    now=$(cost "$work/wrk.log" $(($(ticks "$pid") - before)))
    sleep 1
    if ((pass >= passes)) && awk -v now="$now" -v last="$last" 'BEGIN {exit !(last == "" || now > last * 0.9)}'; then break; fi
    last=$now
  done
done

# Round by round through all of them, so that a slow minute of the machine falls on all alike.
for ((round = 1; round <= warm_up + rounds; round++)); do
  for target in "${targets[@]}"; do
    IFS='|' read -r name pid address header _ <<<"$target"
    before=$(ticks "$pid")
    taskset -c $load_core wrk -t1 --timeout 30s -c"$connections" -d"${seconds}s" -H "$header" "$address" >"$work/wrk.log"
    after=$(ticks "$pid")
    if grep -qE 'Non-2xx|Socket errors' "$work/wrk.log"; then echo "$name: $(grep -E 'Non-2xx|Socket errors' "$work/wrk.log")" >&2; exit 1; fi
    if ((round > warm_up)); then
      echo "$name $(cost "$work/wrk.log" $((after - before))) $(awk '/Requests\/sec/ {print $2}' "$work/wrk.log")" >>"$work/results"
    fi
  done
  printf '.' >&2
done
printf '\n' >&2

median() { # name, column
  awk -v n="$1" -v c="$2" '$1 == n {print $c}' "$work/results" | middle
}
spread() { awk -v n="$1" '$1 == n {print $2}' "$work/results" | sort -n | sed -n '1p;$p' | paste -sd' ' | awk '{printf "%.1f–%.1f", $1, $2}'; }
echo "Load after: $(load). Medians of $rounds rounds of $seconds s, $connections connections."
printf '\n| what | µs of processor a request | lowest and highest | requests/s |\n| --- | ---: | ---: | ---: |\n'
for target in "${targets[@]}"; do
  name=${target%%|*}
  printf '| %s | %.1f | %s | %.0f |\n' "$name" "$(median "$name" 2)" "$(spread "$name")" "$(median "$name" 3)"
done
ratio() { # its row in targets.tsv, what, name, reference
  measured "$1" "$(quotient "$(median "$3" 2)" "$(median "$4" 2)")"
  awk -v what="$2" -v a="$(median "$3" 2)" -v b="$(median "$4" 2)" -v bar="$(bar "$1")" \
    'BEGIN {printf "| %s | %.2f | %s | %s |\n", what, a / b, bar, (a / b <= bar ? "holds" : "**missed**")}'
}
printf '\n| ratio | here | bar | |\n| --- | ---: | ---: | --- |\n'
ratio page-raw "uncached page / raw" uncached raw
ratio cached-raw "cached page, plain / raw" cached raw
ratio brotli-raw "cached page, Brotli / raw Brotli" cached-brotli raw-brotli
[ -z "$nginx" ] || ratio brotli-nginx "cached Brotli page / nginx gzip_static" cached-brotli nginx
ratio unchanged-raw "304 / raw" not-modified raw
ratio page-growth "uncached page at 100,000 pledges / at 500" uncached uncached-small
printf '\nAgainst a Kestrel with nothing else in it: uncached %s, cached %s, cached Brotli %s, 304 %s.\n' \
  "$(quotient "$(median uncached 2)" "$(median bare 2)" 2)" \
  "$(quotient "$(median cached 2)" "$(median bare 2)" 2)" \
  "$(quotient "$(median cached-brotli 2)" "$(median bare-brotli 2)" 2)" \
  "$(quotient "$(median not-modified 2)" "$(median bare 2)" 2)"
