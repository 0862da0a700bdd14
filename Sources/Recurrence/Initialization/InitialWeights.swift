import Catalog
public import RandomStreams

/// The laws that a network's first parameters are drawn from.
///
/// The draws of a replicate come from streams of their own, keyed (replicate, `weights`, …): layer l has the
/// key `…, l`, the read-out `…, "readout"` (its constants start at 0), the biases of retention of layer l `…, l, "retention"`, its peepholes
/// `…, l, "peepholes"`, the weights of units that see themselves `…, l, "own_weights"`, its gate weights `…, l, "gate_weights"` and those of its update gate `…, l, "skip"`, an embedding `…, "embedding"`. So another depth, read-out, bias
/// rule or variant leaves all other weights what they were, and gate policies of a sweep start alike.
///
/// The rows of an embedding are standard normal, whatever the other weights are: a symbol comes in on the scale of a standardized
/// number, as in PyTorch's `nn.Embedding`.
/// Within a layer the input weights come first, then the recurrent weights, then the bias; all row-major.
public struct InitialWeights: Sendable {
  /// The law of all weights and biases.
  public var weights: any WeightInitializer
  /// What then sets the biases of retention; `nil` leaves them as drawn.
  public var retention: (any BiasInitializer)?

  /// The laws of weights and of retention.
  public init(weights: any WeightInitializer, retention: (any BiasInitializer)?) {
    self.weights = weights
    self.retention = retention
  }

  /// Draws all parameters of a network, in the order of ``ParameterLayout``.
  ///
  /// - Parameters:
  ///   - configuration: the network.
  ///   - maximumSteps: the longest sequence of the task, for rules that look at it.
  ///   - seed: the experiment's root seed.
  ///   - replicate: the replicate, from 0.
  ///   - series: which replicates are counted.
  public func draw(
    _ configuration: NetworkConfiguration, maximumSteps: Int, seed: UInt64, replicate: Int,
    series: ReplicateSeries = .comparison
  ) -> [Float] {
    let root = StreamKey(seed: seed, replicate: replicate, purpose: .weights, series: series)
    var parameters = embedding(configuration.embedding, key: root.appending(.label("embedding")))
    for layer in 0..<configuration.layers {
      let key = root.appending(.index(UInt64(layer)))
      parameters += self.layer(layer, of: configuration, maximumSteps: maximumSteps, key: key)
    }
    var stream = RandomStream(root.appending(.label("readout")))
    let (n, k) = (configuration.hidden, configuration.outputWidth)
    for shape in [
      WeightShape(groups: 1, rows: k, columns: n, isBias: false, hidden: n),
      WeightShape(groups: 1, rows: k, columns: 1, isBias: true, hidden: n),
    ] {
      parameters += weights.draw(shape, from: &stream)
    }
    return parameters + [Float](repeating: 0, count: configuration.constants)
  }

  /// E_vk = Φ⁻¹(u), row after row: one draw for each.
  private func embedding(_ embedding: Embedding?, key: StreamKey) -> [Float] {
    guard let embedding else { return [] }
    var stream = RandomStream(key)
    return (0..<embedding.symbols * embedding.width).map { _ in
      stream.nextGaussian()
    }
  }

  private func layer(_ layer: Int, of configuration: NetworkConfiguration, maximumSteps: Int, key: StreamKey)
    -> [Float]
  {
    var stream = RandomStream(key)
    let (m, n, structure) = (
      configuration.inputWidth(layer: layer), configuration.hidden, configuration.structure
    )
    func draw(_ blocks: [CellBlock], columns: Int, isBias: Bool = false) -> [Float] {
      weights.draw(
        WeightShape(groups: blocks.count, rows: n, columns: columns, isBias: isBias, hidden: n), from: &stream
      )
    }
    let inputWeights = draw(structure.seeingInput, columns: m)
    let recurrentWeights = draw(structure.seeingHidden, columns: n)
    var bias = draw(structure.biased, columns: 1, isBias: true)
    if let retention, let rule = structure.retention {
      var stream = RandomStream(key.appending(.label("retention")))
      let biases = retention.draw(hidden: n, maximumSteps: maximumSteps, from: &stream)
      func set(_ block: CellBlock, _ values: [Float]) {
        guard let group = structure.biased.firstIndex(of: block) else { return }
        bias.replaceSubrange(group * n..<(group + 1) * n, with: values)
      }
      let isNegated = rule.isBiasNegated || configuration.forgetConvention == .erase
      set(rule.bias, biases.retention.map { isNegated ? -$0 : $0 })
      if configuration.variant.origin(of: rule.gate) == .inputGate {
        // What a coupled input gate does not let in is kept: its logit is that of retention, negated.
        set(.input, biases.retention.map { -$0 })
      }
      if let input = biases.input, let block = rule.writingBias { set(block, input) }
    }
    return inputWeights + recurrentWeights + bias + ownWeights(of: configuration, key: key)
      + gateInputs(of: configuration, key: key) + skipParameters(of: configuration, key: key)
  }

  /// What an update gate makes of the memory: a row, drawn, and the bias that its rule says.
  private func skipParameters(of configuration: NetworkConfiguration, key: StreamKey) -> [Float] {
    let (rule, n) = (configuration.skip.value, configuration.hidden)
    guard rule.learns else { return [] }
    var stream = RandomStream(key.appending(.label("skip")))
    return weights.draw(
      WeightShape(groups: 1, rows: 1, columns: n, isBias: false, hidden: n), from: &stream)
      + [Float(rule.bias)]
  }

  /// What units make of their own hidden state: a vector for each block whose units see themselves.
  private func ownWeights(of configuration: NetworkConfiguration, key: StreamKey) -> [Float] {
    let (n, groups) = (configuration.hidden, configuration.structure.seeingThemselves.count)
    guard groups > 0 else { return [] }
    var stream = RandomStream(key.appending(.label("own_weights")))
    return weights.draw(
      WeightShape(groups: groups, rows: n, columns: 1, isBias: false, hidden: n), from: &stream)
  }

  /// The weights with which gates see cells and gates: a vector for each of the three, a matrix for each.
  private func gateInputs(of configuration: NetworkConfiguration, key: StreamKey) -> [Float] {
    let n = configuration.hidden
    func draw(_ name: String, columns: Int) -> [Float] {
      var stream = RandomStream(key.appending(.label(name)))
      return weights.draw(
        WeightShape(groups: 3, rows: n, columns: columns, isBias: false, hidden: n), from: &stream)
    }
    return (configuration.peepholes ? draw("peepholes", columns: 1) : [])
      + (configuration.variant.seesGates ? draw("gate_weights", columns: 3 * n) : [])
  }
}
