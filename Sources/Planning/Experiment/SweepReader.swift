import Catalog

/// Reads the axes of a sweep and checks the file with every single value in its place.
package struct SweepReader {
  let root: ConfigNode
  let format: Section

  /// An axis as it is written.
  struct Draft {
    let path: String
    let shape: Shape
    let position: SourcePosition
    let values: [DraftValue]
    /// The map that a tuned key has in place of a list.
    var range: ConfigNode?
    /// Whether the key is tuned, and not swept.
    var isTuned = false
    /// The axis's own key.
    var key: String { (isTuned ? "\(TuningSettings.key).axes." : "sweep.") + path }
  }
  struct DraftValue {
    let node: ConfigNode
    let label: String?
    let position: SourcePosition
  }

  /// The axes, the tuned keys with the map that one has in place of a list, the settings with the first value of each, and everything found
  /// wrong.
  func read() -> (
    axes: [Axis], tuned: [(axis: Axis, range: ConfigNode?)], values: [String: ParameterValue],
    errors: [ExperimentError]
  ) {
    var errors: [ExperimentError] = []
    var drafts = self.drafts(&errors)
    drafts += tunedDrafts(beside: drafts, &errors)
    let first = drafts.map { ($0.path, $0.values[0].node) }
    var reader = ConfigReader(root: format)
    let values = reader.read(Self.substitute(first, in: root, format))
    errors += reader.errors
    // Without sound axes, what the values mean is not known, and following errors would mislead.
    guard errors.isEmpty || !drafts.isEmpty else { return ([], [], values, errors) }
    let axes = drafts.enumerated().map { index, draft in
      axis(draft, index: index, first: first, knowing: values, &errors)
    }
    for (index, draft) in drafts.enumerated() { checkBase(draft, first, index: index, &errors) }
    let pairs = Array(zip(axes, drafts))
    let swept = pairs.filter { !$0.1.isTuned }.map(\.0)
    checkSize(swept, values, &errors)
    return (swept, pairs.filter(\.1.isTuned).map { ($0.0, $0.1.range) }, values, errors)
  }

  /// Substitutes values at their paths, in the order given, as ``SweptValue`` says.
  package static func substitute(
    _ values: [(path: String, node: ConfigNode)], in root: ConfigNode, _ format: Section
  ) -> ConfigNode {
    var root = root
    for (path, node) in values {
      let parts = path.split(separator: ".")
      guard case .shape(let shape) = ExperimentFormat.destination(of: parts, in: format) else { continue }
      SweptValue(node, shape).substitute(at: parts, in: &root)
    }
    return root
  }

  // MARK: The file's own values below the axes

  /// Checks what the file says where the axis `index` has its values: nothing is accepted because it is never used.
  private func checkBase(
    _ draft: Draft, _ first: [(path: String, node: ConfigNode)], index: Int, _ errors: inout [ExperimentError]
  ) {
    guard let base = root.node(at: draft.path) else { return }
    var others = first
    others.remove(at: index)
    var reader = ConfigReader(root: format)
    _ = reader.read(Self.substitute(others, in: root, format))
    errors += reader.errors.filter {
      Self.lies($0.keyPath, in: draft.path) && !isLeftToAxis($0.keyPath)
    }
    for value in draft.values {
      for lost in SweptValue(value.node, draft.shape).lost(from: base, at: "") {
        errors.append(
          ExperimentError(
            lost.position, draft.path + lost.path,
            "would be lost: the axis has the same kind without it, at \(value.position.text); write it there too, or leave it out here"
          ))
      }
    }
  }

  private static func lies(_ path: String, in outer: String) -> Bool {
    path == outer || path.hasPrefix(outer + ".") || path.hasPrefix(outer + "[")
  }

  /// Whether a path is that of a section's key which the file does not have: values may bring it.
  private func isLeftToAxis(_ path: String) -> Bool {
    guard root.node(at: path) == nil else { return false }
    let outer = path.split(separator: ".").dropLast()
    guard case .shape(let shape) = ExperimentFormat.destination(of: Array(outer), in: format) else {
      return false
    }
    return shape.section != nil
  }

  // MARK: The axes as written

  private func drafts(_ errors: inout [ExperimentError]) -> [Draft] {
    guard let sweep = root["sweep"], format["sweep"] != nil else { return [] }
    guard sweep.isMapping else {
      errors.append(
        ExperimentError(sweep.position, "sweep", "found \(sweep.found); expected \(Shape.axes.allowed)"))
      return []
    }
    var drafts: [Draft] = []
    for entry in sweep.entries {
      guard let draft = draft(entry, &errors) else { continue }
      if let other = drafts.first(where: { Self.overlap($0.path, draft.path) }) {
        errors.append(
          ExperimentError(
            entry.position, "sweep.\(entry.key)",
            "overlaps the axis '\(other.path)'; put both into one axis of labeled maps"))
      } else {
        drafts.append(draft)
      }
    }
    return drafts
  }

  static func overlap(_ a: String, _ b: String) -> Bool {
    a == b || a.hasPrefix(b + ".") || b.hasPrefix(a + ".")
  }

  /// The axis of a key of `sweep`, or of a tuned one.
  func draft(
    _ entry: ConfigNode.Entry, isTuned: Bool = false, _ errors: inout [ExperimentError]
  ) -> Draft? {
    let path = (isTuned ? "\(TuningSettings.key).axes." : "sweep.") + entry.key
    func fail(_ position: SourcePosition, _ message: String) -> Draft? {
      errors.append(ExperimentError(position, path, message))
      return nil
    }
    let parts = entry.key.split(separator: ".", omittingEmptySubsequences: false)
    let shape: Shape
    switch ExperimentFormat.destination(of: parts, in: format) {
    case .shape(let found): shape = found
    case .nowhere(let place, let known):
      let missing = place.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
      let rest =
        known.isEmpty ? "it has no keys below it" : "expected one of \(known.joined(separator: ", "))"
      return fail(
        entry.position,
        "there is no key '\(place)' to \(isTuned ? "tune" : "vary")\(NearestName.hint(for: missing, among: known)); \(rest)"
      )
    }
    if ExperimentFormat.unsweepable.contains(entry.key)
      || ExperimentFormat.unsweepable.contains(String(parts[0]))
    {
      let hint = entry.key == "replicates" ? "; every cell has the same number" : ""
      return fail(entry.position, "concerns the whole experiment and cannot be an axis\(hint)")
    }
    if isTuned, entry.value.isMapping {
      guard let ends = ends(entry.value, path, &errors) else { return nil }
      return Draft(
        path: entry.key, shape: shape, position: entry.position, values: ends, range: entry.value,
        isTuned: true)
    }
    guard case .sequence(let items) = entry.value.content, !items.isEmpty else {
      return fail(
        entry.value.position,
        "found \(entry.value.found); expected a list of values\(isTuned ? ", or a range {from, to, scale}" : "")"
      )
    }
    guard items.count <= ExperimentFormat.Limit.axisValues else {
      return fail(
        entry.value.position,
        "found a list of \(items.count) values; at most \(ExperimentFormat.Limit.axisValues) are allowed on one axis"
      )
    }
    let values = items.enumerated().compactMap { value($1, "\(path)[\($0)]", &errors) }
    guard values.count == items.count else { return nil }
    return Draft(
      path: entry.key, shape: shape, position: entry.position, values: values, isTuned: isTuned)
  }

  /// Takes the label off a value that has one, and marks where the value came from.
  private func value(_ item: ConfigNode, _ path: String, _ errors: inout [ExperimentError]) -> DraftValue? {
    var node = item
    node.path = path
    node.remove("label")
    if case .mapping(let entries) = node.content {
      node.content = .mapping(
        entries.map { entry in
          var entry = entry
          entry.value.path = "\(path).\(entry.key)"
          return entry
        })
    }
    guard let label = item["label"] else {
      return DraftValue(node: node, label: nil, position: item.position)
    }
    var reader = ConfigReader(root: format)
    if case .text(let text)? = reader.value(.plain(.text), label, "\(path).label") {
      return DraftValue(node: node, label: text, position: item.position)
    }
    errors += reader.errors
    return nil
  }

  // MARK: One value at a time

  private func axis(
    _ draft: Draft, index: Int, first: [(path: String, node: ConfigNode)],
    knowing settings: [String: ParameterValue], _ errors: inout [ExperimentError]
  ) -> Axis {
    var values: [AxisValue] = []
    let insides = inside(draft, first.map(\.path))
    // Of the other top-level keys no value of this axis says anything.
    let known = settings.filter { $0.key != Axis.topLevelKey(of: draft.path) }
    for value in draft.values {
      var chosen = first
      chosen[index].node = value.node
      var reader = ConfigReader(root: format)
      let settings = reader.read(Self.substitute(chosen, in: root, format), knowing: known)
      errors += reader.errors
      guard reader.errors.isEmpty else { continue }
      // A key that is tuned inside the value is no part of it.
      let own = insides.isEmpty ? settings : plainSettings(chosen, without: insides)
      let label = value.label ?? AxisLabel.text(draft.path, draft.shape, value.node, own)
      if let twin = values.firstIndex(where: { $0.label == label }) {
        errors.append(
          ExperimentError(
            value.position, value.node.path ?? "sweep.\(draft.path)",
            "is '\(label)', as is value \(twin) of the axis; values must differ"))
      } else {
        values.append(AxisValue(label: label, node: value.node))
      }
    }
    return Axis(path: draft.path, values: values, position: draft.position, shape: draft.shape)
  }

  private func checkSize(
    _ axes: [Axis], _ values: [String: ParameterValue], _ errors: inout [ExperimentError]
  ) {
    var cells = 1
    for axis in axes {
      cells *= max(1, axis.values.count)
      if cells > ExperimentFormat.Limit.cells {
        errors.append(
          ExperimentError(
            axis.position, "sweep",
            "the axes cross to more than \(ExperimentFormat.Limit.cells) cells, which is the limit"))
        return
      }
    }
    let replicates = Settings(values).optionalInteger("replicates") ?? 1
    if cells * replicates > ExperimentFormat.Limit.runs {
      errors.append(
        ExperimentError(
          root["replicates"]?.position, "replicates",
          "\(cells) cells × \(replicates) replicates are \(cells * replicates) runs; at most "
            + "\(ExperimentFormat.Limit.runs) are allowed"))
    }
  }
}
