import Catalog
import Gating
import Planning
import Studies
import Testing

/// A sweep is the product of its axes in the order of the file, the last axis and then the replicate fastest.
struct SweepTests {
  static let sweep =
    TestFiles.small + """
      replicates: 3
      sweep:
        gates.all: [{kind: sigmoid}, {kind: bernoulli, probability_temperature: 0.5}, {kind: hard_threshold}]
        network.hidden: [4, 8]
      """

  @Test(arguments: [[], [1], [4], [2, 3], [3, 1, 2], [2, 2, 2, 2]])
  func tuplesAndIndicesCorrespond(sizes: [Int]) {
    let product = Product(sizes: sizes)
    let tuples = (0..<product.count).map { product[$0] }
    #expect(product.count == sizes.reduce(1, *))
    #expect(tuples.map(product.index(of:)) == Array(0..<product.count))
    #expect(zip(tuples, tuples.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    #expect(tuples.allSatisfy { zip($0, sizes).allSatisfy { (0..<$1).contains($0) } })
  }

  @Test func cellsComeInOrder() throws {
    let plan = try TestFiles.plan(Self.sweep)
    #expect(
      plan.cells.map(\.name) == [
        "gates.all=sigmoid, network.hidden=4", "gates.all=sigmoid, network.hidden=8",
        "gates.all=bernoulli probability_temperature=0.5, network.hidden=4",
        "gates.all=bernoulli probability_temperature=0.5, network.hidden=8",
        "gates.all=hard_threshold, network.hidden=4", "gates.all=hard_threshold, network.hidden=8",
      ])
    #expect(plan.cells.map(\.specification.network.hidden) == [4, 8, 4, 8, 4, 8])
    #expect(plan.cells[2].specification.gates.policies[1].label == "bernoulli probability_temperature=0.5")
  }

  @Test func runsAreCellsTimesReplicates() throws {
    let plan = try TestFiles.plan(Self.sweep)
    #expect(plan.runs.count == 18)
    #expect(plan.runs.map(\.replicate) == (0..<18).map { $0 % 3 })
    #expect(plan.runs.map(\.cell.index) == (0..<18).map { $0 / 3 })
    #expect(plan.runs.indices.map { plan.runs[$0].id } == plan.runs.map(\.id))
    #expect(Set(plan.runs.map(\.id)).count == 18)
  }

  @Test func labelsOfEveryForm() throws {
    let plan = try TestFiles.plan(
      TestFiles.small + """
        gates: {all: {kind: sigmoid}}
        sweep:
          gates: [{label: g, all: {kind: bernoulli}}, {input: {kind: sigmoid}, forget: {kind: bernoulli}, output: {kind: sigmoid, temperature: 2}}]
          network.forget_bias: [1, {chrono: 20}]
          training: [{label: slow, updates: 20}, {updates: 5, batch: 8}]
          evaluation.modes: [[native], [native, sample]]
        """)
    #expect(
      plan.experiment.axes.map { $0.values.map(\.label) } == [
        ["g", "forget=bernoulli input=sigmoid output=(sigmoid temperature=2)"], ["1", "chrono=20"],
        ["slow", "batch=8 updates=5"], ["[native]", "[native, sample]"],
      ])
    #expect(plan.cells.count == 16)
    #expect(plan.cells[0].specification.trained.training.batch == 32)
    #expect(plan.cells[2].specification.trained.training.batch == 8)
  }

  /// A map on an axis changes the keys it names, and the file's other keys stay: also those of `gates`.
  @Test func aMapChangesTheKeysItNames() throws {
    let plan = try TestFiles.plan(
      TestFiles.small + """
        gates: {forget: {kind: bernoulli}, all: {kind: sigmoid}}
        sweep:
          gates:
            - {label: hard, all: {kind: hard_threshold}}
            - {label: out, output: {kind: hard_threshold}}
            - {label: each, input: {kind: g2}, forget: {kind: g2}, output: {kind: sigmoid}}
        """)
    let kinds = plan.cells.map { cell in
      let gates = cell.specification.gates
      return gates.policies.map(\.kind)
    }
    #expect(
      kinds == [
        ["hard_threshold", "bernoulli", "hard_threshold"], ["sigmoid", "bernoulli", "hard_threshold"],
        ["g2", "g2", "sigmoid"],
      ])
  }

  /// What a section leaves to its axis is not missing, and sections within sections are merged alike.
  @Test func aMapIsMergedAtEveryDepth() throws {
    let plan = try TestFiles.plan(
      TestFiles.small,
      overrides: [
        "training={batch: 8, optimizer: {kind: adam, learning_rate: 0.5}}",
        "sweep.training=[{updates: 3}, {updates: 4, optimizer: {kind: sgd, learning_rate: 0.1}}]",
      ])
    let training = plan.cells.map(\.specification.trained.training)
    #expect(training.map(\.updates) == [3, 4] && training.map(\.batch) == [8, 8])
    #expect(training.map(\.optimizer.kind) == ["adam", "sgd"])
    let simulated = try TestFiles.plan(
      SimulationTests.explicit,
      overrides: ["sweep.network=[{weights: {forget: {b: [1]}}}, {weights: {forget: {b: [2]}}}]"])
    let parameters = simulated.cells.map { cell -> [Double]? in
      (cell.specification.study as? SimulateStudy)?.parameters
    }
    #expect(parameters == [1, 2].map { [2, 3, 5, 6, 8, 9, -2, -3, 1, 4, 7, -1, 10, $0, 30, 40] })
  }

  @Test func schedulesStandInPlaceOfNumbers() throws {
    let plan = try TestFiles.plan(
      TestFiles.small + """
        gates: {all: {kind: sigmoid, temperature: {from: 1, to: 0.5, schedule: linear, updates: 10}}}
        sweep: {gates.all.temperature.to: [0.5, 0.25]}
        """)
    #expect(plan.cells.allSatisfy { $0.specification.gates.isScheduled })
    #expect(plan.cells[1].name == "gates.all.temperature.to=0.25")
    #expect(Set(plan.cells.map(\.id)).count == 2)
  }

  @Test func aTaskIsReadOnceForAllItsCells() throws {
    let plan = try TestFiles.plan(
      TestFiles.small,
      overrides: [
        "task={kind: forecast, data: waves.csv, window: 4, horizon: 1}", "training.batch=4",
        "sweep.task.horizon=[1, 2]", "sweep.network.hidden=[2, 3]",
      ])
    #expect(plan.dataFiles.map(\.path) == ["waves.csv"])
    #expect(plan.cells.map { $0.specification.task.parameters.integer("horizon") } == [1, 1, 2, 2])
  }

  @Test func theWholeProductIsNeverMade() throws {
    let values = (1...100).map(String.init).joined(separator: ", ")
    let plan = try TestFiles.plan(
      TestFiles.small + "replicates: 1000000\nsweep: {network.hidden: [\(values)]}\n")
    #expect(plan.runs.count == 100_000_000)
    #expect(plan.runs[99_999_999].replicate == 999_999)
    #expect(plan.runs[99_999_999].specification.network.hidden == 100)
  }
}
