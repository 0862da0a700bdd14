import Glibc

/// A curve as a line of characters, each as high as a part of the curve.
///
/// The lowest value is drawn with the lowest character and the highest with the highest; a curve of one value lies in the middle. Where
/// the curve has more values than there is room for, neighbors are averaged. Values that are not finite are `×`.
public struct Sparkline: Sendable, Hashable {
  /// The values, from left to right.
  public let values: [Double]

  /// A curve.
  public init(_ values: [Double]) { self.values = values }

  /// A curve of a quantity that falls by magnitudes, such as a loss: the logarithms, where all values have one.
  public init(scaled values: [Double]) {
    self.init(values.allSatisfy { $0 > 0 || $0.isNaN } ? values.map { log($0) } : values)
  }

  /// How the eight heights are drawn.
  public enum Style: String, Sendable, Hashable {
    /// Blocks, for terminals that show them.
    case blocks = "▁▂▃▄▅▆▇█"
    /// Characters that every terminal has.
    case plain = "_.:-=+*#"
  }

  /// The curve in at most `width` characters.
  public func text(width: Int = 24, style: Style = .blocks) -> String {
    precondition(width > 0, "a curve has a width")
    let heights = Array(style.rawValue)
    let columns = columns(min(width, values.count))
    let finite = columns.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else {
      return String(repeating: Self.mark(style), count: columns.count)
    }
    // Halves, so that the span of two huge values is a number.
    let span = high / 2 - low / 2
    return String(
      columns.map { value in
        guard value.isFinite else { return Self.mark(style) }
        guard span > 0 else { return heights[heights.count / 2] }
        let share = (value / 2 - low / 2) / span
        return heights[min(heights.count - 1, Int(share * Double(heights.count)))]
      })
  }

  private static func mark(_ style: Style) -> Character { style == .blocks ? "×" : "x" }

  /// The means of so many neighboring parts of the values.
  private func columns(_ count: Int) -> [Double] {
    (0..<count).map { column in
      let part = values[(column * values.count / count)..<((column + 1) * values.count / count)]
      return part.reduce(0) { $0 + $1 / Double(part.count) }
    }
  }
}
