import CKernels
import Gating
public import RandomStreams
public import Sequences

extension VectorEngine {
  /// Runs the batch through all layers and the read-out.
  public func forward(
    _ batch: TaskBatch, gates: GateAssignment, mode: PassMode, noise: (any NoiseSource)?,
    initial: InitialState?
  ) {
    batch.checkInputs(configuration)
    let states = configuration.layers * batch.count * configuration.hidden
    precondition(initial == nil || initial?.hidden.count == states, "initial states of another shape")
    (count, steps) = (batch.count, batch.steps)
    hasSlopes = if case .training = mode { true } else { false }
    hasGradients = false
    batchLoss.forget()
    packForward()
    let masks = gates.stateMasks(of: configuration.structure)
    let noise = PassNoise(mode.draws ? noise : nil, rows: count)
    let parts = noise.isDivisible ? team.parts(of: count, atLeast: Self.fewestRows) : 1
    for layer in layers {
      layer.begin(
        steps: steps, count: count, parts: parts, gates: gates, masks: masks, mode: mode,
        keepsSeen: keepsGateInputs,
        keepsDrawn: keepsGateInputs && keepsUniforms)
      layer.skipping?.gate.begin(
        steps: steps, count: count,
        parameters: layout.skipParameters(layer: layer.index).map { parameters[$0] } ?? [], draws: mode.draws)
      if configuration.peepholes || !layer.own.isEmpty {
        parameters.withUnsafeBufferPointer { layer.spreadUnitWeights($0.baseAddress!) }
      }
      start(layer, initial)
    }
    withInputs(batch) { inputs in
      team.split(count, parts: parts) { rows in
        embed(batch, rows)
        for layer in layers {
          let pass = VectorLayerPass(
            layer: layer, gates: gates, mode: mode, noise: noise, lengths: batch.lengths, rows: rows)
          pass.run(
            layer.index == 0 ? inputs : UnsafePointer(layers[layer.index - 1].tape.values(.hidden, step: 1)))
        }
      }
    }
    readOut()
  }

  /// Calls `body` with what layer 0 reads, [T, B, m]: the batch's numbers, or with an embedding the place of ``embed(_:_:)``.
  func withInputs(_ batch: TaskBatch, _ body: (UnsafePointer<Float>) -> Void) {
    if let embedding { return body(embedding.begin(batch)) }
    batch.inputs.withUnsafeBufferPointer { inputs in
      guard let inputs = inputs.baseAddress else { return }
      body(inputs)
    }
  }

  /// Looks up what layer 0 reads of some of the sequences.
  private func embed(_ batch: TaskBatch, _ rows: Range<Int>) {
    guard let embedding, let table = layout.embedding else { return }
    parameters.withUnsafeBufferPointer { parameters in
      embedding.write(batch, table: parameters.baseAddress! + table.range.lowerBound, rows: rows)
    }
  }

  /// The fewest rows of a product that are worth a thread of their own: below, the weights' way from the cache is what
  /// takes the time, and every thread would go it.
  static let fewestRows = 4

  /// Writes the states before the first step.
  private func start(_ layer: VectorLayer, _ initial: InitialState?) {
    let size = layer.tape.stepSize
    func start(_ slab: VectorTape.Slab, _ values: [Double]?) {
      let place = layer.tape.values(slab, step: 0)
      guard let values else { return place.update(repeating: 0, count: size) }
      for e in 0..<size { place[e] = Float(values[layer.index * size + e]) }
    }
    start(.hidden, initial?.hidden)
    if layer.structure.hasCell { start(.cell, initial?.cell) }
  }

  /// The hidden states that the read-out sees, [rows, n].
  var readHidden: UnsafePointer<Float> {
    let last = configuration.placement == .last ? steps : 1
    return UnsafePointer(layers[configuration.layers - 1].tape.values(.hidden, step: last))
  }

  /// Rows of outputs.
  var outputRows: Int { configuration.placement == .last ? count : steps * count }

  private func readOut() {
    let values = outputRows * configuration.outputWidth
    if outputs.count != values { outputs = Array(repeating: 0, count: values) }
    readout.run(readHidden, rows: outputRows, into: &outputs, team)
  }
}
