public import Catalog
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
    PolicyLaws.list.violations(policy.description, settings: settings, except: except) { try policy.init($0) }
  }

  /// The laws of backward rules without samples that this one breaks.
  public static func violations(
    surrogate: any SurrogateGradient.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    SurrogateLaws.list.violations(surrogate.description, settings: settings, except: except) {
      try surrogate.init($0)
    }
  }

  /// The laws of gradient estimators that this one breaks; the law `unbiased` asks those that declare it.
  public static func violations(
    estimator: any GradientEstimator.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    EstimatorLaws.list.violations(estimator.description, settings: settings, except: except) {
      try estimator.init($0)
    }
  }

  /// The laws of tasks that this one breaks. `files` reads the data files that its settings name.
  public static func violations(
    task: any SequenceTask.Type, settings: [String: ParameterValue] = [:], except: Set<String> = [],
    files: FileReader = FileReader {
      throw DataError(file: $0, isMissing: true, "the laws were given no files")
    }
  ) -> [LawViolation] {
    TaskLaws.list.violations(task.description, settings: settings, except: except) {
      try task.init($0, files: files)
    }
  }

  /// The laws of metrics that this one breaks, for every kind of target that it is defined for.
  public static func violations(metric: any Metric.Type, except: Set<String> = []) -> [LawViolation] {
    MetricLaws.list.violations(metric.description, settings: [:], except: except) { _ in metric }
  }

  /// The laws of optimizers that this one breaks.
  public static func violations(
    optimizer: any Optimizer.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    OptimizerLaws.list.violations(optimizer.description, settings: settings, except: except) {
      try optimizer.init($0)
    }
  }

  /// The laws of initial weights that this one breaks.
  public static func violations(
    initializer: any WeightInitializer.Type, settings: [String: ParameterValue] = [:],
    except: Set<String> = []
  ) -> [LawViolation] {
    InitializerLaws.list.violations(initializer.description, settings: settings, except: except) {
      try initializer.init($0)
    }
  }

  /// The laws of noise on states that this one breaks.
  public static func violations(
    stateNoise: any StateNoise.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) -> [LawViolation] {
    StateNoiseLaws.list.violations(stateNoise.description, settings: settings, except: except) {
      try stateNoise.init($0)
    }
  }
}
