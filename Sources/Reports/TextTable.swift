/// A table's texts and the widths that its columns would like to have.
struct TextTable {
  private static let gap = 2
  /// What a column of texts is not made narrower than as long as something else can give way.
  private static let narrowest = 16
  /// What a bar is not made narrower than as long as something else can give way.
  private static let narrowestBar = 11

  let columns: [ReportTable.Column]
  /// The header, if there is one, and the rows.
  let rows: [[String]]
  let hasHeader: Bool

  private let table: ReportTable
  private let drawing: TextDrawing
  /// The scale that the bars of each column share.
  private let bars: [IntervalBar]
  /// The characters of a bar where there is room.
  private let barWidth: Int

  init(_ table: ReportTable, _ drawing: TextDrawing) {
    self.table = table
    self.drawing = drawing
    columns = table.columns
    hasHeader = table.hasHeader
    bars = table.columns.indices.map { column in Self.bar(table, column) }
    barWidth = Self.barWidth(table, drawing.width)
    let (bars, barWidth, style) = (bars, barWidth, drawing.isASCII ? Sparkline.Style.plain : .blocks)
    let body = table.rows.map { row in
      row.enumerated().map { column, cell in
        switch cell {
        case .text(let text): drawing.visible(text)
        case .bar(let mean, let low, let high):
          drawing.visible(bars[column].text(mean: mean, low: low, high: high, width: barWidth))
        case .curve(let curve, let width): curve.text(width: width, style: style)
        }
      }
    }
    rows = (table.hasHeader ? [table.columns.map { drawing.visible($0.title) }] : []) + body
  }

  /// The lines of a cell in a column of this width: a text is broken, and a bar drawn smaller.
  private func lines(_ row: Int, _ column: Int, width: Int) -> [String] {
    let place = row - (hasHeader ? 1 : 0)
    if place >= 0, case .bar(let mean, let low, let high) = table.rows[place][column],
      width < barWidth
    {
      return [drawing.visible(bars[column].text(mean: mean, low: low, high: high, width: width))]
    }
    return TextWrap.lines(rows[row][column], width: width)
  }

  /// The scale that the bars of a column share.
  private static func bar(_ table: ReportTable, _ column: Int) -> IntervalBar {
    let numbers = table.rows.flatMap { row -> [Double] in
      if case .bar(let mean, let low, let high) = row[column] {
        [mean, low, high].compactMap { $0 }
      } else {
        []
      }
    }
    let others = table.bounds + (table.reference.map { [$0] } ?? [])
    return IntervalBar(
      covering: numbers.isEmpty ? [] : numbers + others, reference: table.reference, bounds: table.bounds)
  }

  /// The characters of a bar where there is room: beside labels alone it takes what they leave of the line.
  private static func barWidth(_ table: ReportTable, _ width: Int?) -> Int {
    guard table.columns.count == 2 else { return IntervalBar.width }
    let labels = table.rows.map { row in if case .text(let text) = row[0] { text.count } else { 0 } }
    let label = max(labels.max() ?? 0, table.columns[0].title.count)
    return min(48, max(IntervalBar.width, (width ?? usualLine) - min(label, 28) - gap))
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
        return isPart && isSilent && !(place == 0 && table.hasHeader) ? [] : lines(place, table)
      }
    }

    /// The lines that the header takes.
    func headerHeight(_ table: TextTable) -> Int { table.hasHeader ? lines(0, table).count : 0 }

    private func lines(_ row: Int, _ table: TextTable) -> [String] {
      let cells = zip(columns, widths).map { column, width in table.lines(row, column, width: width) }
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
      for limit in [Limit.letters, .anything] where Self.total(widths) > width {
        widths = shrunk([natural[0], natural[first]], of: [0, first], limit, to: width)
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

  /// How far columns give way.
  private enum Limit {
    /// Texts break at their spaces.
    case words
    /// Texts break anywhere, and bars are drawn smaller.
    case letters
    /// Numbers break too.
    case anything
  }

  /// Widths with which a line has at most `width` characters, if columns can give way that far.
  private func shrunk(
    _ natural: [Int], of places: [Int]? = nil, _ limit: Limit = .words, to width: Int
  ) -> [Int] {
    let places = places ?? Array(columns.indices)
    var widths = natural
    let least = zip(places, natural).map { place, natural in
      switch (limit, columns[place].side) {
      case (.anything, _): return min(natural, 1)
      case (.letters, .bar): return min(natural, Self.narrowestBar)
      case (_, .right), (.words, .bar): return natural
      case (.words, .left), (.letters, .left):
        let word = limit == .letters ? 0 : rows.map { TextWrap.longestPiece($0[place]) }.max() ?? 0
        return min(natural, max(Self.narrowest, min(word, width / 2)))
      }
    }
    while Self.total(widths) > width {
      let widest = widths.indices.filter { widths[$0] > least[$0] }.max { widths[$0] < widths[$1] }
      guard let widest else { return widths }
      widths[widest] -= 1
    }
    return widths
  }
}
