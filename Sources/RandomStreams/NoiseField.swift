/// All noise of one run and purpose: uniforms for a network's gates and masks, by channel, layer and step.
///
/// The field hides the kind of generator (addressed or in sequence), sharing over steps and scope over units. A pass is
/// announced with ``begin(time:steps:layers:units:inputs:sequences:copies:)`` and its draws are then read in any order,
/// any number of times.
///
/// With philox a draw is a pure function of its ``NoiseAddress``: neither the batch nor the history matters.
/// With GSL's own generators draws depend on the passes begun before. Between two passes begun, several threads may ask
/// for single precision.
public final class NoiseField {
  /// The generator the draws come from.
  public let generator: Generator
  /// Whether time steps have their own noise.
  public let sharing: NoiseSharing
  /// Whether the units of a layer have their own noise.
  public let scope: NoiseScope

  enum Source {
    case addressed(AddressedNoise)
    case sequential(SequentialNoise)
  }

  private(set) var source: Source
  private var pass = NoisePass()
  private var scratch: [Float] = []

  /// The noise of one replicate and purpose (training or evaluation noise).
  ///
  /// The replicate must be below the generator's ``Generator/maximumReplicates``; only philox4x32-10 has other series of replicates
  /// than those of a comparison.
  public init(
    generator: Generator, seed: UInt64, replicate: Int, purpose: StreamPurpose, sharing: NoiseSharing,
    scope: NoiseScope, series: ReplicateSeries = .comparison
  ) {
    precondition(
      series == .comparison || generator.isAddressed, "\(generator.name) has one series of replicates")
    precondition(
      (0..<generator.maximumReplicates).contains(replicate),
      "\(generator.name) has noise for \(generator.maximumReplicates) replicates, found \(replicate)")
    self.generator = generator
    self.sharing = sharing
    self.scope = scope
    source =
      generator.isAddressed
      ? .addressed(AddressedNoise(seed: seed, replicate: replicate, purpose: purpose, series: series))
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
  ///   - inputs: the network's input width. GSL's own generators set that many draws aside for a mask on inputs; where
  ///     it is below `units`, as many as there are units.
  ///   - sequences: the global index of the example in each row of the batch.
  ///   - copies: how many copies of the batch the pass has, with independent draws: copy k has the time time·copies + k.
  public func begin(
    time: UInt32, steps: Int, layers: Int, units: Int, inputs: Int = 0, sequences: [UInt32], copies: Int = 1
  ) {
    precondition(
      max(units, inputs) <= NoiseAddress.units, "at most 16384 units, found \(max(units, inputs))")
    // Copied into memory kept from pass to pass: the caller could not fill an array it shares without a new one.
    var kept: [UInt32] = []
    swap(&kept, &pass.sequences)
    kept.removeAll(keepingCapacity: true)
    kept.append(contentsOf: sequences)
    pass = NoisePass(
      time: time, steps: steps, layers: layers, units: units, inputs: max(units, inputs), sequences: kept,
      copies: copies)
    switch source {
    case .addressed(var noise):
      noise.begin(pass)
      source = .addressed(noise)
    case .sequential(let noise):
      noise.begin { channel in
        let steps = sharing == .perStep ? pass.steps : min(1, pass.steps)
        return steps * layers * pass.rows * drawnUnits(pass.width(of: channel))
      }
    }
  }

  /// The sequences of the announced pass, all copies together.
  public var rows: Int { pass.rows }

  private func drawnUnits(_ width: Int) -> Int { scope == .unit ? width : min(1, width) }

  /// Writes the uniforms of a place for some rows of the announced pass, row-major: [rows, units] for gates, cells and
  /// hidden states, rows of any width for inputs and whole steps.
  private func fill(
    _ uniforms: UnsafeMutableBufferPointer<Float>, at place: NoisePlace, rows: Range<Int>
  ) {
    let (reserved, width) = (pass.width(of: place.channel), uniforms.count / max(rows.count, 1))
    precondition(
      uniforms.count == rows.count * width
        && (place.channel.hasAnyWidth || rows.isEmpty || width == reserved),
      "a fill of \(uniforms.count) for \(rows.count) × \(reserved)")
    precondition(
      (0..<pass.layers).contains(place.layer) && (0..<pass.steps).contains(place.step)
        && rows.upperBound <= pass.rows, "outside the pass")
    let step = sharing == .perStep ? place.step : 0
    let drawn = UnsafeMutableBufferPointer(rebasing: uniforms[..<(rows.count * drawnUnits(width))])
    precondition(width <= NoiseAddress.units, "at most 16384 draws in a row, found \(width)")
    switch source {
    case .addressed(let noise):
      noise.fill(
        drawn, rows: rows, pass: pass, units: drawnUnits(width), channel: place.channel,
        subDraw: place.subDraw, layer: place.layer, step: step)
    case .sequential(let noise):
      precondition(width <= reserved, "a mask of width \(width) where \(reserved) draws are set aside")
      let first = (step * pass.layers + place.layer) * pass.rows * drawnUnits(reserved)
      noise.fill(
        drawn, offset: first + rows.lowerBound * drawnUnits(width), channel: place.channel,
        subDraw: place.subDraw)
    }
    if drawnUnits(width) < width { spread(uniforms, rows: rows.count, width: width) }
  }

  /// Copies the first `rows` numbers over a row each, from the last row up so that none is lost.
  private func spread(_ uniforms: UnsafeMutableBufferPointer<Float>, rows: Int, width: Int) {
    for row in stride(from: rows - 1, through: 0, by: -1) {
      let draw = uniforms[row]
      uniforms[(row * width)..<((row + 1) * width)].update(repeating: draw)
    }
  }
}

extension NoiseField: DivisibleNoise {
  /// Writes the uniforms of a place; what the gate sees does not matter.
  public func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    fill(&uniforms, at: place, rows: 0..<pass.rows)
  }

  /// Writes the uniforms of a place for some rows.
  public func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, rows: Range<Int>) {
    uniforms.withUnsafeMutableBufferPointer { fill($0, at: place, rows: rows) }
  }

  /// The same numbers in double precision.
  public func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>)
  {
    if scratch.count != uniforms.count { scratch = Array(repeating: 0, count: uniforms.count) }
    scratch.withUnsafeMutableBufferPointer { fill($0, at: place, rows: 0..<pass.rows) }
    for index in uniforms.indices { uniforms[index] = Double(scratch[index]) }
  }
}
