import Catalog
import Gating
import Recurrence

/// Catalog entries with their default parameters.
enum Defaults {
  static func policy(_ kind: String) throws -> any GatePolicy {
    let type = try PolicyCatalog().type(named: kind)
    return try type.init(Parameters(type.description))
  }

  static func rule(_ kind: String) throws -> any SurrogateGradient {
    let type = try SurrogateCatalog().type(named: kind)
    return try type.init(Parameters(type.description))
  }

  static func stateNoise(_ kind: String) throws -> any StateNoise {
    let type = try StateNoiseCatalog().type(named: kind)
    return try type.init(Parameters(type.description))
  }

  /// All gates alike, trained by the rule that the policy asks for.
  static func gates(_ policy: String, rule: String = "auto", stateNoise: String = "none") throws
    -> GateAssignment
  {
    try GateAssignment(
      all: self.policy(policy), gradient: self.rule(rule), stateNoise: self.stateNoise(stateNoise))
  }
}
