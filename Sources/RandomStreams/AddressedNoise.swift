import CStreams

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

  /// Writes [sequences, units] draws, row after row; each row is one run of blocks.
  func fill(
    _ uniforms: UnsafeMutableBufferPointer<Float>, pass: NoisePass, units: Int,
    channel: NoiseChannel, subDraw: Int, layer: Int, step: Int
  ) {
    guard var row = uniforms.baseAddress else { return }
    var counter: [UInt32] = [(channel.rawValue << 2 | UInt32(subDraw)) << 12, UInt32(step), 0, pass.time]
    for sequence in pass.sequences {
      counter[2] = sequence
      cstreams_philox_uniforms(keys[layer], counter, row, units)
      row += units
    }
  }
}
