public import Catalog
public import DataReading
import Estimation
import Gating
import Interchange
public import Planning
public import RandomStreams
public import Recurrence
import SequenceTasks
import Sequences
public import Tables

/// A network with explicit numbers, to be computed step by step.
public struct TraceStudy: Study {
  /// The word and what it means.
  public static let description = KindDescription(
    "trace", summary: "Computes one cell from explicit numbers, step by step.")
  /// Every number of the cell.
  public static let tables = [Tracer.table.schema]

  /// The root of the gates' draws.
  public let seed: UInt64
  /// The generator of the gates' draws.
  public let generator: Generator
  /// Which engine computes.
  public let precision: Precision
  /// The network's shape and conventions; its output width is 0 where the file has no read-out.
  public let configuration: NetworkConfiguration
  /// The weights as the file has them, columns in the order of `concatenation`.
  public let weights: NetworkWeights
  /// The same as one flat vector in the order of `ParameterLayout`.
  public let parameters: [Double]
  /// Policies and backward rule.
  public let gates: GateSpecification
  /// Which gates share a draw.
  public let noise: NoiseSpecification
  /// h and c of every layer before the first step, [L, n] each.
  public let initial: InitialState
  /// The inputs, one row of m for each step.
  public let inputs: [[Double]]
  /// The files that were read.
  public let files: [DataFile]

  /// Checks the shapes of an experiment of kind `trace`.
  ///
  /// - Parameters:
  ///   - experiment: the experiment.
  ///   - files: reads the files that it names, by paths relative to the experiment file.
  /// - Throws: `ExperimentErrors`, with the shape that was expected and the one that was found.
  public init(_ experiment: Experiment, files: FileReader) throws(ExperimentErrors) {
    guard experiment.study is TraceStudy.Type else {
      throw ExperimentErrors(
        ExperimentError(
          experiment.root["kind"]?.position, "kind",
          "is \(experiment.kind); a trace needs kind trace, and `sluice run` takes kind \(experiment.catalogs.studies.swept)"
        ))
    }
    var reader = ConfigReader(root: experiment.format)
    let settings = Settings(reader.read(experiment.root))
    var builder = CellBuilder(experiment, settings: settings.values, files: files)
    let readout =
      settings["network"]["readout"].optionalText("activation").flatMap { builder.readout(named: $0) }
      ?? .linear
    let isFile = builder.isGiven("network.weights.file")
    let cell = builder.cell() ?? .lstm
    let shape = Self.configuration(settings["network"], cell, builder.skip() ?? .none, readout)
    let found = isFile ? builder.networkOfFile(shape, readout: .any) : nil
    let numbers = builder.explicit { $0.traced(shape, isFile ? .file(found) : .spelledOut) } ?? nil
    let sequence = builder.inputs(width: shape.inputWidth)
    let gates = builder.gates(cell, shape.variant)
    if let gradient = gates?.gradient, gradient.value.surrogate == nil {
      builder.fail(
        "training.gradient",
        "\(gradient.kind) looks at losses, and a trace has none; expected auto or another rule without samples"
      )
    }
    let generator = builder.generator()
    if builder.hasErrors { throw ExperimentErrors(builder.errors) }
    guard let gates, let numbers, let sequence, let generator, let seed = UInt64(settings.text("seed"))
    else { preconditionFailure("what has no errors has values") }
    self.seed = seed
    self.generator = generator
    self.gates = gates
    precision = settings.choice("precision")
    noise = NoiseSpecification(settings["noise"])
    (configuration, weights, parameters, initial) = numbers
    inputs = sequence.rows
    self.files = builder.filesRead
  }

  /// The network without its read-out.
  private static func configuration(
    _ network: Settings, _ cell: CellKind, _ skip: SkipKind, _ readout: ReadoutKind
  ) -> NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: network.integer("input"), hidden: network.integer("hidden"),
      layers: network.optionalInteger("layers") ?? 1, outputWidth: 0, cell: cell, skip: skip,
      concatenation: network.choice("concatenation"), forgetConvention: network.choice("forget_convention"),
      readout: readout, placement: .every, variant: network.variant,
      peepholes: network.flag("peepholes"))
  }
}

/// Where a trace's weights come from.
private enum WeightsSource {
  /// From the experiment file.
  case spelledOut
  /// From a file of arrays; `nil` where that holds no such network.
  case file(FoundNetwork?)
}

extension ExplicitNumbers {
  /// The network, its weights, the same as a flat vector, and the initial state.
  fileprivate mutating func traced(
    _ shape: NetworkConfiguration, _ source: WeightsSource
  ) -> (NetworkConfiguration, NetworkWeights, [Double], InitialState)? {
    var configuration = shape
    let n = configuration.hidden
    var (weights, parameters): (NetworkWeights?, [Double]?)
    switch source {
    case .spelledOut:
      if configuration.layers > 1 {
        fail(
          "network.layers", "found \(configuration.layers); weights spelled out are those of one layer")
      }
      let layer = self.layer(configuration)
      let skip = skipParameters(configuration)
      weights = NetworkWeights(layers: [layer], readout: readout(hidden: n))
      configuration.outputWidth = weights?.readout.bias.count ?? 0
      if errors.isEmpty { parameters = weights?.parameters(configuration, skip: skip) }
    case .file(let found):
      configuration.outputWidth = found?.outputWidth ?? 0
      parameters = found?.parameters
      weights = found.map { NetworkWeights(parameters: $0.parameters, configuration) }
    }
    let initial = initialState(n, configuration.cell)
    guard errors.isEmpty, let weights, let parameters, let initial else { return nil }
    func ofEachLayer(_ state: [Double]) -> [Double] { (0..<configuration.layers).flatMap { _ in state } }
    return (
      configuration, weights, parameters,
      InitialState(hidden: ofEachLayer(initial.hidden), cell: ofEachLayer(initial.cell))
    )
  }

  /// The read-out that the file spells out; none where it has none.
  private mutating func readout(hidden n: Int) -> AffineWeights {
    guard root["network"]?["readout"] != nil else { return AffineWeights([], bias: []) }
    let values = settings["network"]["readout"]
    let missing = ["w", "b"].filter { values.values[$0] == nil }
    for key in missing {
      let allowed = key == "w" ? "a list of rows, each a list of numbers" : "a list of numbers"
      fail("network.readout.\(key)", "is missing; expected \(allowed)")
    }
    guard missing.isEmpty else { return AffineWeights([], bias: []) }
    return affine(
      (values, "network.readout"), rows: values.matrix("w").count, columns: n,
      "a column for each hidden unit")
  }
}
