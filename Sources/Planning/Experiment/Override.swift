/// One `--set key=value`: a dotted path and the value that overrides the file's, applied before anything is checked.
///
/// Keys below `sweep` and `tune.axes` are whole paths themselves: `--set sweep.network.hidden=[8,16]` sets the axis `network.hidden`.
public struct Override {
  private let path: [Substring]
  private let value: ConfigNode
  private let position: SourcePosition
  private static let tuned = "tune.axes."

  init(_ argument: String) throws(ExperimentErrors) {
    position = SourcePosition(SourceText(argument: argument), line: 1, column: 1)
    guard let separator = argument.firstIndex(of: "="), separator != argument.startIndex else {
      throw ExperimentErrors(
        ExperimentError(position, "", "expected key=value, such as --set training.updates=100"))
    }
    let key = argument[..<separator]
    if key.hasPrefix("sweep.") {
      path = ["sweep", key.dropFirst(6)]
    } else if key.hasPrefix(Self.tuned) {
      path = ["tune", "axes", key.dropFirst(Self.tuned.count)]
    } else {
      path = key.split(separator: ".", omittingEmptySubsequences: false)
    }
    guard path.allSatisfy({ !$0.isEmpty }) else {
      throw ExperimentErrors(
        ExperimentError(position, "", "'\(key)' is not a dotted path such as training.updates"))
    }
    value = try ConfigDocument.read(
      argument: argument, value: String(argument[argument.index(after: separator)...]))
  }

  /// The arguments of one command and, on top of them, those of another; of two for one key the later stays.
  public static func joined(_ earlier: [String], _ later: [String]) -> [String] {
    let keys = Set(later.map(key))
    return earlier.filter { !keys.contains(key($0)) } + later
  }

  private static func key(_ argument: String) -> Substring { argument.prefix { $0 != "=" } }

  /// Whether a value of an axis, laid over the file as ``SweptValue`` says, leaves any of `node` in force.
  private static func holds(_ node: ConfigNode, at path: ArraySlice<Substring>, under value: ConfigNode)
    -> Bool
  {
    guard value.isMapping, value["kind"] == nil, value["schedule"] == nil else { return false }
    if let key = path.first {
      return value[String(key)].map { holds(node, at: path.dropFirst(), under: $0) } ?? true
    }
    guard node.isMapping, node["kind"] == nil else { return false }
    return node.entries.contains { entry in
      value[entry.key].map { holds(entry.value, at: [], under: $0) } ?? true
    }
  }

  /// Puts the value in its place.
  func apply(to root: inout ConfigNode) throws(ExperimentErrors) {
    let tuned = path[0] == "tune" ? [] : root["tune"]?["axes"]?.entries ?? []
    for axis in tuned where path.starts(with: axis.key.split(separator: ".")) {
      throw ExperimentErrors(
        ExperimentError(
          position, path.joined(separator: "."),
          "has no effect, because '\(axis.key)' is tuned; set \(Self.tuned)\(axis.key) instead"))
    }
    let axes = path[0] == "sweep" ? [] : root["sweep"]?.entries ?? []
    for axis in axes {
      let parts = axis.key.split(separator: ".", omittingEmptySubsequences: false)
      if path.starts(with: parts), case .sequence(let values) = axis.value.content,
        !values.contains(where: { Self.holds(value, at: path[parts.count...], under: $0) })
      {
        throw ExperimentErrors(
          ExperimentError(
            position, path.joined(separator: "."),
            "has no effect, because the sweep has the axis '\(axis.key)'; set sweep.\(axis.key) to a list instead"
          ))
      }
    }
    guard root.set(path[...], to: value, at: position) else {
      throw ExperimentErrors(
        ExperimentError(
          position, path.joined(separator: "."), "cannot be set, because something above it is not a map"))
    }
  }
}
