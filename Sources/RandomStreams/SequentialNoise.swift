import Synchronization

/// Noise from one of GSL's own generators: a stream for every channel and sub-draw, read in a fixed order.
///
/// A pass takes its draws in the order (time step, layer, sequence, unit), whatever the order in which the
/// network asks for them: the whole pass of a channel is drawn when the channel is first asked for. A pass
/// that leaves a channel unused still counts, and is skipped over when the channel is next used. So a policy
/// with two draws, or one that draws only sometimes, shifts no other draw.
final class SequentialNoise {
  let generator: Generator
  private let seeds: NoiseStreams
  private let replicate: Int
  private let purpose: StreamPurpose
  /// One slot for each (channel, sub-draw).
  var streams: [ChannelStream?]
  /// Held during a fill: the first of several threads draws for all.
  private let lock = Mutex(())
  /// Draws of each channel before the current pass, and in it.
  var before: [Int]
  private(set) var inPass: [Int]

  init(generator: Generator, seed: UInt64, replicate: Int, purpose: StreamPurpose) {
    self.generator = generator
    seeds = NoiseStreams(generator: generator, seed: seed)
    self.replicate = replicate
    self.purpose = purpose
    streams = Array(repeating: nil, count: NoiseChannel.allCases.count * NoiseChannel.subDraws)
    before = NoiseChannel.allCases.map { _ in 0 }
    inPass = before
  }

  /// Announces a pass with as many draws in each channel.
  func begin(draws: (NoiseChannel) -> Int) {
    for (channel, count) in inPass.enumerated() { before[channel] += count }
    inPass = NoiseChannel.allCases.map(draws)
  }

  func restart() {
    before = before.map { _ in 0 }
    inPass = before
    streams = streams.map { _ in nil }
  }

  /// Writes the draws from `offset` on of the current pass.
  func fill(
    _ uniforms: UnsafeMutableBufferPointer<Float>, offset: Int, channel: NoiseChannel, subDraw: Int
  ) {
    let channelIndex = Int(channel.rawValue)
    let slot = channelIndex * NoiseChannel.subDraws + subDraw
    lock.withLock { _ in
      let stream = streams[slot] ?? open(channel, subDraw)
      streams[slot] = stream
      stream.read(uniforms, pass: before[channelIndex], count: inPass[channelIndex], offset: offset)
    }
  }

  private func open(_ channel: NoiseChannel, _ subDraw: Int) -> ChannelStream {
    let seed = seeds.seed(
      replicate: replicate, purpose: purpose, channel: channel, subDraw: subDraw)
    return ChannelStream(RandomStream(generator, seed: UInt64(seed)))
  }
}

/// The stream of one channel and sub-draw, with the draws of the pass it was last asked for.
final class ChannelStream {
  private(set) var stream: RandomStream
  /// Draws taken from the stream so far.
  private(set) var taken: Int
  /// Where in the stream `draws` begins.
  private var start = -1
  private var draws: [Float] = []

  /// A stream of which `taken` draws have been taken.
  init(_ stream: consuming RandomStream, taken: Int = 0) {
    self.stream = stream
    self.taken = taken
  }

  func read(_ uniforms: UnsafeMutableBufferPointer<Float>, pass: Int, count: Int, offset: Int) {
    if start != pass || draws.count != count {
      stream.skip(pass - taken)
      if draws.count != count { draws = Array(repeating: 0, count: count) }
      var span = draws.mutableSpan
      stream.fill(&span)
      start = pass
      taken = pass + count
    }
    draws.withUnsafeBufferPointer {
      _ = uniforms.update(fromContentsOf: $0[offset..<offset + uniforms.count])
    }
  }
}
