/// A setting of the tuned keys that is tried.
public struct TuningTrial: Sendable {
  /// Its number, from 0.
  public let number: Int
  /// The values of the tuned keys, in the order of the file.
  public let values: [Coordinate]
  private let axes: [Axis]
  private let nodes: [AxisValue]

  init(number: Int, _ chosen: [(axis: Axis, value: AxisValue)]) {
    self.number = number
    values = chosen.map { Coordinate(path: $0.axis.path, label: $0.value.label) }
    axes = chosen.map(\.axis)
    nodes = chosen.map(\.value)
  }

  /// Puts the values at their paths.
  func substitute(in root: inout ConfigNode) {
    for (axis, value) in zip(axes, nodes) { axis.substitute(value, in: &root) }
  }
}
