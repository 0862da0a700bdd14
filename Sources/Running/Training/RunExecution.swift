import Glibc
import Planning
import RandomStreams
import Recurrence
import SequenceTasks

/// Does one run of a plan, on the engine that its precision asks for, and times it.
struct RunExecution {
  private let run: RunSpecification
  private let task: any SequenceTask

  init(_ run: RunSpecification) {
    self.run = run
    task = run.specification.task.value.instance(
      dataKey: StreamKey(seed: run.specification.seed, replicate: run.replicate, purpose: .data))
  }

  /// Does what the cell's kind asks for, and makes the record.
  ///
  /// - Parameter didAdvance: called after every unit of progress, such as an update.
  /// - Throws: `CancellationError`.
  func record(didAdvance: () -> Void) throws -> RunRecord {
    switch (run.specification.work, run.specification.precision) {
    case (.train(let work), .float32): try train(VectorEngine.self, work, didAdvance)
    case (.train(let work), .float64): try train(ReferenceEngine.self, work, didAdvance)
    }
  }

  private func train<Engine: LSTMEngine>(_: Engine.Type, _ work: TrainingWork, _ didUpdate: () -> Void) throws
    -> RunRecord
  where Engine.Scalar: OptimizerScalar {
    let (wall, processor) = (ContinuousClock.now, Self.processorSeconds)
    let trainer = Trainer<Engine>(run.specification, work, task: task, replicate: run.replicate)
    let outcome = try trainer.train(didUpdate: didUpdate)
    let timing = RunRecord.Timing(
      wallSeconds: (ContinuousClock.now - wall) / .seconds(1),
      processorSeconds: Self.processorSeconds - processor)
    return RunRecord(
      run: run.id, status: outcome.isDiverged ? .diverged : .completed, updates: outcome.updates,
      selectedUpdate: outcome.selected, measurements: outcome.measurements, floors: floors,
      verdicts: outcome.selected.flatMap { outcome.verdicts[$0] } ?? [], gates: outcome.gates, timing: timing)
  }

  private var floors: [RunRecord.FloorScore] {
    [Split.validation, .test].filter { task.count($0) ?? 0 > 0 }.flatMap { split in
      task.floors(split).map {
        .init(split: split.rawValue, mode: $0.mode, metric: $0.metric, value: $0.value)
      }
    }
  }

  /// Processor time of this thread; a run never changes its thread, for it never waits.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
