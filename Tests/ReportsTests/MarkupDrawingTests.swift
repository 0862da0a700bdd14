import Reports
import Testing

@Suite struct MarkupDrawingTests {
  private static let report = Report([
    .line("a study: test.native.rmse, lower is better"), .gap,
    .table(
      ReportTable(
        [.init("gates.all", .left), .init("95 %"), .init("verdict", .left), .init("", .bar)],
        rows: [
          ["a|b_c", "[−0.28, +0.31]", "better, but by less than δ", .bar(mean: 1, low: 0, high: 2)],
          ["x & {y}", "<0.0001", "", .bar(mean: nil, low: nil, high: nil)],
        ])), .gap,
    .table(
      ReportTable(
        [.init("gates.all", .left), .init("difference", .bar)], rows: [["x", .bar(mean: 1, low: 0, high: 2)]])
    ),
    .gap, .line("a note"), .line("another"),
  ])

  @Test func markdown() {
    #expect(
      MarkupDrawing.markdown.text(Self.report) == """
        a study: test.native.rmse, lower is better

        | gates.all | 95 % | verdict |
        | :-- | --: | :-- |
        | a\\|b\\_c | \\[−0.28, +0.31\\] | better, but by less than δ |
        | x & {y} | &lt;0.0001 |  |

        a note

        another

        """)
  }

  @Test func latex() {
    #expect(
      MarkupDrawing.latex.text(Self.report) == """
        % a study: test.native.rmse, lower is better

        \\begin{tabular}{lrl}
        \\toprule
        gates.all & 95 \\% & verdict \\\\
        \\midrule
        a|b\\_c & {[}$-$0.28, +0.31] & better, but by less than $\\delta$ \\\\
        x \\& \\{y\\} & $<$0.0001 &  \\\\
        \\bottomrule
        \\end{tabular}

        % a note
        % another

        """)
  }

  /// What steers a terminal or breaks a line is written out in documents too.
  @Test func textsOfFilesAreNoMarkup() {
    let report = Report([.line("a\nb\u{1B}[31m")])
    #expect(MarkupDrawing.latex.text(report) == "% a b\\u{1B}[31m\n")
  }

  /// All words of LaTeX's own are escaped: those are the characters that mean something to it.
  @Test func latexSpecialsAreEscaped() {
    let report = Report([
      .table(ReportTable([.init("a", .left), .init("b")], rows: [["\\{}$&#%_^~", "1"]]))
    ])
    #expect(
      MarkupDrawing.latex.text(report).contains(
        "\\textbackslash{}\\{\\}\\$\\&\\#\\%\\_\\textasciicircum{}\\textasciitilde{} & 1 \\\\"))
  }
}
