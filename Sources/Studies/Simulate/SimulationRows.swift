import Gating
import Planning
import Recurrence
import Statistics
import Theory

/// The rows of `gates.csv` that a simulation leaves: for each layer and quantity all steps together, then each step.
struct SimulationRows {
  /// The statistics of a gate at each step; all steps together have every statistic.
  private static let stepwise: Set = [
    "mean", "variance", "open_rate", "entropy", "saturation", "switching_rate",
  ]

  private let study: SimulateStudy
  private let configuration: NetworkConfiguration
  private let layers: [SimulationRecord]
  private let theory: SimulationTheory

  init(
    _ study: SimulateStudy, _ configuration: NetworkConfiguration, _ layers: [SimulationRecord],
    _ theory: SimulationTheory
  ) {
    self.study = study
    self.configuration = configuration
    self.layers = layers
    self.theory = theory
  }

  var rows: [GateStatistic] {
    layers.enumerated().flatMap { index, layer in
      configuration.gates.indices.flatMap { gate($0, index, layer) }
        + configuration.states.enumerated().flatMap { states($1.name, layer.states[$0], index) }
    }
  }

  private func isTold(_ step: Int) -> Bool { (step + 1) % study.every == 0 }

  private func gate(_ index: Int, _ layer: Int, _ record: SimulationRecord) -> [GateStatistic] {
    let gate = configuration.gates[index]
    let isRetaining = gate == configuration.retention?.gate
    let theories = layer == 0 ? theory.gates[index] : nil
    var pooled = GateTelemetry()
    for step in record.gates[index] { pooled.merge(step.telemetry) }
    let pooledTheory = theories.map { steps in
      steps.reduce(into: GateTheory()) { $0.merge($1) }
    }
    var rows = pooled.statistics.map {
      row(gate.name, layer, nil, $0.name, $0.value, pooledTheory?[$0.name])
    }
    var gap = EvaluationGap()
    for step in record.gates[index] { gap.merge(step.gap) }
    rows += gap.statistics.map { row(gate.name, layer, nil, $0.name, $0.value, nil) }
    if isRetaining { rows += lifetime(gate, layer, record) }
    for (step, told) in record.gates[index].enumerated() where isTold(step) {
      rows += told.telemetry.statistics.filter { Self.stepwise.contains($0.name) }.map {
        row(gate.name, layer, step, $0.name, $0.value, theories?[step][$0.name])
      }
      if isRetaining, let kept = record.survival[step].mean {
        let expected = layer == 0 ? theory.survival?[step].mean : nil
        rows.append(row(gate.name, layer, step, "survival", kept, expected))
      }
    }
    return rows
  }

  /// After how many steps half of what was there before step 0 is lost.
  private func lifetime(_ gate: CellGate, _ layer: Int, _ record: SimulationRecord) -> [GateStatistic] {
    guard let measured = medianLifetime(survival: record.survival.compactMap(\.mean)) else { return [] }
    let expected = layer == 0 ? theory.survival?.compactMap(\.mean) : nil
    let lifetime = expected.flatMap { medianLifetime(survival: $0) }
    return [row(gate.name, layer, nil, "median_lifetime", measured, lifetime)]
  }

  private func states(_ quantity: String, _ steps: [SimulationRecord.States], _ layer: Int)
    -> [GateStatistic]
  {
    let theories = layer == 0 && quantity == configuration.memory.name ? theory.memory : nil
    var pooled = SimulationRecord.States()
    for step in steps { pooled.merge(step) }
    let pooledTheory = theories.map { steps in
      steps.reduce(into: (moments: GateTheory(), variances: RunningMoments())) {
        $0.moments.merge($1.moments)
        $0.variances.merge($1.variances)
      }
    }
    return self.statistics(quantity, layer, nil, pooled, pooledTheory)
      + steps.enumerated().filter { isTold($0.offset) }.flatMap {
        statistics(quantity, layer, $0, $1, theories?[$0])
      }
  }

  private func statistics(
    _ quantity: String, _ layer: Int, _ step: Int?, _ states: SimulationRecord.States,
    _ theory: (moments: GateTheory, variances: RunningMoments)?
  ) -> [GateStatistic] {
    // The mean of the cells is the trajectory of the mean gates, so that the deviation from it is the spread.
    let deviation = study.trajectory == .mean ? theory?.variances.mean.map { $0.squareRoot() } : nil
    var values: [(String, Double?, Double?)] = [
      ("mean", states.moments.mean, theory?.moments["mean"]),
      ("variance", states.moments.variance, theory?.moments["variance"]),
    ]
    if step == nil {
      let (minimum, maximum) = (states.moments.minimum, states.moments.maximum)
      values += [
        ("minimum", minimum.isFinite ? minimum : nil, nil),
        ("maximum", maximum.isFinite ? maximum : nil, nil),
      ]
    }
    values.append(("deviation", states.deviation, deviation))
    return values.compactMap { name, value, theory in
      value.map { row(quantity, layer, step, name, $0, theory) }
    }
  }

  private func row(
    _ quantity: String, _ layer: Int, _ step: Int?, _ statistic: String, _ value: Double, _ theory: Double?
  ) -> GateStatistic {
    GateStatistic(
      update: 0, split: study.splitName, mode: "sample", layer: layer, quantity: quantity, step: step,
      statistic: statistic, value: value, theory: theory)
  }
}
