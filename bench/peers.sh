#!/usr/bin/env bash
# Reading, building and handing over to HiGHS of PyPSA networks, beside what PyPSA 0.27.1 + linopy 0.3.8 took for building and handing over
# on a quiet machine of 2 cores. A fresh process for each case.
# usage: bench/peers.sh [folder of the peers' cases, default $LOADSTAR_PEERS or ../shared/peers]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
peers=${1:-${LOADSTAR_PEERS:-../shared/peers}}
[ -d "$peers/pypsa/bench" ] || { echo "bench/peers.sh: no folder $peers/pypsa/bench; name the folder of the peers' cases" >&2; exit 2; }
export JAVA_HOME=${LOADSTAR_JAVA_HOME:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}
mvn -q -B -pl study -am test-compile dependency:build-classpath@runtime -Dmdep.outputFile=target/bench.classpath 1>&2 || exit 70
classpath="study/target/test-classes:$(sed "s,^,study/target/classes:cases/target/classes:model/target/classes:lp/target/classes:," study/target/bench.classpath)"
echo "| case | rows | nonzeros | wall s: read + build + hand-over | working thread s: the same | CPU s of the process | peak MB | PyPSA: build + hand-over s |"
echo "|---|---|---|---|---|---|---|---|"
run() {
  "$JAVA_HOME/bin/java" -Xmx4g -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
    -cp "$classpath" org.loadstar.study.bench.PeersBench "$peers/pypsa/bench/$1" "$2" 2> >(grep -v 'incubator' >&2)
}
run z3_t168 "2.31 + 0.52 = 2.83"
run z8_t168 "2.47 + 0.86 = 3.33"
run z8_t8760 "3.1 + 17.5 = 20.6 (2.6 GB)"
