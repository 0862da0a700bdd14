import Catalog

/// The keys that are tuned, which are read as axes are.
extension SweepReader {
  /// The tuned keys as they are written.
  func tunedDrafts(beside swept: [Draft], _ errors: inout [ExperimentError]) -> [Draft] {
    guard format[TuningSettings.key] != nil, let axes = root[TuningSettings.key]?["axes"] else { return [] }
    let path = "\(TuningSettings.key).axes"
    guard axes.isMapping, !axes.entries.isEmpty else {
      errors.append(
        ExperimentError(
          axes.position, path, "found \(axes.found); expected \(Shape.tunedAxes.allowed)"))
      return []
    }
    var drafts: [Draft] = []
    for entry in axes.entries {
      if let reason = Self.refusal(entry.key, beside: swept, drafts) {
        errors.append(ExperimentError(entry.position, "\(path).\(entry.key)", reason))
      } else if let draft = draft(entry, isTuned: true, &errors) {
        drafts.append(draft)
      }
    }
    for tuned in drafts {
      for axis in swept where tuned.path.hasPrefix(axis.path + ".") {
        let inner = tuned.path.dropFirst(axis.path.count + 1).split(separator: ".")
        for value in axis.values {
          guard let said = value.node.node(at: inner) else { continue }
          errors.append(
            ExperimentError(
              said.position, "\(value.node.path ?? axis.key).\(inner.joined(separator: "."))",
              "is tuned by '\(tuned.key)'; leave it out here"))
        }
      }
    }
    return drafts
  }

  /// Why a key cannot be tuned; `nil` where it can.
  private static func refusal(_ path: String, beside swept: [Draft], _ tuned: [Draft]) -> String? {
    if let axis = swept.first(where: { $0.path == path || $0.path.hasPrefix(path + ".") }) {
      return axis.path == path
        ? "is an axis of the sweep too; a key is swept or tuned, not both"
        : "would hide the axis '\(axis.path)' of the sweep; tune keys that are no part of the sweep, or lie inside its values"
    }
    if let other = tuned.first(where: { overlap($0.path, path) }) {
      return "overlaps the tuned key '\(other.path)'; tune one of them"
    }
    let isBudget = budget.contains { overlap($0, path) && !$0.hasPrefix(path + ".") }
    let parts = path.split(separator: ".").map(String.init)
    let first = parts.first ?? ""
    if isBudget {
      return
        "is the budget of a run, or what it leaves, and the same for all that are compared; it cannot be tuned"
    }
    guard sections.contains(first) || path.hasPrefix("training.") else {
      return
        "cannot be tuned; expected a key below \(SpokenList.and(sections + ["training"])): the data, the seed and what is scored are the same for all"
    }
    return nil
  }

  private static let sections = ["network", "gates", "noise", "state_noise"]
  /// Keys of training that say how much a run may do, what it is scored by or what it leaves.
  private static let budget = [
    "training.updates", "training.loss", "training.class_weights", "training.save_weights",
    "training.weights",
    "training.checkpoint", "training.keep_checkpoints", "training.updates_per_epoch", "network.weights",
  ]

  /// The ends of a range, which are read as values.
  func ends(_ range: ConfigNode, _ path: String, _ errors: inout [ExperimentError]) -> [DraftValue]? {
    var reader = ConfigReader(root: format)
    let values = reader.value(.section(ExperimentFormat.tunedRange), range, path)
    errors += reader.errors
    guard reader.errors.isEmpty, case .map(let read)? = values else { return nil }
    let (from, to) = (Settings(read).number("from"), Settings(read).number("to"))
    guard from < to else {
      errors.append(
        ExperimentError(
          range["to"]?.position, "\(path).to",
          "found \(range["to"]?.found ?? ""); expected a number above `from`, which is \(range["from"]?.found ?? "")"
        ))
      return nil
    }
    if read["scale"] == .text(TunedRange.Scale.log.rawValue), !(from >= 1e-300) {
      errors.append(
        ExperimentError(
          range["from"]?.position, "\(path).from",
          "found \(range["from"]?.found ?? ""); a logarithmic range begins above 0"))
      return nil
    }
    return ["from", "to"].compactMap { key in
      range[key].map { node in
        var node = node
        node.path = "\(path).\(key)"
        return DraftValue(node: node, label: nil, position: node.position)
      }
    }
  }

  /// The tuned keys, of these, that lie inside the values of an axis of the sweep.
  func inside(_ draft: Draft, _ paths: [String]) -> [String] {
    draft.isTuned ? [] : paths.filter { $0.hasPrefix(draft.path + ".") }
  }

  /// The settings with these values but for some keys, as far as they can be read.
  func plainSettings(
    _ chosen: [(path: String, node: ConfigNode)], without paths: [String]
  ) -> [String: ParameterValue] {
    var reader = ConfigReader(root: format)
    return reader.read(Self.substitute(chosen.filter { !paths.contains($0.path) }, in: root, format))
  }
}
