import Catalog
import Estimation
import Gating
package import Recurrence

extension CellBuilder {
  /// Policies of the gates that the variant has, the backward rule, and the noise on states.
  package mutating func gates() -> GateSpecification? {
    let variant = Settings(settings)["network"].variant
    guard let policies = policies(variant), let gradient = gradientRule(), let stateNoise = stateNoise()
    else { return nil }
    return GateSpecification(
      input: policies[0], forget: policies[1], output: policies[2], gradient: gradient,
      stateNoise: stateNoise)
  }

  /// The policies in the order input, forget, output; the settings then name those that are used.
  private mutating func policies(_ variant: LSTMVariant) -> [ScheduledKind<any GatePolicy>]? {
    let values = Settings(settings)["gates"]
    guard refuseUnused(values, variant) else { return nil }
    let names = variant.gates.map(\.rawValue)
    let missing = names.filter { values.values[$0] == nil }
    let sigmoid = Settings(["kind": .text("sigmoid")])
    let all = values.values["all"] != nil ? values["all"] : root["gates"] == nil ? sigmoid : nil
    if all == nil, !missing.isEmpty {
      fail(
        "gates",
        "\(missing.joined(separator: " and ")) \(missing.count > 1 ? "have" : "has") no policy; name `all`, or each of \(names.joined(separator: ", "))"
      )
      return nil
    }
    // What the file says for all may serve other values of the axis `gates` than this one.
    let isBelowAxis =
      experiment.axes.contains { $0.path == "gates" } && root["gates"]?["all"]?.path == nil
    if values.values["all"] != nil, missing.isEmpty, !isBelowAxis {
      fail("gates.all", "is not used, because \(Self.list(names)) each have a policy of their own")
      return nil
    }
    var policies: [ScheduledKind<any GatePolicy>] = []
    var resolved: [String: ParameterValue] = [:]
    for gate in LSTMGate.allCases {
      let name = gate.rawValue
      let isNamed = values.values[name] != nil
      let chosen = !variant.gates.contains(gate) ? sigmoid : isNamed ? values[name] : all
      let path = isNamed ? "gates.\(name)" : "gates.all"
      guard let chosen, let policy = schedule(path, chosen, from: experiment.catalogs.policies) else {
        return nil
      }
      policies.append(policy)
      guard variant.gates.contains(gate) else { continue }
      var settings: [String: ParameterValue] = ["kind": .text(policy.kind)]
      for (key, value) in policy.settings { settings[key] = value }
      resolved[name] = .map(settings)
    }
    settings["gates"] = .map(resolved)
    return policies
  }

  /// Whether every gate that has a policy of its own follows it.
  private mutating func refuseUnused(_ values: Settings, _ variant: LSTMVariant) -> Bool {
    let before = errors.count
    for gate in LSTMGate.allCases where values.values[gate.rawValue] != nil {
      guard let objection = variant.objection(to: gate) else { continue }
      fail("gates.\(gate.rawValue)", "is not used, because the variant \(objection); leave it out")
    }
    return errors.count == before
  }

  private static func list(_ names: [String]) -> String {
    names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }

  private mutating func gradientRule() -> KindSpecification<GradientRule>? {
    // Without training there is no backward rule, and the automatic one is a placeholder.
    let given = Settings(settings)["training"]["gradient"]
    let rule = given.values.isEmpty ? Settings(["kind": .text("auto")]) : given
    return make("training.gradient", rule, from: experiment.catalogs.gradients)
  }

  private mutating func stateNoise() -> ScheduledKind<any StateNoise>? {
    let values = Settings(settings)["state_noise"]
    let none = Settings(["kind": .text(NoStateNoise.description.kind)])
    return schedule(
      "state_noise", values.values.isEmpty ? none : values, from: experiment.catalogs.stateNoises)
  }
}

extension Settings {
  /// The network's variant; traces may be silent about it.
  package var variant: LSTMVariant { optionalText("variant").flatMap(LSTMVariant.init) ?? .vanilla }
}
