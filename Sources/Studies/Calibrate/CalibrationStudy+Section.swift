import Catalog
public import Planning
import RandomStreams
public import SequenceTasks

extension CalibrationStudy {
  /// What a training has, and how many comparisons are made.
  public static func section(_ format: ExperimentFormat) -> Section {
    let calibration = Section(
      "The A/A comparisons.",
      [
        Field(
          "comparisons", .plain(.integer(Bounds(1, 1_000_000))), default: .number(Double(usualComparisons)),
          identifiesRuns: false,
          "Comparisons of each value of the compared axis with copies of itself, at least; sweeps are whole, so that there may be a few more."
        )
      ])
    let training = TrainStudy.section(format).without([TuningSettings.key])
    return Section(
      "Policies are compared with copies of themselves.",
      training.fields.map { field in
        guard field.name == "compare" else { return field }
        return Field(
          field.name, field.shape, isRequired: true, identifiesRuns: false,
          "The comparison whose procedure is calibrated: axis, baseline and metric.")
      } + [
        Field(
          "calibration", .section(calibration),
          default: .map(["comparisons": .number(Double(usualComparisons))]),
          identifiesRuns: false, "The A/A comparisons.")
      ])
  }

  /// Reads what a training has, and how many runs the comparisons take.
  public init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _ network: NetworkSpecification) {
    guard let training = TrainStudy(&cell, task, network) else { return nil }
    let sizes = cell.experiment.axes.map { (path: $0.path, count: $0.values.count) }
    let compared = cell.experiment.text(at: "compare.axis")
    guard let width = sizes.first(where: { $0.path == compared })?.count, width > 1 else {
      cell.fail("compare.axis", "has one value; a comparison needs two")
      return nil
    }
    copies = width - 1
    let others = sizes.filter { $0.path != compared }.reduce(1) { $0 * $1.count }
    comparisons =
      Settings(cell.settings)["calibration"].optionalInteger("comparisons") ?? Self.usualComparisons
    sweeps = (comparisons + copies * others - 1) / (copies * others)
    self.training = training.withScoresAlone
    let runs = sweeps * width * cell.experiment.replicates
    guard let generator = cell.generator() else { return nil }
    let most = min(Self.mostRuns, generator.maximumReplicates)
    guard runs <= most else {
      cell.fail(
        "calibration.comparisons",
        "\(comparisons) comparisons of \(cell.experiment.replicates) replicates take \(runs) runs of each cell; noise has streams for at most \(most)"
      )
      return nil
    }
  }

  /// The most runs of a cell.
  private static let mostRuns = 100_000_000
}
