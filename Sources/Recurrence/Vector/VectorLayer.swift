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
  let structure: CellStructure
  /// The cell, unless it is the LSTM, which has steps of its own.
  let cell: (any ElementwiseCell)?
  /// Where the way back leaves ∂ℓ/∂z of each block, by the blocks' places.
  let slopePlaces: [SlopePlace]
  /// The places of gates, of blocks that see the input, and of those that see all hidden states; of the blocks that are computed.
  let gates: Range<Int>
  let gateBlocks: [Int]
  let seeingInput: [Int]
  let seeingHidden: [Int]
  /// The blocks whose gradients are summed together: neighbors that see the same.
  let runs: [WeightRun]
  /// Where the parameters of single blocks lie in the flat vector.
  let places: BlockPlaces
  /// The blocks whose units see their own state, with their weights' places in the flat vector.
  let own: [(block: Int, weights: Range<Int>)]

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
  /// The update gate and what it needs; `nil` where every step is taken.
  let skipping: VectorSkipping?
  /// ∂ℓ/∂h and ∂ℓ/∂c as they run back, [B, n].
  var hiddenGradient = FloatBuffer()
  var cellGradient = FloatBuffer()
  /// ∂ℓ/∂(i, f, o) from the step after, [3, B, n], where gates see gates.
  var gateGradient = FloatBuffer()
  /// p_i, p_f and p_o for every sequence, [3, B, n].
  private var peepholes = FloatBuffer()
  /// What units make of their own state, for every sequence, [blocks, B, n].
  private var ownWeights = FloatBuffer()
  /// Of a cell that is not an LSTM: ∂ℓ/∂h_{t−1} that does not come through pre-activations, [B, n].
  var carried = FloatBuffer()
  /// Factors of the noise on what is written, [B, n].
  var factors = FloatBuffer()
  /// The gradients of sequences that have ended, put aside for the time of a step.
  var held = FloatBuffer()
  /// What is added to ∂ℓ/∂z.
  var injection: VectorInjection
  /// Draws of each gate at a unit in the last pass.
  private(set) var draws: InlineArray<3, Int> = [0, 0, 0]
  /// Whether each gate was drawn 0 or 1 in the last pass, an evaluation.
  private(set) var areBinary: InlineArray<3, Bool> = [false, false, false]

  init(
    _ configuration: NetworkConfiguration, index: Int, kernels: UnsafePointer<ckernels_table>,
    update: UpdateGate<Float>?
  ) {
    self.kernels = kernels
    self.index = index
    skipping = update.map { VectorSkipping($0, configuration, layer: index) }
    self.configuration = configuration
    let layout = configuration.layout
    self.layout = layout
    inputWidth = configuration.inputWidth(layer: index)
    hidden = configuration.hidden
    let structure = configuration.structure
    self.structure = structure
    cell = configuration.elementwiseCell
    gates = structure.gates.indices
    gateBlocks = structure.gates.map(\.block.index)
    slopePlaces = structure.blocks.map { SlopePlace($0, in: structure) }
    let computed = configuration.computedBlocks
    let (seeingInput, seeingHidden) = (
      computed.filter(\.seesInput), computed.filter { $0.hidden == .allUnits }
    )
    (self.seeingInput, self.seeingHidden) = (seeingInput.map(\.index), seeingHidden.map(\.index))
    runs = WeightRun.all(configuration, layer: index)
    places = BlockPlaces(configuration, layer: index)
    own = structure.seeingThemselves.compactMap { block in
      layout.ownWeights(of: block, layer: index).map { (block.index, $0) }
    }
    injection = VectorInjection(gates: structure.gates.count)
    tape = VectorTape(&memory, structure, steps: 0, count: 0, hidden: hidden)
    forward = PreActivationProduct.all(configuration, layer: index, kernels: kernels)
    backward = PackedProduct(
      kernels, groups: 1, width: hidden, segments: seeingHidden.map { _ in configuration.hidden })
    downward = PackedProduct(
      kernels, groups: 1, width: inputWidth, segments: seeingInput.map { _ in configuration.hidden })
    gateward = PackedProduct(kernels, groups: 3, width: hidden, segments: [hidden, hidden, hidden])
  }

  /// Makes room for a pass over sequences that are split into `parts`.
  func begin(
    steps: Int, count: Int, parts: Int, gates: GateAssignment, masks: [StateMask], mode: PassMode,
    keepsSeen: Bool, keepsDrawn: Bool
  ) {
    let isTraining = if case .training = mode { true } else { false }
    let variant = configuration.variant
    (draws, areBinary) = ([0, 0, 0], [false, false, false])
    for gate in structure.gates where mode.draws && variant.origin(of: gate) == .policy {
      draws[gate.index] = gates[gate].drawsPerUnit
      areBinary[gate.index] = !isTraining && gates[gate].isBernoulli
    }
    let keepsChances = keepsSeen && (0..<3).contains { areBinary[$0] }
    tape = VectorTape(
      &memory, structure, steps: steps, count: count, hidden: hidden, parts: parts,
      gatesBefore: variant.seesGates, keepsSeen: keepsSeen, keepsChances: keepsChances,
      keepsDrawn: keepsDrawn, comesBack: isTraining)
    injection.begin(steps: steps, stepSize: count * hidden)
    stateNoise.begin(
      masks, isDrawn: mode.draws, keepsNewCells: isTraining && configuration.peepholes, steps: steps,
      count: count, inputs: inputWidth, hidden: hidden)
    let isComputedWhole = keepsSeen || !masks.isEmpty || self.gates.contains { draws[$0] > 0 }
    skipping?.begin(
      steps: steps, count: count, keepsOffers: isTraining, gathers: !isTraining && !isComputedWhole)
    hiddenGradient.reserve(count * hidden)
    cellGradient.reserve(count * hidden)
    if variant.seesGates { gateGradient.reserve(3 * count * hidden) }
    guard cell != nil else { return }
    carried.reserve(count * hidden)
    factors.reserve(count * hidden)
  }

  /// Makes room for the way back of the last pass.
  func beginReturn() { held.reserve(2 * tape.stepSize) }

  /// Whether a step forward is the plain one of `cell_forward`; the way back may still have injections.
  var isPlain: Bool {
    cell == nil && configuration.variant == .vanilla && !configuration.peepholes && !stateNoise.isThere
  }

  /// Packs the weights for the way forward.
  func packForward(_ parameters: UnsafePointer<Float>) {
    for product in forward { product.pack(parameters, layout, layer: index) }
  }

  /// Writes the weights that meet units one by one, peepholes and those for a unit's own state, once for each sequence, so that
  /// kernels meet them beside the states.
  func spreadUnitWeights(_ parameters: UnsafePointer<Float>) {
    if let block = layout.peepholes(layer: index) {
      peepholes.reserve(gates.count * tape.stepSize)
      spread(parameters + block.range.lowerBound, groups: gates.count, into: peepholes.start)
    }
    if let block = layout.ownWeights(layer: index) {
      ownWeights.reserve(own.count * tape.stepSize)
      spread(parameters + block.range.lowerBound, groups: own.count, into: ownWeights.start)
    }
  }

  private func spread(
    _ weights: UnsafePointer<Float>, groups: Int, into spread: UnsafeMutablePointer<Float>
  ) {
    for group in 0..<groups {
      for row in 0..<tape.stepSize / hidden {
        (spread + group * tape.stepSize + row * hidden).update(from: weights + group * hidden, count: hidden)
      }
    }
  }

  /// The peepholes of a gate, [B, n], where there are any.
  func peepholes(_ gate: Int) -> UnsafePointer<Float>? {
    configuration.peepholes ? UnsafePointer(peepholes.start + gate * tape.stepSize) : nil
  }

  /// What the units of the `group`-th of the blocks that see themselves make of their own state, [B, n].
  func ownWeights(_ group: Int) -> UnsafePointer<Float> {
    UnsafePointer(ownWeights.start + group * tape.stepSize)
  }

  /// Packs the weights for the way back, each block being a segment of the chains. The weights of single units are spread once
  /// more, for they may have changed since the way forward.
  func packBackward(_ parameters: UnsafePointer<Float>) {
    spreadUnitWeights(parameters)
    packBack(backward, parameters, places.recurrentWeights, columns: hidden)
    if index > 0 || configuration.embedding != nil {
      packBack(downward, parameters, places.inputWeights, columns: inputWidth)
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
    _ product: borrowing PackedProduct, _ parameters: UnsafePointer<Float>, _ places: [Int], columns: Int
  ) {
    for (segment, place) in places.enumerated() {
      product.setWeights(
        segment,
        ckernels_weights(
          values: parameters + place, count: hidden, term_stride: columns, column_stride: 1))
    }
    product.pack(bias: nil)
  }
}
