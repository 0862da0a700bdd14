import Catalog
import Estimation
import Gating
package import Planning
import RandomStreams
package import Recurrence
import SequenceTasks
import Sequences
package import Statistics
import Tables

/// Trains one network from its first weights to its last update, and measures it on the way.
///
/// Everything drawn comes from the streams of (seed, replicate), where each purpose can have another replicate's: weights, order, and
/// noise in training, whose time is the update. So two runs of a sweep that differ in a policy alone meet the same weights, examples
/// and uniforms. Nothing else enters: neither clock, thread nor order of runs can be seen in a record.
package struct Trainer<Engine: RecurrentEngine> where Engine.Scalar: OptimizerScalar & TelemetryScalar {
  /// What happened up to the end or the divergence.
  package struct Outcome {
    /// The rows of every table.
    let rows: TrainingRows
    /// Updates made.
    package let updates: Int
    /// The update whose scores are final; `nil` for a run that has diverged: some loss or prediction was not finite.
    package var selected: Int?
    /// The parameters that the run leaves; `nil` where it leaves none.
    package var weights: TrainedWeights?
  }

  private let cell: CellSpecification
  private let study: TrainStudy
  private let task: any SequenceTask
  private let loss: any Loss
  private let checkpoints: (any CheckpointKeeper)?
  private let didAdvance: () -> Void
  private let didPass: (SequencePass, Int) -> Void
  private let didMeasure: ([Measurement]) -> Void
  private let warn: (String) -> Void
  let engine: Engine
  private let clip: GradientClip?
  let noise: NoiseField
  private let redrawn: RedrawnNoise
  private var order: ExampleOrder
  private var batch: TaskBatch
  private var evaluator: Evaluator
  var state: TrainingState<Engine.Scalar>

  package init(_ study: TrainStudy, _ context: RunContext) {
    let (cell, task, streams) = (context.cell, context.task, context.streams)
    self.cell = cell
    self.study = study
    self.task = task
    loss = cell.minimizedLoss
    checkpoints = context.checkpoints
    didAdvance = context.didAdvance
    didPass = context.didPass
    didMeasure = context.didMeasure
    warn = context.warn
    engine = Engine(cell.configuration)
    engine.team = context.team
    let first = study.parameters ?? cell.initialParameters(replicate: streams[.weights]).map { Double($0) }
    engine.parameters = first.map { Engine.Scalar($0) }
    clip = study.training.clipNorm.map { GradientClip(maximum: $0) }
    noise = cell.noiseField(.trainingNoise, replicate: streams[.trainingNoise])
    redrawn = RedrawnNoise(cell.noiseField(.evaluationNoise, replicate: streams[.evaluationNoise]))
    order = ExampleOrder(
      key: StreamKey(seed: cell.seed, replicate: streams[.order], purpose: .order), count: task.count(.train))
    batch = cell.emptyBatch
    evaluator = Evaluator(
      cell, task: task, evaluation: study.evaluation,
      noise: cell.noiseField(.evaluationNoise, replicate: streams[.evaluationNoise]), didPass: context.didPass
    )
    state = TrainingState(
      optimizer: OptimizerState(
        for: type(of: study.training.optimizer.initial), count: engine.parameters.count),
      best: study.evaluation.select.flatMap { path in
        study.scores(cell, mode: path.mode).first { $0.name == path.metric }
          .map { BestUpdate(lowerIsBetter: $0.metric.lowerIsBetter) }
      })
  }

  /// Trains to the end, or until a loss or a prediction is not finite.
  ///
  /// Checkpoints are taken before a measurement, so that they are the same whatever follows: another update, or the end.
  ///
  /// - Throws: `CancellationError` between two updates or two chunks of an evaluation; the state is then kept.
  package consuming func train() throws -> Outcome {
    let (first, updates) = (state.updates, study.training.updates)
    while true {
      let update = state.updates
      if let checkpoints, checkpoints.isDue(after: update, of: updates) { checkpoints.keep(checkpoint) }
      let isMeasured = update % study.evaluation.every == 0 || update == updates
      do {
        try Task.checkCancellation()
        if isMeasured, try !measure(after: update) { return diverged() }
      } catch let stop as CancellationError {
        if update > first { checkpoints?.keep(checkpoint) }
        throw stop
      }
      guard update < updates else { break }
      guard step(update, isRecorded: isMeasured && study.recordsGates) else { return diverged() }
      state.updates = update + 1
      didAdvance()
    }
    // No batch has seen the last parameters yet.
    guard engine.parameters.allSatisfy(\.isFinite) else { return diverged() }
    if let best = state.best, best.update == nil, let path = study.evaluation.select {
      warn("evaluation.select: \(path) is undefined after every update; the scores after the last are final")
    }
    var outcome = Outcome(rows: state.rows, updates: updates, selected: state.best?.update ?? updates)
    if study.saves != .none { outcome.weights = state.bestWeights ?? weights(after: updates) }
    return outcome
  }

  private func weights(after update: Int) -> TrainedWeights {
    TrainedWeights(update: update, parameters: engine.parameters.map { Double($0) })
  }

  private func epoch(of update: Int) -> Int {
    study.training.epoch(update: update, examples: cell.task.value.count(.train))
  }

  private consuming func diverged() -> Outcome {
    state.rows.predictions = PredictionRow.table.noRows
    state.rows.units = UnitValue.table.noRows
    state.rows.verdicts = SolvedVerdict.table.noRows
    return Outcome(rows: state.rows, updates: state.updates)
  }

  /// Makes one update; `false` where the loss is not finite, and the parameters stay as they were.
  private mutating func step(_ update: Int, isRecorded: Bool) -> Bool {
    let epoch = epoch(of: update)
    task.load(&batch, .train, examples: order.examples(update: update, batch: study.training.batch))
    let gates = cell.gates.assignment(update: update, epoch: epoch)
    if isRecorded { recordSpread(update, gates, epoch) }
    engine.keepsMemoryGradients = isRecorded
    var memory = state.estimation
    guard let costs = differentiate(.update(update), gates, epoch, &memory) else { return false }
    state.estimation = memory
    state.lossAverage.add(costs)
    if isRecorded {
      recordCellGradients(update)
      state.rows.append(GradientRows(cell.configuration, update: update).norms(engine.gradient))
    }
    let scale = clip.map { $0.scale(norm: GradientClip.norm(of: engine.gradient)) } ?? 1
    let optimizer = study.training.optimizer.value(update: update, epoch: epoch)
    engine.updateParameters { parameters, gradient in
      optimizer.update(&parameters, gradient: gradient, scale: scale, state: &state.optimizer)
    }
    didPass(.differentiated, batch.count)
    return true
  }

  /// Which draws a pass gets.
  private enum Draws {
    /// The training noise of an update.
    case update(Int)
    /// The redrawn noise of a sample.
    case sample(Int)
  }

  /// Leaves the gradient of what the batch costs in the engine and gives the costs; `nil` where they are not finite.
  private func differentiate(
    _ draws: Draws, _ gates: GateAssignment, _ epoch: Int, _ memory: inout EstimatorState
  ) -> LossAverage.Costs? {
    let penalty = study.training.gatePenalty
    if case .estimator(let estimator) = cell.gates.gradient.value {
      (engine.keepsGateInputs, engine.keepsUniforms) = (true, true)
      let pass = EstimationPass(batch, gates: gates, loss: loss, penalty: penalty, epoch: epoch) {
        begin(draws, copies: $0)
      }
      let estimate = estimator.estimate(engine, pass, state: &memory)
      var costs = LossAverage.Costs(loss: estimate.loss)
      if let penalty = estimate.penalty { costs.beside.append(("gate_penalty", penalty)) }
      costs.beside.append(("loss_evaluations", Double(estimate.evaluations)))
      return costs.areFinite ? costs : nil
    }
    engine.keepsGateInputs = penalty != nil
    engine.forward(batch, gates: gates, mode: .training(epoch: epoch), noise: begin(draws, copies: 1))
    var costs = LossAverage.Costs(loss: engine.loss(loss, batch))
    if let penalty { costs.beside = [("gate_penalty", penalty.charge(engine, batch, gates))] }
    if engine.configuration.skip.value.budget > 0 { costs.beside.append(("skip_charge", engine.skipCharge)) }
    guard costs.areFinite else { return nil }
    engine.backward(batch)
    return costs
  }

  /// Begins the noise of so many copies of the batch.
  private func begin(_ draws: Draws, copies: Int) -> any NoiseSource {
    switch draws {
    case .update(let update):
      noise.begin(time: UInt32(update), batch, engine.configuration, copies: copies)
      return noise
    case .sample(let sample):
      redrawn.begin(sample: sample, batch, engine.configuration, copies: copies)
      return redrawn
    }
  }

  /// Measures the network in every mode; `false` where a prediction is not finite.
  ///
  /// - Throws: `CancellationError`; nothing has been taken in then.
  private mutating func measure(after update: Int) throws -> Bool {
    let gates = cell.gates.assignment(update: update, epoch: epoch(of: update))
    // What is best is known when all modes have been measured; without a choice the last update is.
    let mayBeFinal = state.best != nil || update == study.training.updates
    let isUnitMeasured = study.units?.updates == .measured
    var found: [(split: Split, readings: [Evaluator.Reading])] = []
    for split in Split.scored where task.count(split) ?? 0 > 0 {
      let readings = try evaluator.read(
        engine, split, gates: gates, update: update,
        Evaluator.Recording(
          gates: study.recordsGates && split == .validation,
          predictions: mayBeFinal && study.evaluation.predictions.contains(split),
          units: mayBeFinal || isUnitMeasured ? study.units : nil))
      found.append((split, readings))
      guard readings.count == study.evaluation.modes.count else { break }
    }
    return take(found, after: update)
  }

  /// Takes in the readings of all splits; `false` where one ends early.
  private mutating func take(
    _ found: [(split: Split, readings: [Evaluator.Reading])], after update: Int
  ) -> Bool {
    state.rows.append(state.lossAverage.report(after: update))
    var predictions: [PredictionRow] = []
    var units = UnitValue.table.noRows
    var verdicts: [SolvedVerdict] = []
    for (split, readings) in found {
      for (mode, reading) in zip(study.evaluation.modes, readings) {
        take(reading, update, split, mode)
        predictions += reading.predictions
        units.append(reading.units)
        if let isSolved = reading.isSolved(task) {
          verdicts.append(SolvedVerdict(split: split.rawValue, mode: mode.name, isSolved: isSolved))
        }
      }
    }
    guard found.allSatisfy({ $0.readings.count == study.evaluation.modes.count }) else { return false }
    let isBest = state.best == nil || state.best?.update == update
    // Where no score is defined at any update, the last one is final.
    if isBest || state.best?.update == nil { state.rows.verdicts = SolvedVerdict.table.rows(verdicts) }
    if isBest { state.rows.predictions = PredictionRow.table.rows(predictions) }
    if study.units?.updates == .measured {
      state.rows.units.append(units)
    } else if isBest {
      state.rows.units = units
    }
    return true
  }

  private mutating func take(
    _ reading: Evaluator.Reading, _ update: Int, _ split: Split, _ mode: MeasuredMode
  ) {
    let rows = reading.measurements(update, split, mode)
    state.rows.append(rows)
    didMeasure(rows)
    if let select = study.evaluation.select, (select.split, select.mode) == (split, mode.name),
      let row = rows.first(where: { $0.metric == select.metric })
    {
      let isBest = state.best?.take(row.value, update: update) ?? false
      if isBest, study.saves == .selected { state.bestWeights = weights(after: update) }
    }
    state.rows.append(reading.gates)
  }

  /// Mean and variance of the batch's gradient over draws of its own. Before the update's own pass, so that the tape
  /// and the gradient that are left are those of the update.
  private mutating func recordSpread(_ update: Int, _ gates: GateAssignment, _ epoch: Int) {
    guard let samples = study.gradientSamples else { return }
    var moments = GradientMoments(count: engine.parameters.count)
    // What is measured must not teach the baseline.
    var memory = state.estimation
    memory.isFrozen = true
    redrawn.restart()
    engine.keepsMemoryGradients = false
    // Without draws all gradients are the same: two of them say so.
    for sample in 0..<(cell.draws(gates) ? samples : 2) {
      guard differentiate(.sample(sample), gates, epoch, &memory) != nil else { return }
      moments.add(engine.gradient)
      didPass(.differentiated, batch.count)
    }
    state.rows.append(GradientRows(cell.configuration, update: update).spread(moments))
  }

  /// ‖∂ℓ/∂c_t‖₂, or ‖∂ℓ/∂h_t‖₂ of a cell without c, over the batch and the units of each layer, for each step: how far back the gradient reaches.
  ///
  /// An estimate from several samples has the batch as often in its pass.
  private mutating func recordCellGradients(_ update: Int) {
    let batch = batch.copies(cell.gates.gradient.value.copies)
    for layer in 0..<cell.network.layers {
      for step in 0..<batch.steps {
        let squares = batch.active(engine.tape(.memoryGradient, layer: layer, step: step), at: step)
          .reduce(0) { $0 + $1 * $1 }
        state.rows.append([
          GateStatistic(
            update: update, split: Split.train.rawValue, mode: "training", layer: layer,
            quantity: "\(cell.configuration.memory.name)_gradient", step: step, statistic: "norm",
            value: squares.squareRoot())
        ])
      }
    }
  }
}
