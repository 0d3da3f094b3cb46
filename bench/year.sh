#!/usr/bin/env bash
# Whole hourly years, ours against HiGHS (its interior point method without crossover, and its dual simplex) with equal
# limits: CPU and wall seconds, proven gap, gap over time, memory.
# usage: bench/year.sh [z1|z3|z8|embedded|all] [seconds a solve may take, default 300] [threads] [gap]
# Ours is the interior point method on the networks and what `auto` takes (rounds of segments) on the embedded case.
# LOADSTAR_PEERS names the folder that holds pypsa/bench (the PyPSA network folders z1_t8760, z3_t8760, z8_t8760); the
# embedded case needs none. Runs and summaries stay in .loadstar/year, with gap.csv and gap.svg of all that stands there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
which=${1:-all}
limit=${2:-300}
threads=${3:-2}
gap=${4:-1e-6}
java=${LOADSTAR_JAVA_HOME:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}/bin/java
out=.loadstar/year
mkdir -p "$out"
row() { # name, our solver, arguments of plan
  local name=$1 ours=$2 solver
  shift 2
  for solver in "$ours" highs-ipm highs-simplex; do
    rm -rf "$out/$name-$solver"
    LOADSTAR_HEAP=${LOADSTAR_HEAP:-12g} ./loadstar plan "$@" --solver "$solver" --gap "$gap" --threads "$threads" \
      --max-seconds "$limit" --out "$out/$name-$solver" --json >"$out/$name-$solver.json" 2>"$out/$name-$solver.log" || true
    "$java" bench/YearRow.java "$name" "$solver" "$out/$name-$solver.json"
  done
}
"$java" bench/YearRow.java
for z in z1 z3 z8; do
  [ "$which" = all ] || [ "$which" = "$z" ] || continue
  folder=${LOADSTAR_PEERS:-../shared/peers}/pypsa/bench/${z}_t8760
  [ -d "$folder" ] || { echo "no $folder; set LOADSTAR_PEERS" >&2; continue; }
  row "${z}_t8760" ipm "$folder"
done
if [ "$which" = all ] || [ "$which" = embedded ]; then row embedded auto --time full --stages 2030 --full-year none; fi
"$java" bench/GapPlot.java "$out"

