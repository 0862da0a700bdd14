import Catalog
import Gating
public import RandomStreams
public import Recurrence

/// A cell with explicit numbers, to be computed step by step.
public struct TraceSpecification: Sendable, Hashable {
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
  /// - Throws: ``ExperimentErrors``, with the shape that was expected and the one that was found.
  public init(_ experiment: Experiment) throws(ExperimentErrors) {
    guard experiment.kind == .trace else {
      throw ExperimentErrors(
        ExperimentError(
          experiment.root["kind"]?.position, "kind",
          "is \(experiment.kind.rawValue); a trace needs kind trace, and `sluice run` takes kind \(ExperimentKind.swept)"
        ))
    }
    var reader = ConfigReader(root: experiment.format)
    let settings = Settings(reader.read(experiment.root))
    var shapes = TraceShapes(root: experiment.root, settings: settings)
    let numbers = shapes.read()
    var builder = CellBuilder(experiment, nil, experiment.root, settings: settings.values)
    let gates = builder.gates()
    let generator = builder.generator()
    let errors = shapes.errors + builder.errors
    if !errors.isEmpty { throw ExperimentErrors(errors) }
    guard let gates, let numbers, let generator, let seed = UInt64(settings.text("seed"))
    else { preconditionFailure("what has no errors has values") }
    self.seed = seed
    self.generator = generator
    self.gates = gates
    precision = settings.choice("precision")
    noise = NoiseSpecification(
      sharing: settings["noise"].choice("sharing"), scope: settings["noise"].choice("scope"))
    (configuration, weights, initial, inputs) = numbers
    do {
      parameters = try weights.parameters(configuration)
    } catch {
      preconditionFailure("shapes have been checked: \(error)")
    }
  }
}
