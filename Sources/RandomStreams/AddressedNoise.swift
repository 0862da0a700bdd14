import CKernels

/// Noise from philox: every draw is computed from its address, in any order and any batch.
struct AddressedNoise {
  private let seed: UInt64
  private let replicate: Int
  private let purpose: StreamPurpose
  private let series: ReplicateSeries
  /// Philox's key of every layer seen so far.
  private var keys: [UInt64] = []

  init(seed: UInt64, replicate: Int, purpose: StreamPurpose, series: ReplicateSeries) {
    self.seed = seed
    self.replicate = replicate
    self.purpose = purpose
    self.series = series
  }

  mutating func begin(_ pass: NoisePass) {
    for layer in keys.count..<max(keys.count, pass.layers) {
      keys.append(
        StreamKey(seed: seed, replicate: replicate, purpose: purpose, layer: layer, series: series).high)
    }
  }

  /// Writes [rows, units] draws, row after row, for some rows of a pass; each copy of its batch has its own time.
  func fill(
    _ uniforms: UnsafeMutableBufferPointer<Float>, rows: Range<Int>, pass: NoisePass, units: Int,
    channel: NoiseChannel, subDraw: Int, layer: Int, step: Int
  ) {
    guard var start = uniforms.baseAddress else { return }
    let key = [UInt32(truncatingIfNeeded: keys[layer]), UInt32(keys[layer] >> 32)]
    let size = pass.sequences.count
    var row = rows.lowerBound
    while row < rows.upperBound {
      let (copy, first) = row.quotientAndRemainder(dividingBy: size)
      let count = min(size - first, rows.upperBound - row)
      let counter = NoiseAddress(
        channel: channel, subDraw: subDraw, unit: 0, step: UInt32(step), sequence: 0,
        time: pass.time &* UInt32(pass.copies) &+ UInt32(copy)
      ).counter
      pass.sequences.withUnsafeBufferPointer { sequences in
        ckernels().pointee.philox_uniform_rows(
          key, [counter.0, counter.1, counter.2, counter.3], sequences.baseAddress! + first, count, units,
          start)
      }
      start += count * units
      row += count
    }
  }
}
