import CKernels
import Gating

/// One layer of the fast engine: its packed weights, its tape and the gradient that runs back through time.
final class VectorLayer {
  let index: Int
  /// Width m of what comes in, n of the states.
  let inputWidth: Int
  let hidden: Int
  let kernels: UnsafePointer<ckernels_table>
  let configuration: NetworkConfiguration
  let layout: ParameterLayout
  /// The row groups that have pre-activations, in their order.
  let blocks: [GateBlock]
  /// The same as ranges of neighbors.
  let runs: [Range<Int>]

  /// z = b + W_x·x + W_h·h, and what else gates see.
  let forward: [PreActivationProduct]
  /// ∂ℓ/∂h_{t−1} = W_hᵀ·∂ℓ/∂z.
  let backward: PackedProduct
  /// ∂ℓ/∂x = W_xᵀ·∂ℓ/∂z.
  let downward: PackedProduct
  /// ∂ℓ/∂(gates of the step before) = Rᵀ·∂ℓ/∂z, where gates see gates.
  let gateward: PackedProduct
  /// What the last pass left, and what it is written on.
  private(set) var tape: VectorTape
  private var memory = VectorTapeMemory()
  let stateNoise = VectorStateNoise()
  /// ∂ℓ/∂h and ∂ℓ/∂c as they run back, [B, n].
  var hiddenGradient = FloatBuffer()
  var cellGradient = FloatBuffer()
  /// ∂ℓ/∂(i, f, o) from the step after, [3, B, n], where gates see gates.
  var gateGradient = FloatBuffer()
  /// p_i, p_f and p_o for every sequence, [3, B, n].
  private var peepholes = FloatBuffer()
  /// The gradients of sequences that have ended, put aside for the time of a step.
  var held = FloatBuffer()
  /// What is added to ∂ℓ/∂z.
  var injection = VectorInjection()
  /// Draws of each gate at a unit in the last pass.
  private(set) var draws: InlineArray<3, Int> = [0, 0, 0]
  /// Whether each gate was drawn 0 or 1 in the last pass, an evaluation.
  private(set) var areBinary: InlineArray<3, Bool> = [false, false, false]

  init(_ configuration: NetworkConfiguration, index: Int, kernels: UnsafePointer<ckernels_table>) {
    self.kernels = kernels
    self.index = index
    self.configuration = configuration
    layout = configuration.layout
    inputWidth = configuration.inputWidth(layer: index)
    hidden = configuration.hidden
    blocks = GateBlock.allCases.filter { configuration.variant.has($0) }
    runs = blocks.reduce(into: []) { runs, block in
      if runs.last?.upperBound == block.rawValue {
        runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<block.rawValue + 1
      } else {
        runs.append(block.rawValue..<block.rawValue + 1)
      }
    }
    tape = VectorTape(&memory, steps: 0, count: 0, hidden: hidden)
    forward = PreActivationProduct.all(configuration, layer: index, kernels: kernels)
    let each = Array(repeating: hidden, count: blocks.count)
    backward = PackedProduct(kernels, groups: 1, width: hidden, segments: each)
    downward = PackedProduct(kernels, groups: 1, width: inputWidth, segments: each)
    gateward = PackedProduct(kernels, groups: 3, width: hidden, segments: [hidden, hidden, hidden])
  }

  /// Makes room for a pass over sequences that are split into `parts`.
  func begin(
    steps: Int, count: Int, parts: Int, gates: GateAssignment, masks: [StateMask], mode: PassMode,
    keepsSeen: Bool, keepsDrawn: Bool
  ) {
    let isTraining = if case .training = mode { true } else { false }
    let variant = configuration.variant
    draws = InlineArray { index in
      let gate = LSTMGate.allCases[index]
      return mode.draws && variant.origin(of: gate) == .policy ? gates[gate].drawsPerUnit : 0
    }
    areBinary = InlineArray { index in
      let gate = LSTMGate.allCases[index]
      return mode.draws && !isTraining && variant.origin(of: gate) == .policy && gates[gate].isBernoulli
    }
    let keepsChances = keepsSeen && (0..<3).contains { areBinary[$0] }
    tape = VectorTape(
      &memory, steps: steps, count: count, hidden: hidden, parts: parts, gatesBefore: variant.seesGates,
      keepsSeen: keepsSeen, keepsChances: keepsChances, keepsDrawn: keepsDrawn, comesBack: isTraining)
    injection.begin(steps: steps, stepSize: count * hidden)
    stateNoise.begin(
      masks, isDrawn: mode.draws, keepsNewCells: isTraining && configuration.peepholes, steps: steps,
      count: count, inputs: inputWidth, hidden: hidden)
    hiddenGradient.reserve(count * hidden)
    cellGradient.reserve(count * hidden)
    if variant.seesGates { gateGradient.reserve(3 * count * hidden) }
  }

  /// Makes room for the way back of the last pass.
  func beginReturn() { held.reserve(2 * tape.stepSize) }

  /// Whether a step forward is the plain one of `cell_forward`; the way back may still have injections.
  var isPlain: Bool {
    configuration.variant == .vanilla && !configuration.peepholes && !stateNoise.isThere
  }

  /// Packs the weights for the way forward.
  func packForward(_ parameters: UnsafePointer<Float>) {
    for product in forward { product.pack(parameters, layout, layer: index) }
  }

  /// Writes every peephole weight once for each sequence, so that kernels meet it beside the cell.
  func spreadPeepholes(_ parameters: UnsafePointer<Float>) {
    guard let block = layout.peepholes(layer: index) else { return }
    peepholes.reserve(3 * tape.stepSize)
    for gate in 0..<3 {
      for row in 0..<tape.stepSize / hidden {
        (peepholes.start + gate * tape.stepSize + row * hidden).update(
          from: parameters + block.range.lowerBound + gate * hidden, count: hidden)
      }
    }
  }

  /// The peepholes of a gate, [B, n], where there are any.
  func peepholes(_ gate: LSTMGate) -> UnsafePointer<Float>? {
    configuration.peepholes ? UnsafePointer(peepholes.start + gate.index * tape.stepSize) : nil
  }

  /// Packs the weights for the way back, each row group being a segment of the chains. Peepholes are spread once more, for they may
  /// have changed since the way forward.
  func packBackward(_ parameters: UnsafePointer<Float>) {
    spreadPeepholes(parameters)
    packBack(backward, layout.recurrentWeights(layer: index), parameters)
    if index > 0 || configuration.embedding != nil {
      packBack(downward, layout.inputWeights(layer: index), parameters)
    }
    guard let block = layout.gateWeights(layer: index) else { return }
    let n = hidden
    func gate(_ seeing: Int) -> ckernels_weights {
      ckernels_weights(
        values: parameters + block.range.lowerBound + seeing * n * 3 * n, count: n, term_stride: 3 * n,
        column_stride: 1)
    }
    gateward.pack(bias: nil, gate(0), gate(1), gate(2))
  }

  private func packBack(
    _ product: borrowing PackedProduct, _ block: ParameterLayout.Block, _ parameters: UnsafePointer<Float>
  ) {
    for (segment, group) in blocks.enumerated() {
      let first = block.range.lowerBound + group.rows(hidden: hidden).lowerBound * block.columns
      product.setWeights(
        segment,
        ckernels_weights(
          values: parameters + first, count: hidden, term_stride: block.columns, column_stride: 1))
    }
    product.pack(bias: nil)
  }
}
