import Reports
import Testing

@Suite struct TextDrawingTests {
  private static let table = ReportTable(
    [.init("cell", .left), .init("mean"), .init("difference"), .init("p"), .init("", .bar)],
    rows: [
      ["gates.all=sigmoid, network.hidden=16", "29.11", "baseline", "", .bar(mean: 29, low: 28, high: 30)],
      [
        "gates.all=bernoulli probability_temperature=0.5, network.hidden=16", "34.55", "+5.45", "0.002",
        .bar(mean: 34, low: 33, high: 35),
      ],
    ], reference: 29)

  @Test func withoutAWidthEveryRowIsOneLine() {
    let lines = TextDrawing().lines(Self.table)
    #expect(lines.count == 3)
    #expect(lines[2].hasPrefix("gates.all=bernoulli probability_temperature=0.5, network.hidden=16  34.55"))
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test(arguments: 20...130) func noLineIsWiderThanTheTerminal(width: Int) {
    for isASCII in [false, true] {
      let lines = TextDrawing(width: width, isASCII: isASCII).lines(Self.table)
      #expect(lines.allSatisfy { $0.count <= width }, "\(lines.map(\.count))")
      #expect(!isASCII || lines.joined().allSatisfy(\.isASCII))
    }
  }

  /// A bar is drawn smaller where there is no room for it, rather than broken.
  @Test func barsStayWhole() {
    for width in 20...60 {
      let lines = TextDrawing(width: width).lines(Self.table).filter { $0.contains("●") }
      #expect(lines.count == 2 && lines.allSatisfy { $0.contains("├") && $0.contains("┤") }, "\(width)")
    }
  }

  @Test func numbersBreakOnlyWhereNothingElseIsLeft() {
    let number = String(repeating: "7", count: 40)
    let table = ReportTable([.init("a", .left), .init("b")], rows: [["label", .text(number)]])
    let lines = TextDrawing(width: 30).lines(table)
    #expect(lines.allSatisfy { $0.count <= 30 })
    #expect(lines.joined().count { $0 == "7" } == 40)
  }

  @Test func plainTablesAreReadOut() {
    let drawing = TextDrawing(isColored: true, isPlain: true)
    #expect(
      drawing.lines(Self.table) == [
        "cell gates.all=sigmoid, network.hidden=16: mean 29.11, difference baseline.",
        "cell gates.all=bernoulli probability_temperature=0.5, network.hidden=16: mean 34.55, difference +5.45, p 0.002.",
      ])
    let curve = ReportTable(
      [.init("a", .left), .init("curve", .bar)], rows: [["x", .curve(Sparkline([1, 2]), width: 8)]])
    #expect(drawing.lines(curve) == ["a x."])
    #expect(
      drawing.text(Report([.line("total      2 GFLOP"), .line("and so on")])) == "total: 2 GFLOP\nand so on\n"
    )
  }

  @Test func curvesAreDrawnInTheCharactersThatThereAre() {
    let table = ReportTable(
      [.init("a", .left), .init("curve", .bar)], rows: [["x", .curve(Sparkline([0, 1, 2]), width: 2)]])
    #expect(TextDrawing().lines(table) == ["a  curve", "x  ▁█"])
    #expect(TextDrawing(isASCII: true).lines(table) == ["a  curve", "x  _#"])
  }

  @Test func textsAreShortenedInTheirMiddle() {
    #expect(TextDrawing().shortened("abcdefghij", to: 10) == "abcdefghij")
    #expect(TextDrawing().shortened("abcdefghijk", to: 6) == "abc…jk")
    #expect(TextDrawing(isASCII: true).shortened("abcdefghijk", to: 6) == "ab...k")
    for width in 0...12 {
      #expect(TextDrawing(isASCII: true).shortened("abcdefghijk", to: width).count <= width)
    }
  }

  /// Whatever the width, every text of the table is there, letter by letter.
  @Test(arguments: [20, 30, 45, 60, 80, 100]) func nothingIsCut(width: Int) {
    func letters(_ text: String) -> [Character: Int] {
      text.filter { !" ├●┤─┊".contains($0) }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    let drawn = letters(TextDrawing(width: width).lines(Self.table).joined())
    for row in Self.table.rows {
      for case .text(let text) in row {
        for (letter, _) in letters(text) { #expect(drawn[letter] != nil) }
      }
    }
    let wide = letters(TextDrawing().lines(Self.table).joined())
    for (letter, count) in wide { #expect(drawn[letter, default: 0] >= count, "'\(letter)'") }
  }

  @Test func longLabelsWrapInTheirColumn() {
    let lines = TextDrawing(width: 90).lines(Self.table)
    #expect(lines[1].hasPrefix("gates.all=sigmoid,"))
    #expect(lines[2].hasPrefix("network.hidden=16"))
    #expect(lines.allSatisfy { $0.count <= 90 })
  }

  @Test func columnsThatDoNotFitMoveBelow() {
    let lines = TextDrawing(width: 48).lines(Self.table)
    #expect(lines.filter { $0.hasPrefix("cell") }.count > 1)
    #expect(lines.contains(""))
  }

  @Test func emptyColumnsCanBeLeftOut() {
    let table = ReportTable(
      [.init("a", .left), .init("b"), .init("c")], rows: [["x", "", "1"], ["y", "", "2"]]
    ).withoutEmptyColumns
    #expect(TextDrawing().lines(table) == ["a  c", "x  1", "y  2"])
  }

  @Test func sentencesWrapAtTheirSpaces() {
    let report = Report([.line("one two three four five six seven")])
    #expect(TextDrawing(width: 20).text(report) == "one two three four\nfive six seven\n")
    #expect(TextDrawing().text(report) == "one two three four five six seven\n")
  }

  @Test func whatFollowsANameWrapsBelowIt() {
    let report = Report([.line("warning    one two three four five")])
    #expect(TextDrawing(width: 24).text(report) == "warning    one two three\n           four five\n")
  }

  @Test func headingsAreBoldInColor() {
    let lines = TextDrawing(isColored: true).lines(Self.table)
    #expect(lines[0].hasPrefix("\u{1B}[1mcell") && lines[0].hasSuffix("\u{1B}[0m"))
    #expect(!lines[1].contains("\u{1B}"))
  }
}

/// Bars with a region beside labels alone.
@Suite struct BarDrawingTests {
  private static let forest = ReportTable(
    [.init("gates.all", .left), .init("difference to sigmoid", .bar)],
    rows: [
      ["bernoulli", .bar(mean: 0.5, low: -0.5, high: 1.5)], ["g2", .bar(mean: 3, low: 2.5, high: 3.5)],
      ["none", .bar(mean: nil, low: nil, high: nil)],
    ], reference: 0, bounds: [-1, 1])

  /// The scale has room for 0 and for the region; what is not there leaves them visible.
  @Test func referenceAndBoundsAreInEveryRow() {
    let lines = TextDrawing(width: 40).lines(Self.forest)
    // 29 characters from −1 to 3.5, 6.2 each: 0 is the seventh, 1 the thirteenth.
    #expect(
      lines == [
        "gates.all  difference to sigmoid", "bernoulli  ·  ├─────●──────┤",
        "g2         ·     ┊     ·         ├──●──┤", "none       ·     ┊     ·",
      ], "\(lines)")
  }

  /// Beside labels alone a bar takes the line that there is; it is drawn smaller where there is less.
  @Test(arguments: [20, 30, 40, 60, 80, 120]) func barsFit(width: Int) {
    let lines = TextDrawing(width: width).lines(Self.forest)
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines.map(\.count))")
  }

  @Test func drawingsCanBeASCII() {
    let report = Report([.line("an error of ±0.5 is ≤ δ − 1 × 2…"), .table(Self.forest)])
    let text = TextDrawing(width: 60, isASCII: true).text(report)
    #expect(text.hasPrefix("an error of +/-0.5 is <= delta - 1 x 2...\n"))
    #expect(text.contains("|---") && text.contains("o") && text.allSatisfy(\.isASCII))
  }
}
