import Catalog
import Estimation
import Gating
package import Recurrence

extension CellBuilder {
  /// Policies of the gates that the cell has, the backward rule, and the noise on states.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - variant: of an LSTM, which gates follow policies.
  package mutating func gates(_ cell: CellKind, _ variant: LSTMVariant) -> GateSpecification? {
    guard let policies = policies(cell, variant), let gradient = gradientRule(),
      let stateNoise = stateNoise(cell)
    else { return nil }
    return GateSpecification(policies: policies, gradient: gradient, stateNoise: stateNoise)
  }

  /// The policies in the order of the gates; the settings then name those that are used.
  private mutating func policies(_ cell: CellKind, _ variant: LSTMVariant) -> [ScheduledKind<any GatePolicy>]?
  {
    let values = Settings(settings)["gates"]
    guard refuseUnused(values, cell, variant) else { return nil }
    let gates = cell.value.structure.gates
    let following = gates.filter { variant.origin(of: $0) == .policy }
    let names = following.map(\.name)
    let missing = names.filter { values.values[$0] == nil }
    let sigmoid = Settings(["kind": .text(SigmoidGate.description.kind)])
    let all = values.values["all"] != nil ? values["all"] : root["gates"] == nil ? sigmoid : nil
    if all == nil, !missing.isEmpty {
      fail(
        "gates",
        "\(missing.joined(separator: " and ")) \(missing.count > 1 ? "have" : "has") no policy; name `all`, or each of \(names.joined(separator: ", "))"
      )
      return nil
    }
    // What the file says for all may serve other values of an axis than this one.
    let isBelowAxis =
      experiment.axes.contains { $0.path == "gates" || $0.path.hasPrefix("network") }
      && (root["gates"]?["all"]?.path == nil || names.isEmpty)
    if values.values["all"] != nil, missing.isEmpty, !isBelowAxis {
      fail(
        "gates.all",
        names.isEmpty
          ? "is not used, because \(cell.kind) has no gates; leave it out"
          : "is not used, because \(SpokenList.and(names)) each have a policy of their own")
      return nil
    }
    var policies: [ScheduledKind<any GatePolicy>] = []
    var resolved: [String: ParameterValue] = [:]
    for gate in gates {
      let name = gate.name
      let isNamed = values.values[name] != nil
      let chosen = !following.contains(gate) ? sigmoid : isNamed ? values[name] : all
      let path = isNamed ? "gates.\(name)" : "gates.all"
      guard let chosen, let policy = schedule(path, chosen, from: experiment.catalogs.policies) else {
        return nil
      }
      policies.append(policy)
      guard following.contains(gate) else { continue }
      var settings: [String: ParameterValue] = ["kind": .text(policy.kind)]
      for (key, value) in policy.settings { settings[key] = value }
      resolved[name] = .map(settings)
    }
    settings["gates"] = .map(resolved)
    return policies
  }

  /// Whether every gate that has a policy of its own is there and follows it.
  private mutating func refuseUnused(_ values: Settings, _ cell: CellKind, _ variant: LSTMVariant) -> Bool {
    let before = errors.count
    let structure = cell.value.structure
    let names = experiment.catalogs.cellNames { $0.gates.map(\.name) }.map(\.name)
    for name in names where values.values[name] != nil {
      guard let gate = structure.gate(named: name) else {
        let others = structure.gates.map(\.name)
        fail(
          "gates.\(name)",
          "is not used, because the cell is \(cell.kind), "
            + (others.isEmpty
              ? "which has no gates; leave it out"
              : "whose \(others.count > 1 ? "gates are" : "gate is") \(SpokenList.and(others))"))
        continue
      }
      guard let objection = variant.objection(to: gate) else { continue }
      fail("gates.\(name)", "is not used, because the variant \(objection); leave it out")
    }
    return errors.count == before
  }

  private mutating func gradientRule() -> KindSpecification<GradientRule>? {
    // Without training there is no backward rule, and the automatic one is a placeholder.
    let given = Settings(settings)["training"]["gradient"]
    let rule = given.values.isEmpty ? Settings(["kind": .text("auto")]) : given
    return make("training.gradient", rule, from: experiment.catalogs.gradients)
  }

  private mutating func stateNoise(_ cell: CellKind) -> ScheduledKind<any StateNoise>? {
    let values = Settings(settings)["state_noise"]
    let none = Settings(["kind": .text(NoStateNoise.description.kind)])
    let noise = schedule(
      "state_noise", values.values.isEmpty ? none : values, from: experiment.catalogs.stateNoises)
    if let noise, let objection = cell.value.objection(to: noise.initial) {
      fail("state_noise", "\(noise.kind) \(objection)")
    }
    return noise
  }
}

extension RecurrentCell {
  /// Why noise has no place in the cell, after the noise's name; `nil` where it has.
  func objection(to noise: any StateNoise) -> String? {
    let masks = noise.activeMasks
    if !structure.hasCell, masks.contains(where: { $0.target == .zoneoutCell && !$0.isForWholeStep }) {
      return
        "holds a cell at a rate of its own, and a \(Self.description.kind) has none beside its hidden state; set that rate to 0"
    }
    if !hasWrites, masks.contains(where: { $0.target == .write }) {
      return "drops what is written to a memory, and a \(Self.description.kind) does not say what that is"
    }
    return nil
  }
}

extension Settings {
  /// The network's variant; traces may be silent about it.
  package var variant: LSTMVariant { optionalText("variant").flatMap(LSTMVariant.init) ?? .vanilla }
}
