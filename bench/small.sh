#!/usr/bin/env bash
# Other tools' cases up to a number of rows: HiGHS as it comes against --solver auto on the same program in one process, one thread.
# usage: bench/small.sh [most rows, default 20000] [folder of the peers' cases, default $LOADSTAR_PEERS or ../shared/peers]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rows=${1:-20000}
peers=${2:-${LOADSTAR_PEERS:-../shared/peers}}
[ -d "$peers/pypsa/bench" ] || { echo "bench/small.sh: no folder $peers/pypsa/bench; name the folder of the peers' cases" >&2; exit 2; }
export JAVA_HOME=${LOADSTAR_JAVA_HOME:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}
mvn -q -B -pl study -am test-compile dependency:build-classpath@runtime -Dmdep.outputFile=target/bench.classpath 1>&2 || exit 70
classpath="study/target/test-classes:$(sed "s,^,study/target/classes:cases/target/classes:model/target/classes:lp/target/classes:," study/target/bench.classpath)"
"$JAVA_HOME/bin/java" -Xmx4g -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
  -cp "$classpath" org.loadstar.study.SmallBench "$peers" "$rows" 2> >(grep -v 'incubator' >&2)
