public import Catalog
public import Estimation
public import Gating
public import Recurrence
public import SequenceTasks
public import Sequences

extension Laws {
  /// Throws the laws that a gate policy breaks.
  public static func check(
    policy: any GatePolicy.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(policy: policy, settings: settings, except: except))
  }

  /// Throws the laws that a backward rule without samples breaks.
  public static func check(
    surrogate: any SurrogateGradient.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(surrogate: surrogate, settings: settings, except: except))
  }

  /// Throws the laws that a gradient estimator breaks.
  public static func check(
    estimator: any GradientEstimator.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(estimator: estimator, settings: settings, except: except))
  }

  /// Throws the laws that a task breaks.
  public static func check(
    task: any SequenceTask.Type, settings: [String: ParameterValue] = [:], except: Set<String> = [],
    files: FileReader = FileReader {
      throw DataError(file: $0, isMissing: true, "the laws were given no files")
    }
  ) throws(LawViolations) {
    try check(violations(task: task, settings: settings, except: except, files: files))
  }

  /// Throws the laws that a metric breaks.
  public static func check(metric: any Metric.Type, except: Set<String> = []) throws(LawViolations) {
    try check(violations(metric: metric, except: except))
  }

  /// Throws the laws that an optimizer breaks.
  public static func check(
    optimizer: any Optimizer.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(optimizer: optimizer, settings: settings, except: except))
  }

  /// Throws the laws that an initializer breaks.
  public static func check(
    initializer: any WeightInitializer.Type, settings: [String: ParameterValue] = [:],
    except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(initializer: initializer, settings: settings, except: except))
  }

  /// Throws the laws that noise on states breaks.
  public static func check(
    stateNoise: any StateNoise.Type, settings: [String: ParameterValue] = [:], except: Set<String> = []
  ) throws(LawViolations) {
    try check(violations(stateNoise: stateNoise, settings: settings, except: except))
  }

  private static func check(_ violations: [LawViolation]) throws(LawViolations) {
    if !violations.isEmpty { throw LawViolations(violations: violations) }
  }
}
