#!/usr/bin/env bash
# What one thread of this machine can do in floating point, and the share of it that the factorisation achieves.
# usage: bench/peak.sh [folder of the peers' cases, default $LOADSTAR_PEERS or ../shared/peers; without it no networks]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
peers=${1:-${LOADSTAR_PEERS:-../shared/peers}}
export JAVA_HOME=${LOADSTAR_JAVA_HOME:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}
mvn -q -B -pl lp test-compile 1>&2 || exit 70
"$JAVA_HOME/bin/java" -Xmx3g -XX:+UseParallelGC --add-modules jdk.incubator.vector -cp lp/target/classes:lp/target/test-classes \
  org.loadstar.lp.ipm.PeakBench "$peers"/pypsa/bench/z{1,3}_t8760 2> >(grep -v 'incubator' >&2)
