#!/usr/bin/env bash
# Runs the whole command of a package with kinds of its own: check.sh [COMMAND], which is built from this folder, as
# someone else's package would be, and whose tests are run, where none is given.
set -euo pipefail
command=${1:+$(realpath "$1")}
cd "$(dirname "$0")"
if [ -z "$command" ]; then
  build=../../.build/own-package
  swift test -c release --disable-xctest --disable-testable-imports --scratch-path "$build"
  command=$(swift build -c release --scratch-path "$build" --show-bin-path)/OwnPackage
fi
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

fail() { echo "own package: $1"; exit 1; }

# grep reads to the end (no -q): a command whose reader goes away early ends with an error.
for kind in jittered_hard_sigmoid fixed_baseline maximum log_cosh ind_rnn level hit_rate lion hidden_dropout sawtooth initial_gates; do
  "$command" list | grep "^  $kind\$" > /dev/null || fail "list does not know $kind"
  "$command" schema | grep "\"$kind\"" > /dev/null || fail "schema does not know $kind"
done

"$command" run experiment.yaml --quiet --out "$results/run" || fail "run ended with $?"
[ "$(grep -c 'squared_hard_sigmoid' "$results/run/runs.csv")" = 4 ] || fail "runs.csv does not name the guide's policy four times"
[ "$(grep -c 'jittered_hard_sigmoid' "$results/run/runs.csv")" = 8 ] || fail "runs.csv does not name the article's policy eight times"
[ "$(grep -c 'completed' "$results/run/runs.csv")" = 16 ] || fail "not all runs are completed"
"$command" compare "$results/run" | grep '^jittered_hard_sigmoid' > /dev/null || fail "compare does not show it"

"$command" run certify.yaml --quiet --out "$results/certify" || fail "certify ended with $?"
grep 'layer0' "$results/certify/certificate.csv" > /dev/null || fail "there is no certificate of the estimator"

# The task, scored by the metric; its floor, and the metric that is compared.
"$command" run maximum.yaml --quiet --out "$results/task" || fail "run of maximum.yaml ended with $?"
grep ',test,native,hit_rate,' "$results/task/measurements.csv" > /dev/null || fail "measurements.csv has no hit rates"
grep ',test,constant,hit_rate,' "$results/task/measurements.csv" > /dev/null || fail "measurements.csv has no floor"
"$command" compare "$results/task" | grep 'test.native.hit_rate' > /dev/null || fail "compare does not name the metric"

# A file to start from, made from what the task says anyway.
(cd "$results" && "$command" new own-start --task maximum) 2> /dev/null || fail "new --task maximum ended with $?"
grep '^  # A run counts as solved where its hit_rate is above 0.950.$' "$results/own-start.yaml" > /dev/null || fail "the starter lacks the task's criterion"
"$command" plan "$results/own-start.yaml" --trial 0 | grep '2 cells × 10 replicates = 20 runs$' > /dev/null || fail "the starter with the task cannot be planned"

# The cell learns, on either engine; its weights for single units have a name of their own.
"$command" run cell.yaml --quiet --out "$results/cell" || fail "run of cell.yaml ended with $?"
[ "$(grep -c 'ind_rnn.*completed' "$results/cell/runs.csv")" = 2 ] || fail "not all runs of the cell are completed"
"$command" compare "$results/cell" | grep '^ind_rnn' > /dev/null || fail "compare does not show the cell"
# Its steps are skipped by the rule: some, and the scores beside the task's say which share is taken and what that costs.
share=$(grep ',test,native,steps_taken,' "$results/cell/measurements.csv" | cut -d , -f 8)
[ "$(wc -l <<< "$share")" = 12 ] || fail "measurements.csv has no shares of the steps"
grep -v '^1.0$' <<< "$share" > /dev/null || fail "the rule skips no step"
grep ',test,native,multiplications,' "$results/cell/measurements.csv" > /dev/null || fail "measurements.csv has no multiplications"
"$command" run cell.yaml --quiet --set precision=float64 --out "$results/cell64" || fail "run of cell.yaml in float64 ended with $?"

# A kind of experiment, with a table and a key of its own.
"$command" plan gates.yaml | grep '^gates: 2 cells × 2 replicates = 4 runs$' > /dev/null || fail "plan does not count the runs of gates.yaml"
"$command" run gates.yaml --quiet --out "$results/gates" || fail "run of gates.yaml ended with $?"
[ "$(grep -c '^r-.*,forget,' "$results/gates/initial_gates.csv")" = 4 ] || fail "initial_gates.csv does not have four forget gates"
grep '"name": "initial_gates"' "$results/gates/datapackage.json" > /dev/null || fail "the data dictionary lacks initial_gates.csv"
"$command" status "$results/gates" | grep '4 of 4 runs' > /dev/null || fail "status does not count the runs of gates.yaml"

