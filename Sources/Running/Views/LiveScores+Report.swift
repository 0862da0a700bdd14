package import Reports

extension LiveScores {
  /// Groups that are shown at most: those with news.
  package static let mostRows = 8
  /// The characters of a curve, and of one where there is little room.
  private static let curveWidths = (least: 8, most: 24)
  /// What a name is not shortened below.
  private static let shortestName = 8
  /// The room between two columns.
  private static let gap = 2

  /// The score, its best value and a row for each group with news; nothing before the first score.
  ///
  /// - Parameters:
  ///   - drawing: what it is drawn with; no row is wider, nor takes more than one line.
  ///   - rows: groups that are shown at most.
  package func report(for drawing: TextDrawing, rows: Int = mostRows) -> Report {
    guard let best else { return Report() }
    let known = groups.keys.filter { groups[$0]!.news > 0 }
    let shown = known.sorted { (groups[$1]!.news, $0) < (groups[$0]!.news, $1) }.prefix(rows).sorted()
    let values = shown.flatMap { [groups[$0]!.latest, groups[$0]!.best] }.compactMap { $0 } + [best.value]
    let decimals = Self.decimals(values)
    let direction = score.lowerIsBetter ? "lower is better" : "higher is better"
    var report = Report([
      .line(
        "\(score.name), \(direction); best so far \(DecimalText.text(best.value, decimals: decimals)), of \(name(of: best.place))"
      )
    ])
    report.add(table(shown, decimals, drawing))
    let left = groupCount - shown.count
    if left > 0 {
      let noun = axis == nil ? "cell" : "value"
      report.add("… and \(left) more \(noun)\(left == 1 ? "" : "s")")
    }
    if diverged > 0 { report.add("\(diverged) \(diverged == 1 ? "run has" : "runs have") diverged") }
    return report
  }

  /// The best score in a sentence: `The best validation.native.rmse so far is 28.9, of bernoulli.`
  package var sentence: String? {
    guard let best else { return nil }
    let text = DecimalText.text(best.value, decimals: Self.decimals([best.value]))
    return "The best \(score.name) so far is \(text), of \(name(of: best.place))."
  }

  private static func decimals(_ values: [Double]) -> Int {
    DecimalText.decimals(for: values.map { abs($0) / 1000 })
  }

  /// The rows of groups, in columns for which there is room: of names, scores, runs and curves the last two go first.
  private func table(_ shown: [Int], _ decimals: Int, _ drawing: TextDrawing) -> ReportTable {
    func text(_ value: Double?) -> String {
      value.map { DecimalText.text($0, decimals: decimals) } ?? "undefined"
    }
    let rows = shown.map { place in
      let group = groups[place]!
      return (
        name: drawing.visible(name(of: place)), latest: text(group.latest), best: text(group.best),
        runs: "\(group.finished) of \(group.total)", curve: curve(group)
      )
    }
    func width(_ title: String, _ texts: [String]) -> Int { ([title] + texts).map(\.count).max()! }
    let names = width(drawing.visible(axis ?? "cell"), rows.map(\.name))
    let runs = width("runs", rows.map(\.runs)) + Self.gap
    var room =
      (drawing.width ?? .max)
      - [width("latest", rows.map(\.latest)), width("best", rows.map(\.best))].reduce(2 * Self.gap, +)
    let least = Self.curveWidths.least + Self.gap
    let hasCurves = rows.contains { $0.curve.values.count > 1 } && room >= Self.shortestName + least
    let hasRuns = room >= Self.shortestName + runs + (hasCurves ? least : 0)
    if hasRuns { room -= runs }
    let nameWidth = min(names, hasCurves ? room - least : room)
    let curveWidth = min(Self.curveWidths.most, max(0, room - nameWidth - Self.gap))
    var table = ReportTable(
      [.init(drawing.shortened(axis ?? "cell", to: nameWidth), .left), .init("latest"), .init("best")]
        + (hasRuns ? [.init("runs")] : []) + (hasCurves ? [.init("curve", .bar)] : []))
    for row in rows {
      table.add(
        [.text(drawing.shortened(row.name, to: nameWidth)), .text(row.latest), .text(row.best)]
          + (hasRuns ? [.text(row.runs)] : []) + (hasCurves ? [.curve(row.curve, width: curveWidth)] : []))
    }
    return table
  }

  /// Scores that fall by magnitudes, such as losses, are drawn by their logarithms.
  private func curve(_ group: Group) -> Sparkline {
    score.lowerIsBetter ? Sparkline(scaled: group.curve.means) : Sparkline(group.curve.means)
  }
}
