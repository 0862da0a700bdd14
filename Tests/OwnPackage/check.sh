#!/usr/bin/env bash
# Runs the whole command of a package with kinds of its own: check.sh [COMMAND], which is built from this folder, as
# someone else's package would be, where none is given.
set -euo pipefail
command=${1:+$(realpath "$1")}
cd "$(dirname "$0")"
if [ -z "$command" ]; then
  build=../../.build/own-package
  swift build -c release --scratch-path "$build" --quiet
  command=$(swift build -c release --scratch-path "$build" --show-bin-path)/OwnPackage
fi
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

fail() { echo "own package: $1"; exit 1; }

# grep reads to the end (no -q): a command whose reader goes away early ends with an error.
for kind in jittered_hard_sigmoid fixed_baseline lion hidden_dropout sawtooth; do
  "$command" list | grep "^  $kind\$" > /dev/null || fail "list does not know $kind"
  "$command" schema | grep "\"$kind\"" > /dev/null || fail "schema does not know $kind"
done

"$command" run experiment.yaml --quiet --out "$results/run" || fail "run ended with $?"
[ "$(grep -c 'squared_hard_sigmoid' "$results/run/runs.csv")" = 4 ] || fail "runs.csv does not name the README's policy four times"
[ "$(grep -c 'jittered_hard_sigmoid' "$results/run/runs.csv")" = 8 ] || fail "runs.csv does not name the article's policy eight times"
[ "$(grep -c 'completed' "$results/run/runs.csv")" = 16 ] || fail "not all runs are completed"
"$command" compare "$results/run" | grep '^jittered_hard_sigmoid' > /dev/null || fail "compare does not show it"

"$command" run certify.yaml --quiet --out "$results/certify" || fail "certify ended with $?"
grep 'layer0' "$results/certify/certificate.csv" > /dev/null || fail "there is no certificate of the estimator"

# Ids keep kinds and their settings apart.
cells() { "$command" plan experiment.yaml "$@" | grep '^c-'; }
[ "$(cells)" = "$(cells --set state_noise.rate=0.1)" ] || fail "a default said aloud changes ids"
[ "$(cells)" != "$(cells --set state_noise.rate=0.2)" ] || fail "ids do not know the settings of a kind"

refused() {
  local status=0
  "$command" plan experiment.yaml "${@:2}" 2> "$results/error" || status=$?
  [ "$status" = 65 ] || fail "$* ended with $status"
  grep -- "$1" "$results/error" > /dev/null || fail "the error of $* does not say $1: $(cat "$results/error")"
}
refused width --set 'sweep.gates.all=[{kind: jittered_hard_sigmoid, wdth: 1}]'
refused lion --set 'training.optimizer={kind: loin}'
refused hidden_dropout --set 'state_noise={kind: hidden_drop}'
refused sawtooth --set 'training.optimizer={kind: lion, learning_rate: {schedule: sawtoth}}'
refused 'a number > 0' --set 'training.optimizer={kind: lion, learning_rate: {schedule: sawtooth, from: 0, to: 1, period: 5}}'
echo "own package: list, schema, run, compare, certify, ids and errors know its kinds"
