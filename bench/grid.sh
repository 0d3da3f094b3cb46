#!/usr/bin/env bash
# usage: bench/grid.sh FILE.m...   wall and CPU seconds of every step of `grid` on networks, as a Markdown table
# Without a file: case2000_goc and case10000_goc of PGLib below LOADSTAR_PEERS (default: ../shared/peers).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
peers=${LOADSTAR_PEERS:-$root/../shared/peers}
[ $# -gt 0 ] || set -- "$peers/pglib/pglib_opf_case2000_goc.m" "$peers/pglib/pglib_opf_case10000_goc.m"
time=$(mktemp)
trap 'rm -f "$time"' EXIT
echo "| network | question | step s | whole CPU s |"
echo "|---|---|---|---|"
for file in "$@"; do
  # --hosting alone: redispatch up to 5000 branches, fixed above.
  for ask in "n_1 --n-1" "hosting --hosting --slack fixed" "hosting --hosting" "cascade --cascade --seed 1 --events 1000" "interdict --interdict 3"; do
    # shellcheck disable=SC2086 -- options are words
    step=$( { TIMEFORMAT='%U'; time LOADSTAR_NO_BUILD=1 "$root/loadstar" grid "$file" ${ask#* } --json 2>/dev/null; } 2>"$time" |
      tr ',{}' '\n\n\n' | sed -n "s/^ *\"${ask%% *}\" *: *\([0-9.][0-9.eE-]*\)$/\1/p" | tail -n 1)
    echo "| $(basename "$file" .m) | ${ask#* } | $step | $(cat "$time") |"
  done
done