# A section of its own on the page.
"$command" report "$results/gates" 2> /dev/null || fail "report ended with $?"
"$command" run experiment.yaml --quiet --set telemetry.gates=true --out "$results/page" || fail "run with telemetry ended with $?"
"$command" report "$results/page" 2> /dev/null || fail "report ended with $?"
grep '<section id="open-gates">' "$results/page/report.html" > /dev/null || fail "the page lacks the package's section"
"$command" verify "$results/page" --quiet > /dev/null || fail "verify of a folder with a page ended with $?"

# Another build of the program may compute other values: its runs never mix with these.
other=$results/other
cp "$command" "$other"
printf x >> "$other"
cmp --silent "$command" "$other" && fail "the other program is the same"
tables() { sha256sum "$results"/task/{measurements,runs,summary,comparisons}.csv; }
before=$(tables)
status=0
"$other" run maximum.yaml --quiet --out "$results/task" 2> "$results/error" || status=$?
[ "$status" = 65 ] || fail "run over another program's records ended with $status"
for word in '4 runs' 'another program' "$(sha256sum "$command" | cut -c 1-12)" --redo --out; do
  grep -F -- "$word" "$results/error" > /dev/null || fail "the refusal does not say $word: $(cat "$results/error")"
done
[ "$(grep -c '^  r-' "$results/error")" = 4 ] || fail "the refusal does not name the four runs"
for reading in status compare export; do
  "$other" $reading "$results/task" &> "$results/reading" || fail "$reading of another program's records ended with $?"
  grep '4 runs .* made by another program' "$results/reading" > /dev/null || fail "$reading does not say whose the records are"
done
[ "$(tables)" = "$before" ] || fail "the tables of another program's records have changed"
"$other" run maximum.yaml --quiet --redo --out "$results/task" || fail "run --redo ended with $?"
"$other" run maximum.yaml --quiet --out "$results/task" || fail "run after --redo ended with $?"
[ "$(tables)" = "$before" ] || fail "the same code gives other tables under --redo"

# Cells of Sluice's own kinds hold nothing that a program could have changed.
sluice=(maximum.yaml --quiet --out "$results/sluice" --set 'task={kind: one_gate}' --set training.batch=1 --set compare.metric=test.native.mse)
"$command" run "${sluice[@]}" || fail "run of Sluice's own kinds ended with $?"
"$other" run "${sluice[@]}" || fail "run of Sluice's own kinds by another program ended with $?"

# Ids keep kinds and their settings apart.
cells() { "$command" plan experiment.yaml --trial 0 "$@" | grep '^c-'; }
[ "$(cells)" = "$(cells --set state_noise.rate=0.1)" ] || fail "a default said aloud changes ids"
[ "$(cells)" != "$(cells --set state_noise.rate=0.2)" ] || fail "ids do not know the settings of a kind"

experiment=experiment.yaml
refused() {
  local status=0
  "$command" plan "$experiment" "${@:2}" 2> "$results/error" || status=$?
  [ "$status" = 65 ] || fail "$* ended with $status"
  grep -- "$1" "$results/error" > /dev/null || fail "the error of $* does not say $1: $(cat "$results/error")"
}
refused log_cosh --set training.loss=log_cos
refused width --set 'sweep.gates.all=[{kind: jittered_hard_sigmoid, wdth: 1}]'
refused lion --set 'training.optimizer={kind: loin}'
refused hidden_dropout --set 'state_noise={kind: hidden_drop}'
refused ind_rnn --set 'network.cell={kind: ind_rn}'
experiment=cell.yaml refused 'level' --set 'network.skip={kind: levl}'
experiment=cell.yaml refused 'ind_rnn does not say what that is' --set 'state_noise={kind: recurrent_dropout}'
refused 'maximum' --set 'task={kind: maxium}' --set compare.metric=test.native.hit_rate
refused sawtooth --set 'training.optimizer={kind: lion, learning_rate: {schedule: sawtoth}}'
refused 'a number > 0' --set 'training.optimizer={kind: lion, learning_rate: {schedule: sawtooth, from: 0, to: 1, period: 5}}'
echo "own package: list, schema, run, compare, certify, ids and errors know its kinds, and programs are kept apart"
