import Catalog
import Glibc
import Planning
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences
import Tables

/// Does one run of a plan, on the engine that its precision asks for, and times it.
struct RunExecution {
  private let run: RunSpecification
  private let task: any SequenceTask
  private let team: ThreadTeam

  /// A run whose engine has as many threads.
  init(_ run: RunSpecification, threads: Int) {
    self.run = run
    team = ThreadTeam(threads)
    task = run.specification.task.value.instance(
      dataKey: StreamKey(seed: run.specification.seed, replicate: run.replicate, purpose: .data))
  }

  /// Does what the cell's kind asks for, and makes the record.
  ///
  /// - Parameters:
  ///   - didAdvance: called after every unit of progress, such as an update.
  ///   - warn: called with what a person should know that no table says.
  /// - Throws: `CancellationError`.
  func record(didAdvance: () -> Void, warn: (String) -> Void) throws -> RunRecord {
    switch (run.specification.work, run.specification.precision) {
    case (.train(let work), .float32): try train(VectorEngine.self, work, didAdvance)
    case (.train(let work), .float64): try train(ReferenceEngine.self, work, didAdvance)
    case (.simulate(let work), .float32): try simulate(VectorEngine.self, work, didAdvance)
    case (.simulate(let work), .float64): try simulate(ReferenceEngine.self, work, didAdvance)
    case (.certify(let work), _): try certify(work, didAdvance, warn)
    }
  }

  private func train<Engine: LSTMEngine>(_: Engine.Type, _ work: TrainingWork, _ didUpdate: () -> Void) throws
    -> RunRecord
  where Engine.Scalar: OptimizerScalar {
    let watch = Watch(team)
    let trainer = Trainer<Engine>(run.specification, work, task: task, replicate: run.replicate, team: team)
    let outcome = try trainer.train(didUpdate: didUpdate)
    let verdicts = outcome.selected.flatMap { outcome.verdicts[$0] } ?? []
    return RunRecord(
      run: run.id, origin: try .current(for: run.specification),
      status: outcome.isDiverged ? .diverged : .completed, updates: outcome.updates,
      selectedUpdate: outcome.selected,
      tables: [
        RunRecord.Measurement.table.rows(floors + outcome.measurements),
        RunRecord.Verdict.table.rows(verdicts), RunRecord.GateStatistic.table.rows(outcome.gates),
      ], timing: watch.timing)
  }

  private func simulate<Engine: LSTMEngine>(
    _: Engine.Type, _ work: SimulationWork, _ didAdvance: () -> Void
  ) throws -> RunRecord {
    let watch = Watch(team)
    let simulator = Simulator<Engine>(run.specification, work, task: task, team: team)
    let gates = try simulator.simulate(didFinishChunk: didAdvance)
    let isDiverged = gates.contains { !$0.value.isFinite && $0.statistic == "mean" }
    return RunRecord(
      run: run.id, origin: try .current(for: run.specification),
      status: isDiverged ? .diverged : .completed, updates: 0, selectedUpdate: isDiverged ? nil : 0,
      tables: [RunRecord.GateStatistic.table.rows(gates)], timing: watch.timing)
  }

  private func certify(
    _ work: CertificationWork, _ didAdvance: () -> Void, _ warn: (String) -> Void
  ) throws -> RunRecord {
    let watch = Watch(team)
    let certificate = try Certifier(run.specification, work, task: task).certify(
      didFinishChunk: didAdvance, warn: warn)
    let rows = CertificateRow.rows(certificate, work.reference)
    let isDiverged = rows.contains { !$0.exact.isFinite || !$0.mean.isFinite }
    return RunRecord(
      run: run.id, origin: try .current(for: run.specification),
      status: isDiverged ? .diverged : .completed, updates: 0, selectedUpdate: isDiverged ? nil : 0,
      tables: [CertificateRow.table.rows(rows)], timing: watch.timing)
  }

  private var floors: [RunRecord.Measurement] {
    [Split.validation, .test].filter { task.count($0) ?? 0 > 0 }.flatMap { split in
      task.floorScores(split).map {
        .init(update: nil, split: split.rawValue, mode: $0.mode, metric: $0.metric, value: $0.value)
      }
    }
  }
}

/// Measures what a run costs, from when it is made.
private struct Watch {
  private let wall = ContinuousClock.now
  private let processor = Self.processorSeconds
  private let team: ThreadTeam

  init(_ team: ThreadTeam) { self.team = team }

  var timing: RunRecord.Timing {
    RunRecord.Timing(
      wallSeconds: (ContinuousClock.now - wall) / .seconds(1),
      processorSeconds: Self.processorSeconds - processor + team.helperSeconds)
  }

  /// Processor time of this thread; a run never changes its thread, for it never suspends.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
