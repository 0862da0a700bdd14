import Planning
import Studies
import Testing

/// A run's id changes with everything that can change its bytes, and with nothing else.
struct IdentityTests {
  static let base =
    TestFiles.small + """
      replicates: 2
      question: What is in an id?
      gates: {all: {kind: bernoulli}}
      evaluation: {modes: [native, sample, compressed]}

      """

  /// A change of one key, and whether ids must change with it.
  struct Change: Sendable, CustomTestStringConvertible {
    let set: String
    let matters: Bool
    var testDescription: String { "\(set) \(matters ? "matters" : "does not matter")" }
  }

  static let changes: [Change] =
    [
      "seed=2", "generator=mt19937", "precision=float64", "task.steps=21", "task.variant=skip",
      "task.validation_size=999", "task.test_size=999", "network.hidden=5", "network.layers=2",
      "network.forget_bias=2", "network.forget_bias={chrono: 20}", "network.initializer={kind: normal}",
      "network.readout={activation: sigmoid}", "network.forget_convention=erase",
      "network.cell={kind: gru}", "network.skip={kind: threshold}", "network.variant=cifg",
      "network.peepholes=true",
      "state_noise={kind: zoneout}",
      "gates.all={kind: bernoulli, probability_temperature: 2}", "gates.forget={kind: sigmoid}",
      "gates.input={kind: hard_threshold}", "gates.output={kind: sigmoid, temperature: 3}",
      "gates.all={kind: bernoulli, probability_temperature: {from: 2, to: 1, schedule: linear, updates: 5}}",
      "noise.sharing=per_sequence", "noise.scope=layer",
      "training.gradient={kind: straight_through_identity}",
      "training.optimizer={kind: sgd, learning_rate: 0.1}",
      "training.optimizer={kind: adam, weight_decay: 0.1}",
      "training.loss=absolute", "training.loss=pinball", "training.batch=16", "training.updates=11",
      "training.clip_norm=1",
      "training={updates: 10, gate_penalty: 0}",
      "training.save_weights=last", "training.save_weights=selected",
      "network.weights={file: lstm.safetensors}",
      "training.updates_per_epoch=50", "evaluation.every=50", "evaluation.modes=[native]",
      "evaluation.modes=[sample, native]", "evaluation.samples=8", "evaluation.select=validation.native.mse",
      "evaluation.metrics=[mae]", "evaluation.predictions=[test]", "evaluation.modes=[native, draw]",
      "evaluation.compression={round: 0.1, clip: 0.4}", "evaluation.compression={rank: 2}",
      "evaluation.compression=[{label: a, round: 0.2, clip: 0.4}]", "telemetry.gates=true",
      "telemetry={gates: true, gradient_samples: 4}",
    ].map { Change(set: $0, matters: true) }
    + [
      "name=other", "question=Nothing at all?", "replicates=7", "network.concatenation=h_x",
      "gates.label=mine", "training.checkpoint={every: 5}", "training.checkpoint.seconds=5",
      "training.keep_checkpoints=true",
      // What is said although it is the default.
      "generator=philox4x32-10", "precision=float32", "network.layers=1", "network.variant=vanilla",
      "network.peepholes=false", "network.cell={kind: lstm}", "network.skip={kind: none}",
      "network.forget_bias=1.0", "network.initializer={kind: uniform}",
      "network.readout={activation: linear}",
      "gates.forget={kind: bernoulli, probability_temperature: 1}", "noise={}", "state_noise={kind: none}",
      "training.gradient={kind: auto}", "training.optimizer={kind: adam, learning_rate: 0.001}",
      "training.loss=squared", "training.loss={kind: squared}", "training.batch=32",
      "training.updates_per_epoch=100", "evaluation.every=100", "training.save_weights=none",
      "evaluation.samples=16", "evaluation.compression={round: 0.2, clip: 0.4}", "telemetry={gates: false}",
      "sweep={}",
    ].map { Change(set: $0, matters: false) }

  @Test(arguments: changes) func keyByKey(change: Change) throws {
    let before = try TestFiles.plan(Self.base)
    let after = try TestFiles.plan(Self.base, overrides: [change.set])
    #expect((before.cells[0].id != after.cells[0].id) == change.matters)
    #expect((before.runs[1].id != after.runs[1].id) == change.matters)
  }

