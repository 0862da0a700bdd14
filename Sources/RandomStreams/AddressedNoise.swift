import CKernels

/// Noise from philox: every draw is computed from its address, in any order and any batch.
struct AddressedNoise {
  private let seed: UInt64
  private let replicate: Int
  private let purpose: StreamPurpose
  /// Philox's key of every layer seen so far.
  private var keys: [UInt64] = []

  init(seed: UInt64, replicate: Int, purpose: StreamPurpose) {
    self.seed = seed
    self.replicate = replicate
    self.purpose = purpose
  }

  mutating func begin(_ pass: NoisePass) {
    for layer in keys.count..<max(keys.count, pass.layers) {
      keys.append(StreamKey(seed: seed, replicate: replicate, purpose: purpose, layer: layer).high)
    }
  }

  /// Writes [sequences, units] draws, row after row.
  func fill(
    _ uniforms: UnsafeMutableBufferPointer<Float>, pass: NoisePass, units: Int,
    channel: NoiseChannel, subDraw: Int, layer: Int, step: Int
  ) {
    guard let start = uniforms.baseAddress else { return }
    let key = [UInt32(truncatingIfNeeded: keys[layer]), UInt32(keys[layer] >> 32)]
    let first = NoiseAddress(
      channel: channel, subDraw: subDraw, unit: 0, step: UInt32(step), sequence: 0, time: pass.time
    ).counter
    ckernels().pointee.philox_uniform_rows(
      key, [first.0, first.1, first.2, first.3], pass.sequences, pass.sequences.count, units, start)
  }
}
