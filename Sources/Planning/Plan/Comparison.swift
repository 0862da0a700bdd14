import Catalog
import Gating
import SequenceTasks
import Sequences

/// Which axis is compared, with what, by which metric.
public struct Comparison: Sendable, Hashable {
  /// The axis's place among the plan's axes.
  public let axis: Int
  /// The baseline's place among the axis's values.
  public let baseline: Int
  /// The score that p-values and intervals are for.
  public let metric: MetricPath
  /// The difference that does not matter, where the file declares one.
  public let equivalence: Equivalence?

  /// A difference δ that does not matter.
  public enum Equivalence: Sendable, Hashable {
    /// In the metric's unit.
    case units(Double)
    /// A share of the way from the best floor to the baseline.
    case floors(Double)
  }
}

/// Reads `compare` and finds the axis and the baseline it names.
struct ComparisonReader {
  let experiment: Experiment

  func read() throws(ExperimentErrors) -> Comparison? {
    guard let compare = experiment.root["compare"], let axis = compare["axis"],
      let baseline = compare["baseline"],
      let metric = compare["metric"]
    else { return nil }
    let paths = experiment.axes.map(\.path)
    guard case .scalar(let path, _) = axis.content, let index = paths.firstIndex(of: path) else {
      let rest = paths.isEmpty ? "the file has no sweep" : "the axes are \(paths.joined(separator: ", "))"
      throw ExperimentErrors(
        ExperimentError(
          axis.position, "compare.axis",
          "'\(axis.found)' is not an axis of the sweep\(NearestName.hint(for: axis.found, among: paths)); \(rest)"
        ))
    }
    guard path != "seed" else {
      throw ExperimentErrors(
        ExperimentError(
          axis.position, "compare.axis",
          "seeds cannot be compared: runs under two seeds share neither weights nor order nor noise, so that pairs of them are "
            + "arbitrary; compare another axis, seed by seed"))
    }
    let labels = experiment.axes[index].values.map(\.label)
    guard let label = label(of: baseline, on: experiment.axes[index]),
      let value = labels.firstIndex(of: label)
    else {
      let found = label(of: baseline, on: experiment.axes[index]) ?? baseline.found
      throw ExperimentErrors(
        ExperimentError(
          baseline.position, "compare.baseline",
          "'\(found)' is not a value of the axis \(path)\(NearestName.hint(for: found, among: labels)); "
            + "its values are \(labels.joined(separator: ", "))"))
    }
    guard case .scalar(let text, _) = metric.content, let score = Self.metric(text) else {
      throw ExperimentErrors(
        ExperimentError(
          metric.position, "compare.metric",
          "found '\(metric.found)'; expected split.mode.metric, such as test.native.rmse"))
    }
    return Comparison(axis: index, baseline: value, metric: score, equivalence: equivalence(of: compare))
  }

  /// The declared δ, whose form has been checked with the file's.
  private func equivalence(of compare: ConfigNode) -> Comparison.Equivalence? {
    guard let node = compare["equivalence"],
      let shape = experiment.format["compare"]?.shape.section?["equivalence"]?.shape
    else { return nil }
    var reader = ConfigReader(root: experiment.format)
    switch reader.value(shape, node, "compare.equivalence") {
    case .number(let delta): return .units(delta)
    case .map(let values):
      guard case .number(let share)? = values["floors"] else { return nil }
      return .floors(share)
    default: return nil
    }
  }

  /// The label of a baseline: its own `label`, a text that is one, or that of the value it spells out.
  private func label(of node: ConfigNode, on axis: Axis) -> String? {
    if let label = node["label"] {
      if case .scalar(let text, _) = label.content { return text }
      return nil
    }
    if case .scalar(let text, _) = node.content, axis.values.contains(where: { $0.label == text }) {
      return text
    }
    let tree = SweepReader.substitute([(axis.path, node)], in: experiment.root, experiment.format)
    var reader = ConfigReader(root: experiment.format)
    let settings = reader.read(tree)
    guard
      case .shape(let shape) = ExperimentFormat.destination(
        of: axis.path.split(separator: "."), in: experiment.format)
    else { return nil }
    return AxisLabel.text(axis.path, shape, node, settings)
  }

  private static func metric(_ text: String) -> MetricPath? {
    let parts = MetricPath.parts(text)
    guard parts.count == 3, let split = Split(rawValue: parts[0]) else { return nil }
    return MetricPath(split: split, mode: parts[1], metric: parts[2])
  }
}
