import Drawing

/// The plane of bias and variance, the bias against its error, and the cost.
struct CertificateFigures {
  private let rows: [Certificates.Row]

  init(_ rows: [Certificates.Row]) { self.rows = rows }

  private static func note(_ row: Certificates.Row) -> String {
    let cosine = row.cosine.map { ", cosine \(Scale.brief($0))" } ?? ""
    return
      "\(row.name): bias \(Scale.brief(row.bias)), standard error \(Scale.brief(row.error)), variance \(Scale.brief(row.variance)), evaluations \(Scale.brief(row.evaluations))\(cosine)"
  }

  private static func source(_ row: Certificates.Row) -> String { "certificate.csv, row \(row.number)" }

  private var table: FigureTable {
    FigureTable(
      ["rule", "bias", "standard error", "variance", "evaluations", "cosine", "row of certificate.csv"],
      rows: rows.map { row in
        [
          row.name, Scale.brief(row.bias), Scale.brief(row.error), Scale.brief(row.variance),
          Scale.brief(row.evaluations), row.cosine.map(Scale.brief) ?? "", "\(row.number)",
        ]
      })
  }

  /// A scale for values that may be 0, which a logarithm has no place for.
  private static func scale(_ values: [Double]) -> Scale {
    let positive = values.filter { $0 > 0 && $0.isFinite }
    return positive.isEmpty ? Scale(over: values) : Scale(over: positive, .logarithmic)
  }

  var plane: Figure {
    let rows = rows
    return Figure(
      "bias-variance", title: "Bias and variance",
      description:
        "The norm of the bias of the whole gradient against its variance, with one standard error to each side. Nearer to the lower left corner is better; a bias no larger than its error may be none.",
      series: rows.map(\.name), table: table
    ) { layout in
      var sketch = Sketch(layout, height: layout.width * 0.8)
      let x = Self.scale(rows.flatMap { [$0.bias, $0.bias + $0.error] })
      let plot = Plot(
        in: &sketch, x: Plot.Axis(x, "norm of the bias"),
        y: Plot.Axis(Self.scale(rows.map(\.variance)), "variance"))
      for (place, row) in rows.enumerated() {
        plot.line(
          [(max(x.low, row.bias - row.error), row.variance), (row.bias + row.error, row.variance)],
          .interval(place),
          in: &sketch, note: Self.note(row), source: Self.source(row))
        plot.marker(
          row.bias, row.variance, series: place, radius: layout.fontSize * 0.36, in: &sketch,
          note: Self.note(row),
          source: Self.source(row))
      }
      return sketch
    }
  }

  var bias: Figure {
    rowsFigure(
      "bias", title: "Bias and its error",
      description:
        "Marks are the norm of the bias, small diamonds its standard error: what sampling alone leaves of a rule without bias.",
      label: "norm of the bias", value: \Certificates.Row.bias, other: \Certificates.Row.error)
  }

  var cost: Figure {
    rowsFigure(
      "cost", title: "Variance times evaluations",
      description:
        "The variance of the whole gradient times the evaluations of the network that an estimate takes: what a budget of evaluations leaves of it.",
      label: "variance × evaluations", value: \Certificates.Row.work, other: nil)
  }

  private func rowsFigure(
    _ name: String, title: String, description: String, label: String,
    value: any KeyPath<Certificates.Row, Double> & Sendable,
    other: (any KeyPath<Certificates.Row, Double> & Sendable)?
  ) -> Figure {
    let rows = rows
    return Figure(name, title: title, description: description, table: table) { layout in
      let em = layout.fontSize
      var sketch = Sketch(layout, height: em * (4.5 + 1.8 * Double(rows.count)))
      let values = rows.flatMap { row in [row[keyPath: value]] + (other.map { [row[keyPath: $0]] } ?? []) }
      let plot = Plot(
        in: &sketch, x: Plot.Axis(Self.scale(values), label), y: Plot.Axis(names: rows.map(\.name)),
        isTopDown: true)
      for (place, row) in rows.enumerated() {
        if let other {
          sketch.add(
            .marker(plot.place(row[keyPath: other], Double(place)), .diamond, radius: em * 0.25), .remark,
            note: "\(row.name): standard error \(Scale.brief(row[keyPath: other]))", source: Self.source(row))
        }
        plot.marker(
          row[keyPath: value], Double(place), series: place, radius: em * 0.36, in: &sketch,
          note: Self.note(row),
          source: Self.source(row))
      }
      return sketch
    }
  }
}

extension Certificates.Row {
  /// Variance times evaluations.
  fileprivate var work: Double { variance * evaluations }
}
