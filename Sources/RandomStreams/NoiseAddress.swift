/// Where in philox's counter space one noise draw lies: the layout that shards, resumes and readers rely on.
///
/// A draw is a pure function of (root seed, replicate, purpose, layer) through the key, and of (channel,
/// sub-draw, unit, step, sequence, time) through the counter:
///
/// | part | bits | holds |
/// |---|---|---|
/// | key words 0, 1 | 32 + 32 | low and high half of ``StreamKey/high`` of (seed, replicate, purpose, layer) |
/// | counter word 0 | 0 … 11 | unit / 4 |
/// | | 12 … 13 | sub-draw, 0 … 3 |
/// | | 14 … 16 | channel, 0 … 6 |
/// | | 17 … 31 | 0 |
/// | counter word 1 | 0 … 31 | time step, from 0 |
/// | counter word 2 | 0 … 31 | sequence: the example's global index, never its row in a batch |
/// | counter word 3 | 0 … 31 | time: the update (training) or the sample (evaluation), from 0 |
/// | word of the block | 0 … 3 | unit mod 4 |
///
/// The draw is then ``UniformLattice/value(word:)`` of that word of the block. Noise shared over a sequence has
/// step 0, noise shared over a layer has unit 0. Every field but the zeros is injective, so different
/// addresses under one key never meet.
public struct NoiseAddress: Sendable, Hashable {
  /// Units of one layer that have addresses.
  public static let units = 16_384
  /// Time steps that have addresses, and as many sequences and times.
  public static let counters = 1 << 32

  /// What the draw is for.
  public let channel: NoiseChannel
  /// Which of the unit's draws from the channel, 0 … 3.
  public let subDraw: Int
  /// The unit within its layer, below ``units``.
  public let unit: Int
  /// The time step.
  public let step: UInt32
  /// The example's global index.
  public let sequence: UInt32
  /// The update in training, the sample in evaluation.
  public let time: UInt32

  /// An address; fields out of range are a programming error.
  public init(
    channel: NoiseChannel, subDraw: Int = 0, unit: Int, step: UInt32, sequence: UInt32, time: UInt32
  ) {
    precondition((0..<NoiseChannel.subDraws).contains(subDraw), "sub-draws are 0 … 3, found \(subDraw)")
    precondition((0..<Self.units).contains(unit), "units are 0 … 16383, found \(unit)")
    self.channel = channel
    self.subDraw = subDraw
    self.unit = unit
    self.step = step
    self.sequence = sequence
    self.time = time
  }

  /// The four counter words of the block.
  public var counter: (UInt32, UInt32, UInt32, UInt32) {
    ((channel.rawValue << 2 | UInt32(subDraw)) << 12 | UInt32(unit) >> 2, step, sequence, time)
  }

  /// The word within the block.
  public var word: Int { unit & 3 }

  /// The draw at this address under a key, read through the generator's own sequence of words.
  public func uniform(_ key: StreamKey) -> Float {
    var stream = RandomStream(key, counter: counter)
    for _ in 0..<word { _ = stream.nextWord() }
    return stream.nextUniform()
  }
}
