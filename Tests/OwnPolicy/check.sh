#!/usr/bin/env bash
# Builds a package that adds a policy of its own, and runs the whole command with it.
set -euo pipefail
cd "$(dirname "$0")"
build=../../.build/own-policy
swift build -c release --scratch-path "$build" --quiet
command=$(swift build -c release --scratch-path "$build" --show-bin-path)/OwnPolicy
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

fail() { echo "own policy: $1"; exit 1; }

# grep reads to the end (no -q): a command whose reader goes away early ends with an error.
"$command" list policies | grep '^  jittered_hard_sigmoid$' > /dev/null || fail "list does not know it"
"$command" schema | grep '"jittered_hard_sigmoid"' > /dev/null || fail "schema does not know it"
"$command" run experiment.yaml --quiet --out "$results/run" || fail "run ended with $?"
[ "$(grep -c 'squared_hard_sigmoid' "$results/run/runs.csv")" = 6 ] || fail "runs.csv does not name the README's policy six times"
[ "$(grep -c 'jittered_hard_sigmoid' "$results/run/runs.csv")" = 12 ] || fail "runs.csv does not name it twelve times"
"$command" compare "$results/run" | grep '^jittered_hard_sigmoid' > /dev/null || fail "compare does not show it"
status=0
"$command" plan experiment.yaml --set 'sweep.gates.all=[{kind: jittered_hard_sigmoid, wdth: 1}]' 2> "$results/error" || status=$?
[ "$status" = 65 ] || fail "a mistyped parameter ended with $status"
grep -q "width" "$results/error" || fail "the error does not name the nearest parameter"
echo "own policy: list, schema, run, compare and errors know it"
