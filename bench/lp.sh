#!/usr/bin/env bash
# Measures the lp module: nonzeros written per CPU second, the certificate's passes, and from which size interior point
# with crossover beats dual simplex (the constant INTERIOR_POINT_FROM of HighsSession).
# usage: bench/lp.sh [all|build|solve] [seconds a solve may take]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export JAVA_HOME=${LOADSTAR_JAVA_HOME:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}
mvn -q -B -pl lp test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath 1>&2
exec "$JAVA_HOME/bin/java" -Xmx3g --enable-native-access=ALL-UNNAMED \
  -cp "lp/target/test-classes:lp/target/classes:$(cat lp/target/bench.classpath)" org.loadstar.lp.bench.LpBench "$@"
