import CKernels

/// One layer of the fast engine: its packed weights, its tape and the gradient that runs back through time.
final class VectorLayer {
  let index: Int
  /// Width m of what comes in, n of the states.
  let inputWidth: Int
  let hidden: Int
  let kernels: UnsafePointer<ckernels_table>
  private let layout: ParameterLayout

  /// z = b + W_x·x + W_h·h.
  var forward: PackedProduct
  /// ∂ℓ/∂h_{t−1} = W_hᵀ·∂ℓ/∂z.
  var backward: PackedProduct
  /// ∂ℓ/∂x = W_xᵀ·∂ℓ/∂z.
  var downward: PackedProduct
  var tape = VectorTape()
  /// ∂ℓ/∂h and ∂ℓ/∂c as they run back, [B, n].
  var hiddenGradient = FloatBuffer()
  var cellGradient = FloatBuffer()
  /// The gradients of sequences that have ended, put aside for the time of a step.
  var held = FloatBuffer()
  /// Draws of each gate at a unit in the last pass.
  var draws = [0, 0, 0]

  init(_ configuration: NetworkConfiguration, index: Int, kernels: UnsafePointer<ckernels_table>) {
    self.kernels = kernels
    self.index = index
    layout = configuration.layout
    inputWidth = configuration.inputWidth(layer: index)
    hidden = configuration.hidden
    forward = PackedProduct(kernels, groups: 4, width: hidden, terms: inputWidth + hidden)
    backward = PackedProduct(kernels, groups: 1, width: hidden, terms: 4 * hidden)
    downward = PackedProduct(kernels, groups: 1, width: inputWidth, terms: 4 * hidden)
  }

  /// What is added to ∂ℓ/∂z, [T][3][B, n]; empty where nothing is.
  private var injected: [[Float]] = []

  /// Adds to ∂ℓ/∂z of a gate on the way back.
  func inject(_ values: [Float], gate: LSTMGate, step: Int) {
    precondition(values.count == tape.stepSize, "an injection of \(values.count) for \(tape.stepSize)")
    if injected.isEmpty { injected = Array(repeating: [], count: 3 * tape.steps) }
    let place = 3 * step + gate.index
    if injected[place].isEmpty {
      injected[place] = values
    } else {
      for e in values.indices { injected[place][e] += values[e] }
    }
  }

  /// Adds what was injected at a step to its ∂ℓ/∂z.
  func addInjected(step: Int) {
    guard !injected.isEmpty else { return }
    for gate in LSTMGate.allCases {
      let slopes = tape.values(.preActivationGradient, gate.block.rawValue, step: step)
      for (e, value) in injected[3 * step + gate.index].enumerated() { slopes[e] += value }
    }
  }

  /// Makes room for a pass.
  func begin(steps: Int, count: Int) {
    injected.removeAll(keepingCapacity: true)
    tape.begin(steps: steps, stepSize: count * hidden)
    hiddenGradient.reserve(count * hidden)
    cellGradient.reserve(count * hidden)
  }

  /// Packs the weights for the way forward.
  func packForward(_ parameters: UnsafePointer<Float>) {
    forward.pack(
      bias: parameters + layout.bias(layer: index).range.lowerBound,
      ckernels_weights(
        values: parameters + layout.inputWeights(layer: index).range.lowerBound, count: inputWidth,
        term_stride: 1, column_stride: inputWidth),
      ckernels_weights(
        values: parameters + layout.recurrentWeights(layer: index).range.lowerBound, count: hidden,
        term_stride: 1, column_stride: hidden))
  }

  /// Packs the weights for the way back, each row group being a segment of the chains.
  func packBackward(_ parameters: UnsafePointer<Float>) {
    func group(_ block: ParameterLayout.Block, _ group: GateBlock) -> ckernels_weights {
      let rows = group.rows(hidden: hidden)
      return ckernels_weights(
        values: parameters + block.range.lowerBound + rows.lowerBound * block.columns, count: hidden,
        term_stride: block.columns, column_stride: 1)
    }
    let recurrent = layout.recurrentWeights(layer: index)
    backward.pack(
      bias: nil, group(recurrent, .input), group(recurrent, .forget), group(recurrent, .candidate),
      group(recurrent, .output))
    guard index > 0 else { return }
    let input = layout.inputWeights(layer: index)
    downward.pack(
      bias: nil, group(input, .input), group(input, .forget), group(input, .candidate), group(input, .output))
  }
}
