#!/usr/bin/env bash
# A sweep on Apache Spark: a standalone master and two workers from the Maven artifacts on loopback, one worker killed with -9 midway.
# The result hash must be that of the same sweep in threads. Nothing else has to be installed; the first time 200 MB are fetched.
# usage: bench/spark-local.sh [case, default examples/three-zones] [time, default reps:4]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
case=${1:-examples/three-zones}
time=${2:-reps:4}
export JAVA_HOME=${LOADSTAR_JAVA_HOME:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}
java=$JAVA_HOME/bin/java
mvn -q -B -Pspark -pl app,spark -am test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/spark.classpath 1>&2 || exit 70
modules=$(for m in app spark study grid cases ledger adequacy model lp; do printf '%s' "$root/$m/target/classes:"; done)
ours=$modules$(cat app/target/spark.classpath)
tmp=$(mktemp -d)
pids=()
end() {
  for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done
  sleep 1
  for p in "${pids[@]}"; do kill -9 "$p" 2>/dev/null || true; done
  rm -rf "$tmp"
}
trap end EXIT

# What a Spark installation would hold: its jars.
export SPARK_HOME=$tmp/home SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13
mkdir -p "$SPARK_HOME/jars"
tr ':' '\n' <spark/target/spark.classpath | grep '\.jar$' | grep -v slf4j-nop | while read -r jar; do ln -sf "$jar" "$SPARK_HOME/jars/"; done
port=${SPARK_PORT:-17077}
"$java" -Xmx512m -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0 >"$tmp/master.log" 2>&1 &
pids+=($!)
for w in 1 2; do
  "$java" -Xmx512m -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 -c 1 -m 2g -d "$tmp/worker$w" \
    "spark://127.0.0.1:$port" >"$tmp/worker$w.log" 2>&1 &
  pids+=($!)
done
victim=${pids[2]}
for k in $(seq 1 400); do
  [ "$(grep -c 'Registering worker' "$tmp/master.log" || true)" = 2 ] && break
  [ "$k" = 400 ] && { echo "bench/spark-local.sh: the workers did not register" >&2; cat "$tmp"/*.log >&2; exit 1; }
  sleep 0.5
done

over=(--over wacc=x0.7,x0.8,x0.9,x1,x1.1,x1.2,x1.3,x1.4 --over "technology_costs.*.capex_usd_per_kw=x0.8,x1,x1.2,x1.4")
text() { grep -o "\"$2\" : \"[^\"]*\"" "$1" | tail -n 1 | sed 's/.*: "\(.*\)"/\1/'; }
loadstar() {
  "$java" -Xmx1g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector --sun-misc-unsafe-memory-access=allow \
    -Dloadstar.root="$root" -Dspark.executor.memory=1g -Dspark.executor.cores=1 -Dspark.driver.host=127.0.0.1 -cp "$1" org.loadstar.app.Main sweep "$case" --time "$time" \
    "${over[@]}" --json "${@:2}"
}
# Spark first: it needs its own versions of what others bring too.
loadstar "$modules$(cat spark/target/spark.classpath):$ours" --on "spark://127.0.0.1:$port" --out "$tmp/spark" >"$tmp/spark.json" 2>"$tmp/spark.err" &
driver=$!
pids+=("$driver")
while kill -0 "$driver" 2>/dev/null && [ "$(ls "$tmp/spark.members" 2>/dev/null | grep -c 'json$' || true)" -lt 8 ]; do sleep 0.2; done
executor=$(pgrep -P "$victim" | head -n 1 || true)
kill -0 "$driver" && { kill -9 "$victim" ${executor:+"$executor"}; echo "killed -9 worker $victim and its executor ${executor:-(none)} after $(ls "$tmp/spark.members" | grep -c 'json$') members"; }
code=0
wait "$driver" || code=$?
[ "$code" = 0 ] || { tail -n 40 "$tmp/spark.err" >&2; exit "$code"; }
loadstar "$ours" --threads 1 --out "$tmp/threads" >"$tmp/threads.json" 2>"$tmp/threads.err" || { cat "$tmp/threads.err" >&2; exit 1; }
a=$(text "$tmp/spark.json" result_hash)
b=$(text "$tmp/threads.json" result_hash)
grep -o '"tries" : [0-9]*' "$tmp/spark.json" | tail -n 1
echo "on Spark   $a"
echo "in threads $b"
[ -n "$a" ] && [ "$a" = "$b" ] || { echo "bench/spark-local.sh: the result hashes differ" >&2; exit 1; }
echo "the same result"
