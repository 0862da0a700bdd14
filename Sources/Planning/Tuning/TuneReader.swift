import Catalog

/// Reads `tune`, once the tuned keys have been read as axes are.
struct TuneReader {
  let root: ConfigNode
  /// The settings of the file with the first value of each axis.
  let values: Settings
  let axes: [Axis]
  let tuned: [(axis: Axis, range: ConfigNode?)]

  /// - Returns: `nil` where nothing is tuned.
  /// - Throws: ``ExperimentErrors``.
  func read() throws(ExperimentErrors) -> TuningSettings? {
    guard case .map(let section)? = values.values[TuningSettings.key] else { return nil }
    let settings = Settings(section)
    let search = TuningSettings.Search(rawValue: settings.text("search")) ?? .random
    if let axis = axes.first(where: { $0.path == "seed" }) {
      throw failure(
        axis.position, "sweep.seed",
        "proposals are drawn from the seed, and are the same for every cell; with `tune` it cannot be swept")
    }
    let samples = try samples(settings, search)
    let axes = try tuned.map { axis, node throws(ExperimentErrors) in
      TunedAxis(
        axis: axis, range: try node.map { node throws(ExperimentErrors) in try range(node, axis, search) })
    }
    return TuningSettings(
      axes: axes, search: search, samples: samples, score: settings.text("by"),
      replicates: settings.integer("replicates"),
      repetition: TuningSettings.Repetition(rawValue: settings.text("repeat")) ?? .once)
  }

  private func samples(
    _ settings: Settings, _ search: TuningSettings.Search
  ) throws(ExperimentErrors) -> Int? {
    let found = settings.optionalInteger("samples")
    let section = root[TuningSettings.key]
    switch search {
    case .random:
      guard let found else {
        throw failure(
          section?.position, "tune.samples",
          "is missing; a random search needs \(Shape.plain(.integer(ExperimentFormat.tunedSamples)).allowed)"
        )
      }
      return found
    case .grid:
      guard found == nil else {
        throw failure(
          section?["samples"]?.position, "tune.samples",
          "is of a random search; a grid tries all combinations, so leave it out")
      }
      return nil
    }
  }

  private func range(
    _ node: ConfigNode, _ axis: Axis, _ search: TuningSettings.Search
  ) throws(ExperimentErrors) -> TunedRange {
    var reader = ConfigReader(root: ExperimentFormat.tunedRange)
    let read = Settings(reader.read(node))
    let points = read.optionalInteger("points")
    let path = "tune.axes.\(axis.path).points"
    if search == .grid, points == nil {
      throw failure(
        node.position, path, "is missing; a grid needs to know how many numbers of the range it takes")
    }
    if search == .random, points != nil {
      throw failure(
        node["points"]?.position, path,
        "is of a grid; a random search draws from the whole range, so leave it out")
    }
    var isWhole = false
    if case .plain(.integer) = axis.shape { isWhole = true }
    return TunedRange(
      from: read.number("from"), to: read.number("to"),
      scale: TunedRange.Scale(rawValue: read.text("scale")) ?? .linear, isWhole: isWhole, points: points)
  }

  private func failure(_ position: SourcePosition?, _ path: String, _ message: String) -> ExperimentErrors {
    ExperimentErrors(ExperimentError(position, path, message))
  }
}
