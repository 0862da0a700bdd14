import CKernels

/// The pre-activations of neighboring blocks that see the same: z = b + W_x·x + W_h·h, and R·(i, f, o) of the step
/// before where gates see gates, each one chain in that order.
final class PreActivationProduct {
  /// The places of the blocks, neighbors in the cell's list.
  private let blocks: Range<Int>
  private let seesGates: Bool
  private let seesInput: Bool
  private let seesHidden: Bool
  private let product: PackedProduct
  private let weights: [BlockWeights]
  private let inputWidth: Int
  private let hidden: Int

  /// Where the parameters of a block lie in the flat vector.
  private struct BlockWeights {
    let input: Int?
    let hidden: Int?
    let bias: Int
  }

  private init(
    _ configuration: NetworkConfiguration, layer: Int, blocks: [CellBlock], seesGates: Bool,
    kernels: UnsafePointer<ckernels_table>
  ) {
    self.blocks = blocks[0].index..<blocks[0].index + blocks.count
    self.seesGates = seesGates
    inputWidth = configuration.inputWidth(layer: layer)
    hidden = configuration.hidden
    seesInput = blocks[0].seesInput
    seesHidden = blocks[0].hidden == .allUnits
    let layout = configuration.layout
    weights = blocks.map { block in
      guard let bias = layout.bias(of: block, layer: layer) else {
        preconditionFailure("a block without parameters has no product")
      }
      return BlockWeights(
        input: layout.inputWeights(of: block, layer: layer)?.lowerBound,
        hidden: layout.recurrentWeights(of: block, layer: layer)?.lowerBound, bias: bias.lowerBound)
    }
    product = PackedProduct(
      kernels, groups: blocks.count, width: hidden,
      segments: (seesInput ? [inputWidth] : []) + (seesHidden ? [hidden] : [])
        + Array(repeating: hidden, count: seesGates ? 3 : 0))
  }

  /// The products of a layer: one for each stretch of blocks that see the same.
  static func all(
    _ configuration: NetworkConfiguration, layer: Int, kernels: UnsafePointer<ckernels_table>
  ) -> [PreActivationProduct] {
    var runs: [(blocks: [CellBlock], seesGates: Bool)] = []
    let structure = configuration.structure
    for block in configuration.computedBlocks where block.hasParameters {
      let seesGates = configuration.variant.seesGates && block != structure.candidate
      if let last = runs.last, last.seesGates == seesGates, last.blocks[last.blocks.count - 1].precedes(block)
      {
        runs[runs.count - 1].blocks.append(block)
      } else {
        runs.append(([block], seesGates))
      }
    }
    return runs.map {
      PreActivationProduct(
        configuration, layer: layer, blocks: $0.blocks, seesGates: $0.seesGates, kernels: kernels)
    }
  }

  /// Packs the weights of these blocks.
  func pack(_ parameters: UnsafePointer<Float>, _ layout: ParameterLayout, layer: Int) {
    let (m, n) = (inputWidth, hidden)
    var segment = 0
    func add(_ first: Int, count: Int, columns: Int) {
      product.setWeights(
        segment,
        ckernels_weights(values: parameters + first, count: count, term_stride: 1, column_stride: columns))
      segment += 1
    }
    if let input = weights[0].input { add(input, count: m, columns: m) }
    if let states = weights[0].hidden { add(states, count: n, columns: n) }
    if seesGates, let block = layout.gateWeights(layer: layer) {
      // The candidate, which sees no gates, has no rows in R.
      let first = blocks.lowerBound > CellBlock.candidate.index ? blocks.lowerBound - 1 : blocks.lowerBound
      for seen in 0..<3 {
        add(block.range.lowerBound + first * n * 3 * n + seen * n, count: n, columns: 3 * n)
      }
    }
    product.pack(bias: parameters + weights[0].bias)
  }

  /// Begins the chains of some steps, whose inputs these are, in the tape: all that needs no state.
  func begin(_ inputs: UnsafePointer<Float>, _ tape: VectorTape, steps: Range<Int>, rows: Int) {
    guard seesInput else { return }
    var operands = product.operands
    operands.from(0, inputs)
    place(&operands, tape, step: steps.lowerBound)
    product.begin(operands, rows: steps.count * rows)
  }

  /// Ends the chains of a step that have begun.
  func finish(_ states: UnsafePointer<Float>, _ tape: VectorTape, step: Int, rows: Int) {
    guard seesHidden || seesGates else { return }
    var operands = product.operands
    see(&operands, states, tape, step: step)
    place(&operands, tape, step: step)
    if seesInput { product.finish(operands, rows: rows) } else { product.run(operands, rows: rows) }
  }

  /// Writes the pre-activations of a step into the tape.
  func run(
    _ inputs: UnsafePointer<Float>, _ states: UnsafePointer<Float>, _ tape: VectorTape, step: Int,
    rows: Int
  ) {
    var operands = product.operands
    if seesInput { operands.from(0, inputs) }
    see(&operands, states, tape, step: step)
    place(&operands, tape, step: step)
    product.run(operands, rows: rows)
  }

  @inline(__always)
  private func see(
    _ operands: inout ProductOperands, _ states: UnsafePointer<Float>, _ tape: VectorTape, step: Int
  ) {
    let first = seesInput ? 1 : 0
    if seesHidden { operands.from(first, states) }
    guard seesGates else { return }
    for gate in 0..<3 { operands.from(first + 1 + gate, tape.values(.gate, gate, step: step - 1)) }
  }

  @inline(__always)
  private func place(_ operands: inout ProductOperands, _ tape: VectorTape, step: Int) {
    for block in blocks {
      operands.into(block - blocks.lowerBound, tape.preActivations(block, step: step))
    }
  }
}

extension CellBlock {
  /// Whether a block is the next one in the cell's list and sees the same, so that one product serves both.
  func precedes(_ next: CellBlock) -> Bool {
    next.index == index + 1 && next.seesInput == seesInput && next.hidden == hidden
  }
}
