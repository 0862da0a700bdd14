/// Lines on a terminal that are drawn over themselves: what to write for each drawing.
///
/// Each line has to be narrower than the terminal. Where the terminal has become narrower since the last drawing, lines that it has
/// broken since are counted as often as it shows them.
public struct RedrawnText: Sendable, Hashable {
  /// The lengths of the lines that are on the terminal; none before the first drawing.
  private var lengths: [Int] = []

  /// Nothing drawn yet.
  public init() {}

  /// What draws lines in the place of the last ones and leaves the cursor at the end of the last.
  ///
  /// - Parameters:
  ///   - lines: one at least, in which only colors are escape sequences.
  ///   - width: the characters of a line of the terminal; `nil` where it does not tell.
  public mutating func drawing(_ lines: [String], width: Int?) -> String {
    let (top, before) = (toTop(width: width), lengths.count)
    lengths = lines.map(Self.length)
    // Lines are written over, and what is left of longer ones erased behind them: a screen that is erased first would flicker.
    let text = lines.joined(separator: "\u{1B}[K\n") + "\u{1B}[K"
    return top + text + (before > lines.count ? "\u{1B}[J" : "")
  }

  /// What takes the last drawing away, so that something else can be written in its place.
  public mutating func erasure(width: Int?) -> String {
    defer { lengths = [] }
    return toTop(width: width) + (lengths.count > 1 ? "\u{1B}[J" : "\u{1B}[K")
  }

  /// What brings the cursor to the beginning of the first line.
  private func toTop(width: Int?) -> String {
    let heights = lengths.map { length in width.map { max(1, (length + $0 - 1) / max(1, $0)) } ?? 1 }
    let up = heights.reduce(0, +) - 1
    return "\r" + (up > 0 ? "\u{1B}[\(up)A" : "")
  }

  /// The characters of a line that take room: all but colors.
  private static func length(_ line: String) -> Int {
    var (length, isColor) = (0, false)
    for character in line {
      if character == "\u{1B}" { isColor = true }
      if !isColor { length += 1 }
      if character == "m" { isColor = false }
    }
    return length
  }
}
