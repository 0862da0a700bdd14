/// A table's texts and the widths that its columns would like to have.
struct TextTable {
  private static let gap = 2
  /// What a column of texts is not made narrower than as long as something else can give way.
  private static let narrowest = 16

  let columns: [ReportTable.Column]
  /// The header, if there is one, and the rows.
  let rows: [[String]]
  let hasHeader: Bool

  init(_ table: ReportTable, width: Int?, isPlain: Bool) {
    columns = table.columns
    hasHeader = table.hasHeader
    let barWidth = Self.barWidth(table, width)
    let bars = table.columns.indices.map { column in
      Self.bar(table, column, width: barWidth, isPlain: isPlain)
    }
    func visible(_ text: String) -> String {
      isPlain ? PlainText.of(VisibleText.of(text)) : VisibleText.of(text)
    }
    let body = table.rows.map { row in
      row.enumerated().map { column, cell in
        switch cell {
        case .text(let text): visible(text)
        case .bar(let mean, let low, let high): bars[column].text(mean: mean, low: low, high: high)
        }
      }
    }
    rows = (table.hasHeader ? [table.columns.map { visible($0.title) }] : []) + body
  }

  /// The scale that the bars of a column share.
  private static func bar(_ table: ReportTable, _ column: Int, width: Int, isPlain: Bool) -> IntervalBar {
    let numbers = table.rows.flatMap { row -> [Double] in
      if case .bar(let mean, let low, let high) = row[column] {
        [mean, low, high].compactMap { $0 }
      } else {
        []
      }
    }
    let others = table.bounds + (table.reference.map { [$0] } ?? [])
    return IntervalBar(
      covering: numbers.isEmpty ? [] : numbers + others, reference: table.reference, bounds: table.bounds,
      width: width, isPlain: isPlain)
  }

  /// The characters of a bar: beside labels alone it takes what they leave of the line, and it leaves labels what they need.
  private static func barWidth(_ table: ReportTable, _ width: Int?) -> Int {
    let labels = table.rows.map { row in if case .text(let text) = row[0] { text.count } else { 0 } }
    let label = max(labels.max() ?? 0, table.columns[0].title.count)
    let room = width.map { max(9, $0 - min(label, max(narrowest, $0 / 2)) - gap) } ?? .max
    guard table.columns.count == 2 else { return min(IntervalBar.usualWidth, room) }
    return min(48, room, max(IntervalBar.usualWidth, (width ?? usualLine) - min(label, 28) - gap))
  }

  /// The characters of a line that a bar takes what is left of, where a line may have any number.
  private static let usualLine = 80

  /// Columns that stand side by side, with their widths.
  struct Block {
    let columns: [Int]
    let widths: [Int]

    /// The lines of all rows, without spaces at the end.
    ///
    /// A block that has a part of the columns leaves out rows that say nothing in them.
    func lines(_ table: TextTable) -> [String] {
      let isPart = columns.count < table.columns.count
      return table.rows.enumerated().flatMap { place, row in
        let isSilent = columns.dropFirst().allSatisfy { row[$0].allSatisfy { $0 == " " } }
        return isPart && isSilent && !(place == 0 && table.hasHeader) ? [] : lines(row, table)
      }
    }

    /// The lines that the header takes.
    func headerHeight(_ table: TextTable) -> Int { table.hasHeader ? lines(table.rows[0], table).count : 0 }

    private func lines(_ row: [String], _ table: TextTable) -> [String] {
      let cells = zip(columns, widths).map { column, width in TextWrap.lines(row[column], width: width) }
      return (0..<(cells.map(\.count).max() ?? 0)).map { line in
        let texts = cells.enumerated().map { place, lines in
          let text = line < lines.count ? lines[line] : ""
          let padding = String(repeating: " ", count: max(0, widths[place] - text.count))
          return table.columns[columns[place]].side == .right ? padding + text : text + padding
        }
        return TextWrap.trimmed(texts.joined(separator: String(repeating: " ", count: TextTable.gap)))
      }
    }
  }

  /// The columns side by side or, where a line has no room for all, in several blocks that each begin with the first.
  func blocks(width: Int?) -> [Block] {
    let natural = columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    guard let width, Self.total(natural) > width else {
      return [Block(columns: Array(columns.indices), widths: natural)]
    }
    let all = shrunk(natural, to: width)
    if Self.total(all) <= width { return [Block(columns: Array(columns.indices), widths: all)] }
    var blocks: [Block] = []
    var first = 1
    while first < columns.count {
      var end = first + 1
      var widths = shrunk([natural[0], natural[first]], of: [0, first], to: width)
      if Self.total(widths) > width {
        widths = shrunk([natural[0], natural[first]], of: [0, first], breaksWords: true, to: width)
      }
      while end < columns.count {
        let more = shrunk([natural[0]] + natural[first...end], of: [0] + Array(first...end), to: width)
        guard Self.total(more) <= width else { break }
        widths = more
        end += 1
      }
      blocks.append(Block(columns: [0] + Array(first..<end), widths: widths))
      first = end
    }
    return blocks.isEmpty ? [Block(columns: [0], widths: [min(natural[0], width)])] : blocks
  }

  private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }

  /// Widths with which a line has at most `width` characters, if columns of texts can give way that far.
  private func shrunk(
    _ natural: [Int], of places: [Int]? = nil, breaksWords: Bool = false, to width: Int
  ) -> [Int] {
    let places = places ?? Array(columns.indices)
    var widths = natural
    let least = zip(places, natural).map { place, natural in
      guard columns[place].side == .left else { return natural }
      let word = breaksWords ? 0 : rows.map { TextWrap.longestPiece($0[place]) }.max() ?? 0
      return min(natural, max(Self.narrowest, min(word, width / 2)))
    }
    while Self.total(widths) > width {
      let widest = widths.indices.filter { widths[$0] > least[$0] }.max { widths[$0] < widths[$1] }
      guard let widest else { return widths }
      widths[widest] -= 1
    }
    return widths
  }
}
