#!/usr/bin/env bash
# 100 concurrent readers of the web desk while a plan runs in a job of it, on this machine alone. The run that is read is a plan of CASE
# (default examples/three-zones; cases/north-america for the 18 zones), made by the desk first.
#   ./loadstar bench serve [CASE] [READERS] [SECONDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
case=${1:-three-zones} readers=${2:-100} seconds=${3:-30}
case=${case##*/}
work=$(mktemp -d)
./loadstar serve --port 0 --workspace "$work/workspace" --runs "$work/none" 2>"$work/said" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 1 600); do grep -q 'http://' "$work/said" && break; kill -0 "$server" || { cat "$work/said"; exit 1; }; sleep 0.2; done
base=$(sed -n 's,.*\(http://[^/]*\)/.*,\1,p' "$work/said" | head -n 1)

field() { python3 -c "import json,sys; print(json.load(sys.stdin)['$1'])"; }
start() { curl -sf -H 'Content-Type: application/json' -d "$1" "$base/api/jobs" | field id; }
state() { curl -sf "$base/api/jobs/$1" | field state; }

first=$(start "{\"verb\": \"plan\", \"case\": \"$case\", \"time\": \"reps:1@6\", \"options\": {\"integers\": \"off\"}}")
while s=$(state "$first"); [ "$s" = queued ] || [ "$s" = running ]; do sleep 1; done
run=$(curl -sf "$base/api/jobs/$first" | field run)
echo "run $run of $case is $s; asked once, nothing kept yet:"
for path in "" /tables /dispatch /dispatch?grid=plan "/tables/prices?limit=20000" /geo; do
  curl -sf -o /dev/null -w "  %{time_total} s  %{size_download} bytes  $path\n" "$base/api/runs/$run$path"
done
echo "readers while a plan runs:"
busy=$(start "{\"verb\": \"plan\", \"case\": \"north-america\", \"time\": \"reps:2\", \"stages\": [2030]}")
until [ "$(state "$busy")" = running ]; do sleep 0.2; done
weeks=(); for w in 0 168 1344 4368 4536 8064; do weeks+=("/api/runs/$run/dispatch?from=$w&to=$((w + 168))"); done
java=${LOADSTAR_JAVA_HOME:-${JAVA_HOME:-}}; java=${java:+$java/bin/}java
code=0
"$java" -Xmx512m bench/Readers.java "$base" "$readers" "$seconds" / /api/health "/api/runs" "/api/runs/$run" "/api/runs/$run/tables" "/api/runs/$run/geo" \
  "/api/runs/$run/tables/capacity" /api/cases /api/jobs "${weeks[@]}" || code=$?
echo "the plan was $(state "$busy") at the end"
curl -sf -o /dev/null -X DELETE "$base/api/jobs/$busy" || true
exit $code
