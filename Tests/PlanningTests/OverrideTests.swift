import Catalog
import Gating
import Planning
import Studies
import Testing

/// `--set key=value` changes the file before it is checked.
struct OverrideTests {
  @Test func aScalarAMapAndAListAreSet() throws {
    let plan = try TestFiles.plan(
      TestFiles.small,
      overrides: [
        "training.updates=20", "gates={all: {kind: bernoulli}}", "evaluation.modes=[native, hard]",
        "training.optimizer={kind: sgd, learning_rate: 0.1}",
      ])
    let cell = plan.cells[0].specification
    #expect(cell.trained.training.updates == 20)
    #expect(cell.trained.training.optimizer.kind == "sgd")
    #expect(cell.trained.evaluation.modes.count == 2)
    #expect(cell.gates.usesGradientRule)
  }

  @Test func theLaterOfTwoHolds() throws {
    let plan = try TestFiles.plan(TestFiles.small, overrides: ["training.updates=20", "training.updates=30"])
    #expect(plan.cells[0].specification.trained.training.updates == 30)
  }

  @Test func axesAreSetByTheirWholePath() throws {
    let plan = try TestFiles.plan(TestFiles.small, overrides: ["sweep.network.hidden=[3, 5]"])
    #expect(plan.cells.map(\.name) == ["network.hidden=3", "network.hidden=5"])
  }

  @Test(arguments: [
    ("training.updates", "--set training.updates: expected key=value, such as --set training.updates=100"),
    ("=5", "--set =5: expected key=value, such as --set training.updates=100"),
    (
      "training..updates=5",
      "--set training..updates=5: 'training..updates' is not a dotted path such as training.updates"
    ),
    ("training.updates=", "--set training.updates=: there is no value after '='"),
    (
      "training.updates=010",
      "--set training.updates=010: training.updates: found 010, which some YAML readers take for 8 and others for 10; expected a whole number ≥ 1 and ≤ 1000000000"
    ),
    (
      "training.update=5",
      "--set training.update=5: training.update: is not a key here (did you mean 'updates'?); expected one of gradient, optimizer, loss, class_weights, batch, updates, clip_norm, gate_penalty, save_weights, weights, checkpoint, keep_checkpoints, updates_per_epoch"
    ),
    ("seed.low=5", "--set seed.low=5: seed.low: cannot be set, because something above it is not a map"),
    (
      "gates=*all",
      "--set gates=*all: aliases (*name) are not used in experiment files; write the value out, and put text that starts with * in quotes"
    ),
  ])
  func mistakesNameTheArgument(argument: String, message: String) {
    #expect(TestFiles.message(TestFiles.small, overrides: [argument]) == message)
  }

  @Test func settingWhatAnAxisReplacesIsRefused() {
    let swept = TestFiles.small + "sweep: {network.hidden: [4, 8]}\n"
    #expect(
      TestFiles.message(swept, overrides: ["network.hidden=16"])
        == "--set network.hidden=16: network.hidden: has no effect, because the sweep has the axis 'network.hidden'; "
        + "set sweep.network.hidden to a list instead")
  }

  /// Below an axis of maps a key holds where some value leaves it to the file.
  @Test func settingWhatAnAxisLeavesUnsaidHolds() throws {
    let swept =
      TestFiles.small
      + "gates: {all: {kind: sigmoid}}\nsweep: {gates: [{label: a, all: {kind: bernoulli}}, {label: b, output: {kind: bernoulli}}]}\n"
    let plan = try TestFiles.plan(swept, overrides: ["gates.forget={kind: hard_threshold}"])
    #expect(plan.cells.map(\.specification.gates.policies[1].kind) == ["hard_threshold", "hard_threshold"])
    #expect(plan.cells.map(\.specification.gates.policies[0].kind) == ["bernoulli", "sigmoid"])
    let named = TestFiles.small + "sweep: {training: [{updates: 2}, {updates: 3, batch: 4}]}\n"
    #expect(TestFiles.message(named, overrides: ["training={updates: 5, batch: 8}"]) == "")
    #expect(TestFiles.message(named, overrides: ["training.updates=5"]).contains("has no effect"))
    #expect(TestFiles.message(named, overrides: ["training={updates: 5}"]).contains("has no effect"))
    let kinds = TestFiles.small + "sweep: {gates.all: [{kind: bernoulli}, {kind: sigmoid}]}\n"
    #expect(TestFiles.message(kinds, overrides: ["gates.all.temperature=2"]).contains("has no effect"))
  }
}
