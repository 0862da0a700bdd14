/// All noise of one run and purpose: uniforms for a network's gates and masks, by channel, layer and step.
///
/// The field hides the kind of generator (addressed or in sequence), sharing over steps and scope over units.
/// A pass is announced with ``begin(time:steps:layers:units:sequences:)`` and its draws are then read in any
/// order and as often as wanted.
///
/// With philox a draw is a pure function of its ``NoiseAddress``: neither the batch nor the history matters.
/// With GSL's own generators draws depend on the passes begun before.
public final class NoiseField {
  /// The generator the draws come from.
  public let generator: Generator
  /// Whether time steps have their own noise.
  public let sharing: NoiseSharing
  /// Whether the units of a layer have their own noise.
  public let scope: NoiseScope

  private enum Source {
    case addressed(AddressedNoise)
    case sequential(SequentialNoise)
  }

  private var source: Source
  private var pass = NoisePass()
  private var scratch: [Float] = []

  /// The noise of one replicate and purpose (training or evaluation noise).
  ///
  /// The replicate must be below the generator's ``Generator/maximumReplicates``.
  public init(
    generator: Generator, seed: UInt64, replicate: Int, purpose: StreamPurpose, sharing: NoiseSharing,
    scope: NoiseScope
  ) {
    precondition(
      (0..<generator.maximumReplicates).contains(replicate),
      "\(generator.name) has noise for \(generator.maximumReplicates) replicates, found \(replicate)")
    self.generator = generator
    self.sharing = sharing
    self.scope = scope
    source =
      generator.isAddressed
      ? .addressed(AddressedNoise(seed: seed, replicate: replicate, purpose: purpose))
      : .sequential(
        SequentialNoise(generator: generator, seed: seed, replicate: replicate, purpose: purpose))
  }

  /// Goes back to the start, where the field was when it was made; philox fields are always there.
  ///
  /// Every evaluation begins with it, so that curves over updates compare on the same draws with GSL's own
  /// generators too.
  public func restart() {
    if case .sequential(let noise) = source { noise.restart() }
  }

  /// Announces a pass over a batch.
  ///
  /// - Parameters:
  ///   - time: the update in training, the sample in evaluation.
  ///   - steps: time steps of the pass.
  ///   - layers: layers of the network.
  ///   - units: units of every layer, at most ``NoiseAddress/units``.
  ///   - sequences: the global index of the example in each row of the batch.
  public func begin(time: UInt32, steps: Int, layers: Int, units: Int, sequences: [UInt32]) {
    precondition(units <= NoiseAddress.units, "at most 16384 units, found \(units)")
    pass = NoisePass(time: time, steps: steps, layers: layers, units: units, sequences: sequences)
    switch source {
    case .addressed(var noise):
      noise.begin(pass)
      source = .addressed(noise)
    case .sequential(let noise):
      noise.begin(draws: drawnSteps * layers * sequences.count * drawnUnits)
    }
  }

  /// Writes the uniforms of one channel, layer and step: [sequences, units] of the announced pass, row-major.
  public func fill(
    _ uniforms: inout MutableSpan<Float>, channel: NoiseChannel, subDraw: Int = 0, layer: Int, step: Int
  ) {
    uniforms.withUnsafeMutableBufferPointer {
      fill($0, channel: channel, subDraw: subDraw, layer: layer, step: step)
    }
  }

  /// The same numbers in double precision.
  public func fill(
    _ uniforms: inout MutableSpan<Double>, channel: NoiseChannel, subDraw: Int = 0, layer: Int, step: Int
  ) {
    if scratch.count != uniforms.count { scratch = Array(repeating: 0, count: uniforms.count) }
    var single = scratch.mutableSpan
    fill(&single, channel: channel, subDraw: subDraw, layer: layer, step: step)
    for index in uniforms.indices { uniforms[index] = Double(scratch[index]) }
  }

  private var drawnSteps: Int { sharing == .perStep ? pass.steps : min(1, pass.steps) }
  private var drawnUnits: Int { scope == .unit ? pass.units : min(1, pass.units) }

  private func fill(
    _ uniforms: UnsafeMutableBufferPointer<Float>, channel: NoiseChannel, subDraw: Int, layer: Int, step: Int
  ) {
    let rows = pass.sequences.count
    precondition(
      uniforms.count == rows * pass.units, "a fill of \(uniforms.count) for \(rows) × \(pass.units)")
    precondition((0..<pass.layers).contains(layer) && (0..<pass.steps).contains(step), "outside the pass")
    precondition((0..<NoiseChannel.subDraws).contains(subDraw), "sub-draws are 0 … 3, found \(subDraw)")
    let step = sharing == .perStep ? step : 0
    let drawn = UnsafeMutableBufferPointer(rebasing: uniforms[..<(rows * drawnUnits)])
    switch source {
    case .addressed(let noise):
      noise.fill(
        drawn, pass: pass, units: drawnUnits, channel: channel, subDraw: subDraw, layer: layer, step: step)
    case .sequential(let noise):
      noise.fill(
        drawn, offset: (step * pass.layers + layer) * rows * drawnUnits, channel: channel, subDraw: subDraw)
    }
    if drawnUnits < pass.units { spread(uniforms, rows: rows) }
  }

  /// Copies the first `rows` numbers over a row each, from the last row up so that none is lost.
  private func spread(_ uniforms: UnsafeMutableBufferPointer<Float>, rows: Int) {
    for row in stride(from: rows - 1, through: 0, by: -1) {
      let draw = uniforms[row]
      uniforms[(row * pass.units)..<((row + 1) * pass.units)].update(repeating: draw)
    }
  }
}
