#!/usr/bin/env bash
# A sweep of 64 members with one worker process and with two, in turns: wall seconds, members a minute, the ratio, and what the ensemble
# costs beside the members' own work (start of the workers, reading, keeping, collecting); CPU seconds of all processes, for a machine that
# others use too. The result hashes must be the same.
# usage: bench/workers.sh [times, default 1] [case, default examples/three-zones] [time, default reps:4]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
times=${1:-1}
case=${2:-examples/three-zones}
time=${3:-reps:4}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
values=x0.7,x0.8,x0.9,x1,x1.1,x1.2,x1.3,x1.4
figure() { grep -m 1 -o "\"$2\" : [0-9.eE+-]*" "$1" | sed 's/.*: //'; }
text() { grep -o "\"$2\" : \"[^\"]*\"" "$1" | tail -n 1 | sed 's/.*: "\(.*\)"/\1/'; }
run() {
  local TIMEFORMAT='%U %S'
  { time LOADSTAR_HEAP=1g ./loadstar sweep "$case" --time "$time" --over wacc=$values --over "technology_costs.*.capex_usd_per_kw=$values" \
    --workers "$1" --threads "$1" --out "$tmp/run$1" --json >"$tmp/$1.json" 2>"$tmp/$1.err" || touch "$tmp/failed"; } 2>"$tmp/cpu"
  [ ! -e "$tmp/failed" ] || { cat "$tmp/$1.err" >&2; exit 1; }
  awk -v n="$1" -v wall="$(tail -n 20 "$tmp/$1.json" | grep -o '"seconds" : [0-9.]*' | sed 's/.*: //')" -v own="$(figure "$tmp/$1.json" member_seconds)" \
    -v cpu="$(awk '{ print $1 + $2 }' "$tmp/cpu")" \
    'BEGIN { printf "%d worker%s: %.1f s, %.1f members a minute, members themselves %.1f s, beside them %.1f %%, CPU %.1f s\n", n, (n > 1 ? "s" : " "), wall, 64 * 60 / wall, own, 100 * (n * wall - own) / own, cpu; print wall > "'"$tmp"'/wall'"$1"'" }'
}
for k in $(seq 1 "$times"); do
  run 1
  run 2
  [ "$(text "$tmp/1.json" result_hash)" = "$(text "$tmp/2.json" result_hash)" ] || { echo "bench/workers.sh: the result hashes differ" >&2; exit 1; }
  awk -v one="$(cat "$tmp/wall1")" -v two="$(cat "$tmp/wall2")" 'BEGIN { printf "two workers do %.2f times the work of one; same result hash\n", one / two }'
done
