#!/usr/bin/env bash
# Repeats the measurements of the interior point method on synthetic planning programs (section "Interior point method"
# of docs/performance.md). usage: bench/ipm.sh [week|month|year|stages|all] [threads]
# or bench/ipm.sh networks [threads]: the PyPSA network folders z1, z3, z8_t8760 in LOADSTAR_PEERS/pypsa/bench
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -pl lp -am test-compile
threads="${2:-2}"
# zones, clusters per technology, stages, periods, hours of a period, expand|dispatch, threads, gap
run() {
  echo "== $1"
  shift
  /usr/bin/env time -f "%U user s, %S system s, %e wall s, %M KB peak" \
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx6g --add-modules jdk.incubator.vector \
    -cp lp/target/classes:lp/target/test-classes org.loadstar.lp.ipm.PlanningCase "$@" 2>&1 | grep -v 'WARNING' |
    grep -vE '^ *[0-9]+ primal'
}
if [ "${1:-all}" = networks ]; then
  for z in z1 z3 z8; do
    /usr/bin/env time -f "%U user s, %S system s, %e wall s, %M KB peak" \
      "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx6g --add-modules jdk.incubator.vector \
      -cp lp/target/classes:lp/target/test-classes org.loadstar.lp.ipm.NetworkFolder \
      "${LOADSTAR_PEERS:-../shared/peers}/pypsa/bench/${z}_t8760" "$threads" 1e-6 2>&1 | grep -v 'WARNING'
  done
  exit
fi
case "${1:-all}" in
  week | all) run "4 weeks, 3 zones" 3 1 1 4 168 expand "$threads" 1e-6 ;;&
  month | all) run "month of dispatch, 18 zones" 18 3 1 1 720 dispatch "$threads" 1e-6 ;;&
  year | all) run "whole year, 3 zones" 3 1 1 1 8760 expand "$threads" 1e-6 ;;&
  stages | all) run "7 stages of 8 days, 18 zones" 18 3 7 8 24 expand "$threads" 1e-6 ;;
esac
