package import Sluice

/// The kinds of this package, by family.
package let kinds = Extensions(
  policies: [JitteredHardSigmoid.self, SquaredHardSigmoid.self],
  estimators: [FixedBaseline.self],
  tasks: [MaximumTask.self],
  metrics: [HitRate.self],
  losses: [LogCoshLoss.self],
  cells: [IndRNN.self],
  skips: [LevelSkip.self],
  optimizers: [Lion.self],
  stateNoises: [HiddenDropout.self],
  schedules: [SawtoothSchedule.self],
  studies: [InitialGates.self])

/// What it adds to the pages of results folders.
package let sections: [any ReportSection.Type] = [OpenGates.self]
