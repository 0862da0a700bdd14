public import Arrays
public import Recurrence

extension Safetensors {
  /// A network's parameters under the names and in the layout of PyTorch's `nn.LSTM`, `nn.GRU` and `nn.RNN`.
  ///
  /// An embedding is `embedding.weight` [V, e]. Each layer of an LSTM has `weight_ih_l{k}` [4n, m], `weight_hh_l{k}` [4n, n], `bias_ih_l{k}` [4n] with the network's bias and
  /// `bias_hh_l{k}` [4n] of zeros, but for biases of blocks that see the hidden states alone; the read-out has `readout.weight` [k, n] and `readout.bias` [k]. What PyTorch's networks do not have is
  /// beside them: `own_weights_l{k}`, `skip_weight_l{k}` [n] and `skip_bias_l{k}` [1], `peepholes_l{k}` [3n] and `weight_gates_l{k}` [3n, 3n], rows i, f, o. Arrays are sorted by name, as the Python package
  /// `safetensors` does, so that it writes the same bytes.
  ///
  /// - Parameters:
  ///   - parameters: all parameters, in the order of `ParameterLayout`.
  ///   - configuration: the network.
  ///   - isSingle: whether they are numbers of single precision, and are written as such.
  ///   - words: what the file says about them.
  public init(
    network parameters: [Double], _ configuration: NetworkConfiguration, isSingle: Bool, words: NetworkWords
  ) {
    let layout = configuration.layout
    precondition(parameters.count == layout.count, "not a vector of this network's parameters")
    func array(_ numbers: some Collection<Double>, _ shape: [Int]) -> NumberArray {
      isSingle ? NumberArray(numbers.map { Float($0) }, shape: shape) : NumberArray(numbers, shape: shape)
    }
    var entries: [Entry] = []
    func append(_ name: String, _ block: ParameterLayout.Block, isVector: Bool = false) {
      let shape = isVector ? [block.rows] : [block.rows, block.columns]
      entries.append(Entry(name, array(parameters[block.range], shape)))
    }
    if let block = layout.embedding { append(NetworkNames.embedding + ".weight", block) }
    for layer in 0..<configuration.layers {
      if let block = layout.inputWeights(layer: layer) { append(NetworkNames.inputWeights(layer), block) }
      if let block = layout.recurrentWeights(layer: layer) {
        append(NetworkNames.recurrentWeights(layer), block)
      }
      for (name, blocks) in NetworkNames.biases(layer, configuration.structure) {
        let bias = blocks.flatMap { block, isOwn -> [Double] in
          guard isOwn, let place = layout.bias(of: block, layer: layer) else {
            return Array(repeating: 0, count: configuration.hidden)
          }
          return Array(parameters[place])
        }
        if !blocks.isEmpty { entries.append(Entry(name, array(bias, [bias.count]))) }
      }
      if let block = layout.ownWeights(layer: layer) {
        append(NetworkNames.ownWeights(layer), block, isVector: true)
      }
      if let block = layout.peepholes(layer: layer) {
        append(NetworkNames.peepholes(layer), block, isVector: true)
      }
      if let block = layout.gateWeights(layer: layer) { append(NetworkNames.gateWeights(layer), block) }
      if let place = layout.skipParameters(layer: layer) {
        let (weights, bias) = (parameters[place.dropLast()], parameters[place.suffix(1)])
        entries.append(Entry(NetworkNames.skipWeights(layer), array(weights, [weights.count])))
        entries.append(Entry(NetworkNames.skipBias(layer), array(bias, [1])))
      }
    }
    if configuration.outputWidth > 0 {
      append(NetworkNames.readout + ".weight", layout.readoutWeights)
      append(NetworkNames.readout + ".bias", layout.readoutBias, isVector: true)
    }
    if configuration.constants > 0 {
      let constants = parameters[layout.readoutConstants]
      entries.append(Entry(NetworkNames.constants, array(constants, [constants.count])))
    }
    entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.init(entries, metadata: words.metadata)
  }
}
