import CKernels

/// The pre-activations of neighboring row groups that see the same: z = b + W_x·x + W_h·h, and R·(i, f, o) of the step
/// before where gates see gates, each one chain in that order.
final class PreActivationProduct {
  /// The row groups, as ``GateBlock`` counts them.
  let blocks: Range<Int>
  private let seesGates: Bool
  private let inputWidth: Int
  private let hidden: Int
  private let product: PackedProduct

  private init(
    _ configuration: NetworkConfiguration, layer: Int, blocks: Range<Int>, seesGates: Bool,
    kernels: UnsafePointer<ckernels_table>
  ) {
    self.blocks = blocks
    self.seesGates = seesGates
    inputWidth = configuration.inputWidth(layer: layer)
    hidden = configuration.hidden
    product = PackedProduct(
      kernels, groups: blocks.count, width: hidden,
      segments: [inputWidth] + Array(repeating: hidden, count: seesGates ? 4 : 1))
  }

  /// The products of a layer: one, unless a gate is missing or sees more than the candidate.
  static func all(
    _ configuration: NetworkConfiguration, layer: Int, kernels: UnsafePointer<ckernels_table>
  ) -> [PreActivationProduct] {
    var runs: [(blocks: Range<Int>, seesGates: Bool)] = []
    for block in GateBlock.allCases where configuration.variant.has(block) {
      let (place, seesGates) = (block.rawValue, configuration.variant.seesGates && block != .candidate)
      if let last = runs.last, last.blocks.upperBound == place, last.seesGates == seesGates {
        runs[runs.count - 1].blocks = last.blocks.lowerBound..<place + 1
      } else {
        runs.append((place..<place + 1, seesGates))
      }
    }
    return runs.map {
      PreActivationProduct(
        configuration, layer: layer, blocks: $0.blocks, seesGates: $0.seesGates, kernels: kernels)
    }
  }

  /// Packs the weights of these row groups.
  func pack(_ parameters: UnsafePointer<Float>, _ layout: ParameterLayout, layer: Int) {
    let (m, n, row) = (inputWidth, hidden, blocks.lowerBound * hidden)
    let bias = parameters + layout.bias(layer: layer).range.lowerBound + row
    let inputs = ckernels_weights(
      values: parameters + layout.inputWeights(layer: layer).range.lowerBound + row * m, count: m,
      term_stride: 1, column_stride: m)
    let states = ckernels_weights(
      values: parameters + layout.recurrentWeights(layer: layer).range.lowerBound + row * n, count: n,
      term_stride: 1, column_stride: n)
    guard seesGates, let block = layout.gateWeights(layer: layer) else {
      product.pack(bias: bias, inputs, states)
      return
    }
    // The candidate, which sees no gates, has no rows in R.
    let first = blocks.lowerBound > GateBlock.candidate.rawValue ? blocks.lowerBound - 1 : blocks.lowerBound
    func gate(_ seen: Int) -> ckernels_weights {
      ckernels_weights(
        values: parameters + block.range.lowerBound + first * n * 3 * n + seen * n, count: n, term_stride: 1,
        column_stride: 3 * n)
    }
    product.pack(bias: bias, inputs, states, gate(0), gate(1), gate(2))
  }

  /// Begins the chains of some steps, whose inputs these are, in the tape: all that needs no state.
  func begin(_ inputs: UnsafePointer<Float>, _ tape: VectorTape, steps: Range<Int>, rows: Int) {
    var operands = product.operands
    operands.from(0, inputs)
    place(&operands, tape, step: steps.lowerBound)
    product.begin(operands, rows: steps.count * rows)
  }

  /// Ends the chains of a step that have begun.
  func finish(_ states: UnsafePointer<Float>, _ tape: VectorTape, step: Int, rows: Int) {
    var operands = product.operands
    see(&operands, states, tape, step: step)
    place(&operands, tape, step: step)
    product.finish(operands, rows: rows)
  }

  /// Writes the pre-activations of a step into the tape.
  func run(
    _ inputs: UnsafePointer<Float>, _ states: UnsafePointer<Float>, _ tape: VectorTape, step: Int,
    rows: Int
  ) {
    var operands = product.operands
    operands.from(0, inputs)
    see(&operands, states, tape, step: step)
    place(&operands, tape, step: step)
    product.run(operands, rows: rows)
  }

  @inline(__always)
  private func see(
    _ operands: inout ProductOperands, _ states: UnsafePointer<Float>, _ tape: VectorTape, step: Int
  ) {
    operands.from(1, states)
    guard seesGates else { return }
    for gate in 0..<3 { operands.from(2 + gate, tape.values(.gate, gate, step: step - 1)) }
  }

  @inline(__always)
  private func place(_ operands: inout ProductOperands, _ tape: VectorTape, step: Int) {
    for block in blocks {
      operands.into(block - blocks.lowerBound, tape.preActivations(block, step: step))
    }
  }
}

extension LSTMVariant {
  /// Whether the variant computes the pre-activations of a row group.
  func has(_ block: GateBlock) -> Bool {
    switch block {
    case .input: origin(of: .input) == .policy
    case .forget: origin(of: .forget) == .policy
    case .candidate: true
    case .output: origin(of: .output) == .policy
    }
  }
}
