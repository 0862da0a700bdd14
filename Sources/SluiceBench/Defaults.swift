import Catalog
import Gating
import Recurrence

/// Catalog entries with their default parameters.
enum Defaults {
  /// All gates alike, trained by the rule that the policy asks for.
  static func gates(_ policy: String, rule: String = "auto", stateNoise: String = "none") throws
    -> GateAssignment
  {
    try GateAssignment(
      all: PolicyCatalog().make(policy), gradient: SurrogateCatalog().make(rule),
      stateNoise: StateNoiseCatalog().make(stateNoise))
  }
}
