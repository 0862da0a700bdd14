/// Memory for intermediate values that grows to what is needed and is then kept, so that nothing is allocated over and over.
///
/// One owner uses it at a time, and for one purpose: the next call overwrites what the last one was given.
final class ScratchBuffer<Scalar: BinaryFloatingPoint> {
  private var memory = UnsafeMutableBufferPointer<Scalar>.allocate(capacity: 0)

  deinit { memory.deallocate() }

  /// Room for so many values, of which nothing is promised.
  func values(_ count: Int) -> UnsafeMutableBufferPointer<Scalar> {
    if memory.count < count {
      memory.deallocate()
      memory = .allocate(capacity: count)
      memory.initialize(repeating: 0)
    }
    return UnsafeMutableBufferPointer(rebasing: memory[..<count])
  }
}
