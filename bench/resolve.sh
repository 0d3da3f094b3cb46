#!/usr/bin/env bash
# What a session gains when a program is changed in its costs, sides or bounds and solved again.
# usage: bench/resolve.sh [folder of the peers' cases, default $LOADSTAR_PEERS or ../shared/peers; without it no networks]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
peers=${1:-${LOADSTAR_PEERS:-../shared/peers}}
export JAVA_HOME=${LOADSTAR_JAVA_HOME:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}
mvn -q -B -pl lp test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath 1>&2 || exit 70
"$JAVA_HOME/bin/java" -Xmx3g -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
  -cp "lp/target/classes:lp/target/test-classes:$(cat lp/target/bench.classpath)" \
  org.loadstar.lp.ipm.ResolveBench "$peers"/pypsa/bench/z{3,8}_t8760 2> >(grep -v 'incubator' >&2)
