#!/usr/bin/env bash
# Sample years of the embedded case: wall and CPU seconds, the same digits from one thread and from two.
# usage: ./loadstar bench adequacy [SAMPLES]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
samples=${1:-1000}
for threads in 1 2; do
  "$root/loadstar" adequacy --samples "$samples" --threads "$threads" --json 2>/dev/null |
    sed -n -e 's/^ *"\(seconds\|cpu_seconds\|samples\)" *: *\([0-9.]*\).*/\1 \2/p' -e '/"lole_days"/{n;s/.*: \(.*\),/lole_days \1/p;}' |
    awk -v threads="$threads" '$1 == "lole_days" && !seen++ {lole = $2} $1 != "lole_days" {v[$1] = $2} END {printf "threads %d: %d years, LOLE %s, %.1f s wall, %.1f CPU s\n", threads, v["samples"], lole, v["seconds"], v["cpu_seconds"]}'
done