  /// Every key of the format is in the table above, or is one whose part in ids is told here.
  @Test func theTableHasEveryKey() {
    let elsewhere: Set = [
      "schema", "kind", "task", "sweep", "compare.axis", "compare.baseline", "compare.metric",
      "compare.equivalence",
      // A task with groups is needed: ForecastScoresTests.
      "evaluation.by",
      // A task of classes is needed: ClassWeightsTests.
      "training.class_weights",
      // A task with symbols is needed: SymbolTests.
      "network.embedding",
      // A cell that has them is needed: CellPlanTests.
      "gates.reset", "gates.update",
      // Saved weights are needed: PackedWeightsTests.
      "training.weights",
    ]
    let named = Self.changes.map { String($0.set.prefix { $0 != "=" }) }
    let keys = KeyTable(ExperimentCatalogs()).markdown(TrainStudy.self).split(separator: "\n").dropFirst(2)
      .compactMap {
        $0.split(separator: "`").dropFirst().first.map(String.init)
      }
    #expect(keys.count > 35)
    // What is tuned is run under the ids of the settings that are tried: ChosenSettingsTests.
    for key in keys where !elsewhere.contains(key) && !key.hasPrefix("tune") {
      #expect(
        named.contains { $0 == key || $0.hasPrefix(key + ".") || key.hasPrefix($0 + ".") },
        "no change of \(key)")
    }
  }

  @Test func comparingChangesNothing() throws {
    let sweep = Self.base + "sweep: {gates.all: [{kind: bernoulli}, {kind: sigmoid}]}\n"
    let compared =
      sweep
      + "compare: {axis: gates.all, baseline: sigmoid, metric: test.native.mse, equivalence: {floors: 0.1}}\n"
    #expect(try TestFiles.plan(sweep).runs.map(\.id) == TestFiles.plan(compared).runs.map(\.id))
  }

  @Test func aCellIsTheSameOnItsOwnAndInASweep() throws {
    let alone = try TestFiles.plan(Self.base, overrides: ["network.hidden=8"])
    let swept = try TestFiles.plan(Self.base + "sweep: {network.hidden: [4, 8]}\n")
    #expect(alone.cells[0].id == swept.cells[1].id)
    #expect(alone.runs[1].id == swept.runs[3].id)
  }

  @Test func pathsDoNotMatterButBytesDo() throws {
    let text = Self.base.replacing(
      "{kind: adding, variant: chrono, steps: 20}",
      with: "{kind: forecast, data: waves.csv, window: 4, horizon: 1}")
    let plan = try TestFiles.plan(text, overrides: ["training.batch=4"])
    let copy = try TestFiles.plan(text, overrides: ["training.batch=4", "task.data=./waves.csv"])
    #expect(plan.cells[0].identity.text.contains("\"data\":\"sha256:"))
    #expect(!plan.cells[0].identity.text.contains("waves"))
    #expect(copy.cells[0].id == plan.cells[0].id)
    #expect(copy.dataFiles[0].sha256 == plan.dataFiles[0].sha256)
  }

  /// The numbers of a file matter, and neither its name nor how its names are said to be meant.
  @Test func weightsAreKnownByTheirNumbers() throws {
    let weights = "network.weights={file: lstm.safetensors}"
    let plan = try TestFiles.plan(Self.base, overrides: [weights])
    for alike in [
      "file: ./lstm.safetensors", "file: lstm.safetensors, layout: pytorch, readout: readout, prefix: .",
    ] {
      #expect(
        try TestFiles.plan(Self.base, overrides: ["network.weights={\(alike)}"]).cells[0].id
          == plan.cells[0].id)
    }
    #expect(plan.cells[0].identity.text.contains(#""weights":{"parameters":"sha256:"#))
    #expect(!plan.cells[0].identity.text.contains("lstm.safetensors"))
    #expect(plan.dataFiles.map(\.path) == ["lstm.safetensors"])
  }

  @Test func goldenValues() throws {
    let plan = try TestFiles.plan(TestFiles.small)
    #expect(plan.cells[0].identity.text == Golden.text)
    #expect(plan.cells[0].id == Golden.cell)
    #expect(plan.runs[0].id == Golden.run)
  }

  @Test func seedsAreExactTo64Bits() throws {
    let last = try TestFiles.plan(TestFiles.small, overrides: ["seed=18446744073709551615"])
    let before = try TestFiles.plan(TestFiles.small, overrides: ["seed=18446744073709551614"])
    #expect(last.cells[0].specification.seed == .max)
    #expect(before.cells[0].specification.seed == UInt64.max - 1)
    #expect(last.cells[0].id != before.cells[0].id)
  }
}

/// What a stored result is found by: these may change only with a new version of ``RunIdentity``.
private enum Golden {
  static let text = #"""
    sluice/run/v1
    sluice/streams/v1
    sluice/numerics/v2
    {"evaluation":{"every":100,"modes":["native"]},\#
    "gates":{"forget":{"kind":"sigmoid","temperature":1},\#
    "input":{"kind":"sigmoid","temperature":1},"output":{"kind":"sigmoid","temperature":1}},\#
    "generator":"philox4x32-10","kind":"train","network":{"forget_bias":1,"forget_convention":"keep","hidden":4,"initializer":{"kind":"uniform"},\#
    "layers":1,"readout":{"activation":"linear"},"variant":"vanilla"},\#
    "noise":{"scope":"unit","sharing":"per_step"},\#
    "precision":"float32","seed":"1","state_noise":{"kind":"none"},\#
    "task":{"kind":"adding","steps":20,"test_size":1000,"validation_size":1000,"variant":"chrono"},\#
    "telemetry":{"gates":false},"training":{"batch":32,"gradient":{"kind":"auto"},\#
    "loss":"squared","optimizer":{"beta1":0.9,"beta2":0.999,"decay":"decoupled","epsilon":1e-08,"kind":"adam","learning_rate":0.001,"weight_decay":0},\#
    "updates":10,"updates_per_epoch":100}}

    """#
  static let cell = "c-489deb26cd9e56d9244a"
  static let run = "r-608e7949a60458102b0e"
}
