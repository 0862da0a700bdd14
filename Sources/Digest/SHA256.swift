import CKernels

/// SHA-256 of a stream of bytes (FIPS 180-4).
///
/// It names runs, keys random streams and guards files. It is not meant for secrets: nothing here is
/// constant-time. Whole blocks go to a kernel, which uses the processor's instructions for SHA-256 where there are any
/// and plain C elsewhere: more than 1 GB/s and some 300 MB/s.
public struct SHA256: Sendable {
  private static let block = 64

  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// The bytes that do not fill a block yet; `count` mod 64 of them.
  private var pending = InlineArray<64, UInt8>(repeating: 0)
  private var count: UInt64 = 0

  /// An empty message.
  public init() {}

  /// Appends bytes to the message.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { append($0) }
    if done == nil { Array(bytes).withUnsafeBufferPointer { append($0) } }
  }

  /// Appends one byte.
  @inline(__always)
  public mutating func update(byte: UInt8) {
    pending[held] = byte
    count &+= 1
    if held == 0 { compressPending() }
  }

  /// Appends the eight bytes of a number, most significant first.
  public mutating func update(number: UInt64) {
    for byte in 0..<8 as Range<UInt64> { update(byte: UInt8(truncatingIfNeeded: number >> (56 - 8 * byte))) }
  }

  /// The 32 bytes of the digest of everything appended so far.
  public consuming func finalize() -> [UInt8] {
    let bits = count &* 8
    update(byte: 0x80)
    // The length fills the end of a block.
    if held > Self.block - 8 {
      for place in held..<Self.block { pending[place] = 0 }
      compressPending()
      count = 0
    }
    for place in held..<Self.block - 8 { pending[place] = 0 }
    count = UInt64(Self.block - 8)
    update(number: bits)
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    for byte in 0..<32 {
      digest.append(UInt8(truncatingIfNeeded: state[byte / 4] >> (24 - 8 * UInt32(byte % 4))))
    }
    return digest
  }

  /// The digest of `bytes`.
  public static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  /// The digest of `bytes` as 64 lower-case hexadecimal digits.
  public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    Hexadecimal.text(digest(bytes))
  }

  /// How many bytes of the pending block there are.
  private var held: Int { Int(truncatingIfNeeded: count) & (Self.block - 1) }

  /// Completes the pending block, takes whole blocks straight from `bytes`, and keeps the rest.
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    let lead = held == 0 ? 0 : min(Self.block - held, bytes.count)
    for place in 0..<lead { update(byte: bytes[place]) }
    let blocks = (bytes.count - lead) / Self.block
    if blocks > 0, let start = bytes.baseAddress {
      compress(start + lead, blocks)
      count &+= UInt64(blocks * Self.block)
    }
    for place in lead + blocks * Self.block..<bytes.count { update(byte: bytes[place]) }
  }

  private mutating func compressPending() {
    let block = pending
    block.span.withUnsafeBufferPointer { block in
      if let start = block.baseAddress { compress(start, 1) }
    }
  }

  private mutating func compress(_ blocks: UnsafePointer<UInt8>, _ count: Int) {
    var words = state.mutableSpan
    words.withUnsafeMutableBufferPointer { words in
      if let start = words.baseAddress { ckernels().pointee.sha256_blocks(start, blocks, count) }
    }
  }
}
