import Catalog
import Gating
import Planning
import Recurrence

extension CellBuilder {
  /// The modes of the file, with `compressed` standing for every compression it names.
  mutating func modes(_ values: Settings) -> [MeasuredMode] {
    let words = values.optionalTexts("modes") ?? []
    let compressions = compressions(values, isRead: words.contains(MeasuredMode.compressed))
    return words.flatMap { word -> [MeasuredMode] in
      switch word {
      case MeasuredMode.compressed: compressions
      case MeasuredMode.draw: [.drawn]
      default: EvaluationMode(rawValue: word).map { [MeasuredMode($0)] } ?? []
      }
    }
  }

  /// What the mode `compressed` does to the weights, under one name or several.
  private mutating func compressions(_ values: Settings, isRead: Bool) -> [MeasuredMode] {
    let path = "evaluation.compression"
    guard isRead else {
      if values.values["compression"] != nil {
        fail(path, "is used by the mode compressed alone, which is not among evaluation.modes")
      }
      return []
    }
    switch values.values["compression"] {
    case .map(let one): return compression(Settings(one), path).map { [MeasuredMode($0, label: nil)] } ?? []
    case .list(let several):
      return several.enumerated().compactMap { index, value in
        guard case .map(let one) = value else { return nil }
        let label = Settings(one).text("label")
        if label.contains(".") {
          fail(
            "\(path)[\(index)].label",
            "found '\(label)'; a dot is what separates split, mode and metric, so a label has none")
        }
        return compression(Settings(one), "\(path)[\(index)]").map { MeasuredMode($0, label: label) }
      }
    default:
      let usual = MeasuredMode.usualCompression
      resolve("evaluation", "compression", .map(usual.values))
      return [MeasuredMode(usual, label: nil)]
    }
  }

  private mutating func compression(_ values: Settings, _ path: String) -> WeightCompression? {
    let (rounding, limit) = (values.optionalNumber("round"), values.optionalNumber("clip"))
    let rank = values.optionalInteger("rank")
    guard rounding != nil || limit != nil || rank != nil else {
      fail(path, "changes nothing; expected at least one of round, clip, rank")
      return nil
    }
    let hidden = Settings(settings)["network"].integer("hidden")
    if let rank, rank >= hidden {
      fail(
        "\(path).rank",
        "found \(rank), which changes nothing: with \(hidden) hidden units no matrix of a gate has a larger rank"
          + (hidden > 1 ? "; expected 1 to \(hidden - 1)" : ""))
    }
    return WeightCompression(rounding: rounding, limit: limit, rank: rank)
  }
}
