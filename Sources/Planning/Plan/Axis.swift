/// One axis of a sweep: a dotted path and its values.
public struct Axis: Sendable {
  /// The dotted path, which is also the name of the column in tables.
  public let path: String
  /// The values in the order of the file; no two have the same label.
  public let values: [AxisValue]
  /// The axis's place in the file.
  let position: SourcePosition
  /// What may stand at the path.
  let shape: Shape
  /// The parts of the path.
  let parts: [Substring]

  init(path: String, values: [AxisValue], position: SourcePosition, shape: Shape) {
    self.path = path
    self.values = values
    self.position = position
    self.shape = shape
    parts = path.split(separator: ".")
  }

  /// The top-level key that a dotted path lies in.
  static func topLevelKey(of path: String) -> String { String(path.prefix { $0 != "." && $0 != "[" }) }

  /// Puts a value at the axis's path, as ``SweptValue`` says.
  func substitute(_ value: AxisValue, in root: inout ConfigNode) {
    SweptValue(value.node, shape).substitute(at: parts, in: &root)
  }
}

/// One value of an axis.
public struct AxisValue: Sendable {
  /// How tables write the value: a kind followed by its non-default parameters, a number, a word, or the label
  /// that the file gives it.
  public let label: String
  /// The value at the path.
  let node: ConfigNode
}

/// Labels, one for each axis: the coordinates of a cell in the sweep.
public struct Coordinate: Sendable, Hashable {
  /// The axis's dotted path.
  public let path: String
  /// The value's label.
  public let label: String
}
