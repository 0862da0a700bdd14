public import Sequences

/// Metrics by their types, compared by their names.
public struct MetricList: Sendable, Hashable {
  /// The metrics, in order.
  public let types: [any Metric.Type]

  /// A list of metrics.
  public init(_ types: [any Metric.Type]) { self.types = types }

  private var names: [String] { types.map { $0.name } }

  /// Whether the names are equal.
  public static func == (a: MetricList, b: MetricList) -> Bool { a.names == b.names }

  /// Hashes the names.
  public func hash(into hasher: inout Hasher) { hasher.combine(names) }
}
