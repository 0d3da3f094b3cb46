#!/usr/bin/env bash
# A sweep of 64 members on one core with one worker process and on two cores with two, in turns: wall seconds, members a minute, the ratio, what
# the ensemble costs beside the members' own work (start of the workers, reading, keeping, collecting), and CPU seconds of all processes, for a
# machine that others use too. On one core means everything: parent, worker, compiler threads and garbage collection (taskset; where there is
# none, one worker has the other cores for its compiler threads, and the ratio comes out too small). The result hashes must be the same.
# usage: bench/workers.sh [times, default 1] [case, default examples/three-zones] [time, default reps:20] [members of 64, default 64]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
times=${1:-1}
case=${2:-examples/three-zones}
time=${3:-reps:20}
members=${4:-64}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
values=(x0.7 x0.8 x0.9 x1 x1.1 x1.2 x1.3 x1.4)
list() { local IFS=,; echo "${values[*]:0:$1}"; }
figure() { grep -m 1 -o "\"$2\" : [0-9.eE+-]*" "$1" | sed 's/.*: //'; }
text() { grep -o "\"$2\" : \"[^\"]*\"" "$1" | tail -n 1 | sed 's/.*: "\(.*\)"/\1/'; }
run() {
  local TIMEFORMAT='%U %S' pin=()
  [ "$1" -gt 1 ] || ! command -v taskset >/dev/null || pin=(taskset -c 0)
  { time LOADSTAR_HEAP=1g ${pin[@]+"${pin[@]}"} ./loadstar sweep "$case" --time "$time" --over wacc="$(list 8)" \
    --over "technology_costs.*.capex_usd_per_kw=$(list $((members / 8)))" --workers "$1" --threads "$1" --out "$tmp/run$1" --json >"$tmp/$1.json" 2>"$tmp/$1.err" \
    || touch "$tmp/failed"; } 2>"$tmp/cpu"
  [ ! -e "$tmp/failed" ] || { cat "$tmp/$1.err" >&2; exit 1; }
  awk -v n="$1" -v m="$((members / 8 * 8))" -v where="${pin[*]:+on one core}" -v wall="$(tail -n 20 "$tmp/$1.json" | grep -o '"seconds" : [0-9.]*' | sed 's/.*: //')" \
    -v own="$(figure "$tmp/$1.json" member_seconds)" -v cpu="$(awk '{ print $1 + $2 }' "$tmp/cpu")" 'BEGIN {
    printf "%d worker%s: %.1f s, %.1f members a minute, members themselves %.1f s (%.2f s each), beside them %.1f %%, CPU %.1f s\n",
      n, (n > 1 ? "s" : " " where), wall, m * 60 / wall, own, own / m, 100 * (n * wall - own) / own, cpu
    print wall, cpu >("'"$tmp"'/wall" n) }'
}
[ "$members" -ge 8 ] && [ "$members" -le 64 ] || { echo "bench/workers.sh: members $members: allowed are 8 to 64" >&2; exit 2; }
for k in $(seq 1 "$times"); do
  run 1
  run 2
  [ "$(text "$tmp/1.json" result_hash)" = "$(text "$tmp/2.json" result_hash)" ] || { echo "bench/workers.sh: the result hashes differ" >&2; exit 1; }
  awk 'FNR == 1 { wall[++n] = $1; cpu[n] = $2 } END {
    printf "two workers do %.2f times the work of one (by CPU seconds, on cores of their own, at most %.2f); same result hash\n", wall[1] / wall[2], 2 * cpu[1] / cpu[2] }' "$tmp/wall1" "$tmp/wall2"
done
