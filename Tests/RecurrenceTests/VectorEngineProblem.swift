import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import TestSupport
import Testing

/// A network, a batch and all settings of a pass, the same for both engines.
struct VectorEngineProblem: Sendable, CustomTestStringConvertible {
  var configuration: NetworkConfiguration
  var loss: any Loss
  var batch: TaskBatch
  var gates: GateAssignment
  var parameters: [Float]
  var initial: InitialState?
  var sharing = NoiseSharing.perStep
  var scope = NoiseScope.unit
  var testDescription: String {
    let c = configuration
    return """
      \(c.inputWidth) inputs, \(c.embedding.map { "\($0.symbols) symbols × \($0.width), " } ?? "")\(c.hidden) units, \(c.layers) layers of \(c.cell.kind), \(c.outputWidth) outputs \(c.readout.kind) at \
      \(c.placement), \(c.forgetConvention), \(batch.count) × \(batch.steps), \(type(of: gates.input)), \(type(of: loss).kind), \
      \(c.variant)\(c.peepholes ? " with peepholes" : ""), \(gates.stateNoise.map { "\(type(of: $0))" } ?? "no") noise
      """
  }

  /// A problem whose every choice is drawn from `seed`.
  init(
    seed: UInt64, largest: Int = 70, steps: Int = 7, variant: LSTMVariant = .vanilla, peepholes: Bool = false,
    stateNoise: (any StateNoise)? = nil, readsSymbols: Bool = false, cell: CellEquations = .lstm
  ) {
    var draw = Scatter(seed)
    let readout = draw.element([ReadoutKind.linear, .sigmoid, .softmax])
    loss =
      switch readout.kind {
      case "linear": draw.element([.squared, .absolute] as [any Loss])
      case "sigmoid": draw.element([.squared, .binaryCrossEntropy] as [any Loss])
      default: draw.element([.squared, .crossEntropy] as [any Loss])
      }
    configuration = NetworkConfiguration(
      inputWidth: draw.integer(1...largest), hidden: draw.integer(1...largest), layers: draw.integer(1...3),
      outputWidth: draw.integer((readout == .softmax ? 2 : 1)...12),
      forgetConvention: draw.element([.keep, .erase]), readout: readout,
      placement: draw.element([.last, .every]), variant: variant, peepholes: peepholes)
    if readsSymbols {
      configuration.embedding = Embedding(symbols: draw.integer(1...12), width: draw.integer(1...largest))
      configuration.inputWidth = draw.integer(0...3)
    }
    if cell != .lstm { (configuration.cell, configuration.forgetConvention) = (cell.kind, .keep) }
    let policies: [any GatePolicy] = [Self.sigmoid, Self.bernoulli, Self.threshold]
    gates =
      draw.integer(0...1) == 0
      ? GateAssignment(all: draw.element(policies))
      : GateAssignment(
        input: draw.element(policies), forget: draw.element(policies), output: draw.element(policies))
    gates.stateNoise = stateNoise
    batch = Self.batch(
      configuration, loss, count: draw.integer(1...largest), steps: draw.integer(1...steps), &draw)
    let scale = 1 / Float(configuration.hidden).squareRoot()
    parameters = draw.floats(configuration.layout.count).map { $0 * scale }
    if draw.integer(0...1) == 1 {
      let states = configuration.layers * batch.count * configuration.hidden
      initial = InitialState(
        hidden: draw.floats(states).map(Double.init), cell: draw.floats(states).map { 2 * Double($0) })
    }
  }

  static func batch(
    _ configuration: NetworkConfiguration, _ loss: any Loss, count: Int, steps: Int, _ draw: inout Scatter
  ) -> TaskBatch {
    let width = loss.targetWidth(outputs: configuration.outputWidth)
    var batch = TaskBatch(
      inputWidth: configuration.inputWidth, targetWidth: width, placement: configuration.placement)
    batch.reset(steps: steps, count: count)
    batch.inputs = draw.floats(batch.inputs.count)
    if let embedding = configuration.embedding {
      batch.symbols = (0..<steps * count).map { _ in Int32(draw.integer(0...embedding.symbols - 1)) }
    }
    batch.targets = (0..<batch.targets.count).map { _ in
      switch loss {
      case is CrossEntropyLoss: Float(draw.integer(0...configuration.outputWidth - 1))
      case is BinaryCrossEntropyLoss: Float(draw.integer(0...1))
      default: draw.floats(1)[0]
      }
    }
    if draw.integer(0...1) == 1 {
      batch.lengths = (0..<count).map { _ in draw.integer(1...steps) }
      batch.mask = batch.mask.map { _ in draw.integer(0...4) > 0 }
    }
    batch.sequences = (0..<count).map { UInt32($0 * 31 + 7) }
    return batch
  }

  /// A fresh noise field, begun for this batch.
  func noise() -> NoiseField {
    let field = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: sharing,
      scope: scope)
    begin(field)
    return field
  }

  /// Announces a pass over this batch.
  func begin(_ field: NoiseField) {
    field.begin(time: 3, batch, configuration)
  }

  /// Forward, loss and backward; the loss. `between` happens before the way back.
  func run(_ engine: some RecurrentEngine, between: (any RecurrentEngine) -> Void = { _ in }) -> Double {
    engine.forward(batch, gates: gates, mode: .training(epoch: 2), noise: noise(), initial: initial)
    let value = engine.loss(loss, batch)
    between(engine)
    engine.backward(batch)
    return value
  }

  func vectorEngine() -> VectorEngine {
    let engine = VectorEngine(configuration)
    engine.parameters = parameters
    return engine
  }

  func referenceEngine() -> ReferenceEngine {
    let engine = ReferenceEngine(configuration)
    engine.parameters = parameters.map(Double.init)
    return engine
  }

  static let sigmoid = try! SigmoidGate(Parameters(SigmoidGate.description))
  static let bernoulli = try! BernoulliGate(Parameters(BernoulliGate.description))
  static let threshold = try! HardThresholdGate(Parameters(HardThresholdGate.description))
}
