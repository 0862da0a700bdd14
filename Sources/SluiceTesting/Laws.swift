public import Catalog
public import DataReading
public import Estimation
public import Gating
public import Recurrence
public import SequenceTasks
public import Sequences

/// What must hold of every kind of a family, over Sluice's own catalogs and over yours.
///
/// ```swift
/// @Test func myGateKeepsTheLaws() throws { try Laws.check(policy: MyGate.self) }
/// ```
///
/// `check` throws ``LawViolations``, `violations` returns them. Every call tries the kind with its defaults and with one setting at
/// a time changed. `settings` holds values for parameters without a default, `except` the names of laws that the kind is
/// not meant to keep. All arguments are fixed: a law that holds today holds tomorrow, on every machine.
public enum Laws {
  /// The laws of gate policies that this one breaks.
  public static func violations(
    policy: any GatePolicy.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    violations(PolicyLaws.list, policy, settings, except)
  }

  /// Throws the laws that a gate policy breaks.
  public static func check(
    policy: any GatePolicy.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(policy: policy, settings: settings, except: except))
  }

  /// The laws of backward rules without samples that this one breaks.
  public static func violations(
    surrogate: any SurrogateGradient.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    violations(SurrogateLaws.list, surrogate, settings, except)
  }

  /// Throws the laws that a backward rule without samples breaks.
  public static func check(
    surrogate: any SurrogateGradient.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(surrogate: surrogate, settings: settings, except: except))
  }

  /// The laws of gradient estimators that this one breaks; the law `unbiased` asks those that declare it.
  public static func violations(
    estimator: any GradientEstimator.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    violations(EstimatorLaws.list, estimator, settings, except)
  }

  /// Throws the laws that a gradient estimator breaks.
  public static func check(
    estimator: any GradientEstimator.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(estimator: estimator, settings: settings, except: except))
  }

  /// The laws of recurrent cells that this one breaks.
  public static func violations(
    cell: any RecurrentCell.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    CellLaws.list.violations(cell.description, settings: settings, except: except) {
      CellKind($0, try cell.make($0))
    }
  }

  /// Throws the laws that a recurrent cell breaks.
  public static func check(
    cell: any RecurrentCell.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(cell: cell, settings: settings, except: except))
  }

  /// The laws of skip rules that this one breaks.
  public static func violations(
    skip: any SkipRule.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    SkipLaws.list.violations(skip.description, settings: settings, except: except) {
      SkipKind($0, try skip.make($0))
    }
  }

  /// Throws the laws that a skip rule breaks.
  public static func check(
    skip: any SkipRule.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(skip: skip, settings: settings, except: except))
  }

  /// The laws of optimizers that this one breaks.
  public static func violations(
    optimizer: any Optimizer.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    violations(OptimizerLaws.list, optimizer, settings, except)
  }

  /// Throws the laws that an optimizer breaks.
  public static func check(
    optimizer: any Optimizer.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(optimizer: optimizer, settings: settings, except: except))
  }

  /// The laws of initial weights that this one breaks.
  public static func violations(
    initializer: any WeightInitializer.Type, settings: [String: ParameterValue] = [:],
    except: Set<String> = []
  ) -> [LawViolation] {
    violations(InitializerLaws.list, initializer, settings, except)
  }

  /// Throws the laws that an initializer breaks.
  public static func check(
    initializer: any WeightInitializer.Type, settings: [String: ParameterValue] = [:],
    except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(initializer: initializer, settings: settings, except: except))
  }

  /// The laws of noise on states that this one breaks.
  public static func violations(
    stateNoise: any StateNoise.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    violations(StateNoiseLaws.list, stateNoise, settings, except)
  }

  /// Throws the laws that noise on states breaks.
  public static func check(
    stateNoise: any StateNoise.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(stateNoise: stateNoise, settings: settings, except: except))
  }

  /// The laws of tasks that this one breaks. `files` reads the data files that its settings name.
  public static func violations(
    task: any SequenceTask.Type, settings: [String: ParameterValue] = [:], except: Set<String> = [],
    files: FileReader = noFiles
  ) -> [LawViolation] {
    TaskLaws.list.violations(task.description, settings: settings, except: except) {
      try task.init($0, files: files)
    }
  }

  /// Throws the laws that a task breaks.
  public static func check(
    task: any SequenceTask.Type, settings: [String: ParameterValue] = [:], except: Set<String> = [],
    files: FileReader = noFiles
  ) throws(LawViolations) {
    try check(violations(task: task, settings: settings, except: except, files: files))
  }

  /// Reads nothing: what a task without data files needs.
  public static var noFiles: FileReader {
    FileReader { throw DataError(file: $0, isMissing: true, "the laws were given no files") }
  }

  /// The laws of metrics that this one breaks, for every kind of target that it is defined for.
  public static func violations(metric: any Metric.Type, except: Set<String> = []) -> [LawViolation] {
    MetricLaws.list.violations(metric.description, settings: [:], except: except) { _ in metric }
  }

  /// Throws the laws that a metric breaks.
  public static func check(metric: any Metric.Type, except: Set<String> = []) throws(LawViolations) {
    try check(violations(metric: metric, except: except))
  }

  /// The laws of losses that this one breaks, behind every read-out that it fits.
  public static func violations(
    loss: any Loss.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    violations(LossLaws.list, loss, settings, except)
  }

  /// Throws the laws that a loss breaks.
  public static func check(
    loss: any Loss.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(loss: loss, settings: settings, except: except))
  }

  /// The laws of read-outs that this one breaks.
  public static func violations(
    readout: any Readout.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    violations(ReadoutLaws.list, readout, settings, except)
  }

  /// Throws the laws that a read-out breaks.
  public static func check(
    readout: any Readout.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(readout: readout, settings: settings, except: except))
  }

  private static func violations<K: Kind>(
    _ laws: LawList<K.Family>, _ kind: K.Type, _ settings: [String: ParameterValue], _ except: Set<String>
  ) -> [LawViolation] {
    laws.violations(K.description, settings: settings, except: except) { try K.make($0) }
  }

  private static func check(_ violations: [LawViolation]) throws(LawViolations) {
    if !violations.isEmpty { throw LawViolations(violations: violations) }
  }
}
