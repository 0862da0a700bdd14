import Statistics
import Tables

extension Column {
  /// A derived figure with nine significant digits; empty where there is none.
  static func figure(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Row) -> Double?
  ) -> Column {
    Column(name, .number, isOptional: true, summary) { .text(significant9(value($0))) }
  }
}
