import Drawing

/// The forecasts of one series by one network beside what came, with the bands of its rollouts.
struct ForecastFigure {
  private let forecasts: [Predictions.Forecast]
  private let label: String
  private let number: Int
  private let split: String
  private let mode: String

  init(_ predictions: Predictions, _ design: Design, _ key: Predictions.Key, number: Int) {
    forecasts = predictions.forecasts[key] ?? []
    let horizon = key.horizon.isEmpty ? "" : ", \(key.horizon) ahead"
    let name = design.series[design.cells[key.cell].series]
    label = (key.series.isEmpty ? name : "\(key.series), \(name)") + horizon
    (self.number, split, mode) = (number, predictions.split, predictions.mode)
  }

  var figure: Figure {
    let forecasts = forecasts
    let span =
      forecasts.first.flatMap { first in forecasts.last.map { (first.date, $0.date) } }.map {
        $0.0.isEmpty ? "" : " From \($0.0) to \($0.1)."
      } ?? ""
    let bands = forecasts.contains { $0.quantiles != nil } ? " Bands hold 50 and 90 % of the rollouts." : ""
    return Figure(
      "forecast-\(number + 1)", title: label,
      description:
        "What came and what the first replicate forecast, split \(split), mode \(mode).\(span)\(bands)",
      series: ["what came", "forecast"],
      table: FigureTable(
        ["example", "date", "what came", "forecast", "row of predictions.csv"],
        rows: forecasts.map {
          [
            "\($0.example)", $0.date, Scale.brief($0.target), $0.prediction.map(Scale.brief) ?? "",
            "\($0.row)",
          ]
        })
    ) { Self.draw(forecasts, $0) }
  }

  private static func draw(_ forecasts: [Predictions.Forecast], _ layout: Figure.Layout) -> Sketch {
    var sketch = Sketch(layout, height: layout.width * 0.6)
    let places = forecasts.indices.map { Double($0) }
    let values = forecasts.flatMap { [$0.target, $0.prediction].compactMap { $0 } + ($0.quantiles ?? []) }
    let plot = Plot(
      in: &sketch, x: Plot.Axis(Scale(over: places, isRounded: false), "target, in the order of the table"),
      y: Plot.Axis(Scale(over: values), ""), quantity: "target")
    for (low, high) in [(0, 3), (1, 2)] {
      plot.band(
        zip(places, forecasts).map { ($0, $1.quantiles?[low] ?? .nan, $1.quantiles?[high] ?? .nan) }, 1,
        in: &sketch)
    }
    plot.line(zip(places, forecasts).map { ($0, $1.prediction ?? .nan) }, .line(1), in: &sketch)
    plot.line(zip(places, forecasts).map { ($0, $1.target) }, .line(0), in: &sketch)
    for (place, forecast) in zip(places, forecasts) {
      let date = forecast.date.isEmpty ? "example \(forecast.example)" : forecast.date
      let said = forecast.prediction.map(Scale.brief) ?? "nothing"
      plot.marker(
        place, forecast.target, series: 0, radius: layout.fontSize * 0.14, in: &sketch,
        note: "\(date): \(Scale.brief(forecast.target)) came, \(said) was forecast",
        source: "predictions.csv, row \(forecast.row)", at: place)
    }
    return sketch
  }
}
