public import Catalog
import Estimation
import Gating
public import Planning
public import RandomStreams
public import Recurrence
import SequenceTasks
import Sequences
public import Tables

/// A cell with explicit numbers, to be computed step by step.
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
  /// h and c before the first step, [n] each.
  public let initial: InitialState
  /// The inputs, one row of m for each step.
  public let inputs: [[Double]]

  /// Checks the shapes of an experiment of kind `trace`.
  ///
  /// - Throws: `ExperimentErrors`, with the shape that was expected and the one that was found.
  public init(_ experiment: Experiment) throws(ExperimentErrors) {
    guard experiment.study is TraceStudy.Type else {
      throw ExperimentErrors(
        ExperimentError(
          experiment.root["kind"]?.position, "kind",
          "is \(experiment.kind); a trace needs kind trace, and `sluice run` takes kind \(experiment.catalogs.studies.swept)"
        ))
    }
    var reader = ConfigReader(root: experiment.format)
    let settings = Settings(reader.read(experiment.root))
    var builder = CellBuilder(experiment, settings: settings.values)
    let readout = settings["network"]["readout"].optionalText("activation").flatMap {
      builder.readout(named: $0)
    }
    let numbers = builder.explicit { $0.traced(readout ?? .linear) } ?? nil
    let gates = builder.gates()
    if let gradient = gates?.gradient, gradient.value.surrogate == nil {
      builder.fail(
        "training.gradient",
        "\(gradient.kind) looks at losses, and a trace has none; expected auto or another rule without samples"
      )
    }
    let generator = builder.generator()
    if builder.hasErrors { throw ExperimentErrors(builder.errors) }
    guard let gates, let numbers, let generator, let seed = UInt64(settings.text("seed"))
    else { preconditionFailure("what has no errors has values") }
    self.seed = seed
    self.generator = generator
    self.gates = gates
    precision = settings.choice("precision")
    noise = NoiseSpecification(settings["noise"])
    (configuration, weights, initial, inputs) = numbers
    do {
      parameters = try weights.parameters(configuration)
    } catch {
      preconditionFailure("shapes have been checked: \(error)")
    }
  }
}

extension ExplicitNumbers {
  /// The network, its weights, the initial state and the inputs.
  fileprivate mutating func traced(
    _ activation: ReadoutKind
  ) -> (NetworkConfiguration, NetworkWeights, InitialState, [[Double]])? {
    let network = settings["network"]
    let (m, n) = (network.integer("input"), network.integer("hidden"))
    let concatenation = network.choice("concatenation", as: Concatenation.self)
    let (variant, peepholes) = (network.variant, network.flag("peepholes"))
    let layer = self.layer(inputs: m, hidden: n, concatenation)
    var readout = AffineWeights([], bias: [])
    let hasReadout = root["network"]?["readout"] != nil
    if hasReadout {
      let values = network["readout"]
      readout = affine(
        (values, "network.readout"), rows: values.matrix("w").count, columns: n,
        "a column for each hidden unit")
    }
    let (hidden, cell) = (state("hidden", n), state("cell", n))
    let inputs = inputs(m)
    guard errors.isEmpty else { return nil }
    let configuration = NetworkConfiguration(
      inputWidth: m, hidden: n, outputWidth: readout.bias.count, concatenation: concatenation,
      forgetConvention: network.choice("forget_convention"),
      readout: activation, placement: .every, variant: variant, peepholes: peepholes)
    return (
      configuration, NetworkWeights(layers: [layer], readout: readout),
      InitialState(hidden: hidden, cell: cell), inputs
    )
  }
}
