/// Blocks of a layer whose weight gradients are summed together: neighbors that see the same.
struct WeightRun {
  /// The blocks' places in their cell.
  let blocks: Range<Int>
  /// Where their weights for the input and for the hidden states begin in the flat vector; `nil` for what they do not see.
  let inputWeights: Int?
  let recurrentWeights: Int?

  /// The stretches of blocks that are computed.
  static func all(_ configuration: NetworkConfiguration, layer: Int) -> [WeightRun] {
    var runs: [[CellBlock]] = []
    for block in configuration.computedBlocks where block.hasParameters {
      if let last = runs.last?.last, last.precedes(block) {
        runs[runs.count - 1].append(block)
      } else {
        runs.append([block])
      }
    }
    let layout = configuration.layout
    return runs.map { blocks in
      WeightRun(
        blocks: blocks[0].index..<blocks[0].index + blocks.count,
        inputWeights: layout.inputWeights(of: blocks[0], layer: layer)?.lowerBound,
        recurrentWeights: layout.recurrentWeights(of: blocks[0], layer: layer)?.lowerBound)
    }
  }
}

/// Where a layer's parameters of single blocks lie in the flat vector, by what passes ask for in every update.
struct BlockPlaces {
  /// Of the blocks that are computed: their biases, and their weights for the input and for the hidden states.
  let biases: [(block: Int, place: Int)]
  let inputWeights: [Int]
  let recurrentWeights: [Int]
  /// What gets no gradient: the parameters of blocks that are not computed.
  let unused: [Range<Int>]

  init(_ configuration: NetworkConfiguration, layer: Int) {
    let (computed, layout) = (configuration.computedBlocks, configuration.layout)
    biases = computed.compactMap { block in
      layout.bias(of: block, layer: layer).map { (block.index, $0.lowerBound) }
    }
    inputWeights = computed.compactMap { layout.inputWeights(of: $0, layer: layer)?.lowerBound }
    recurrentWeights = computed.compactMap {
      layout.recurrentWeights(of: $0, layer: layer)?.lowerBound
    }
    unused = configuration.structure.blocks.filter { !computed.contains($0) }.flatMap { block in
      [
        layout.inputWeights(of: block, layer: layer),
        layout.recurrentWeights(of: block, layer: layer), layout.bias(of: block, layer: layer),
      ].compactMap { $0 }
    }
  }
}
