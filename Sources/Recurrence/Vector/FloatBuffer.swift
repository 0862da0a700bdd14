/// Memory for Float32 values that keeps its size from pass to pass; what a new buffer holds is undefined.
struct FloatBuffer: ~Copyable {
  /// The first value, at the start of a cache line.
  private(set) var start: UnsafeMutablePointer<Float>
  private(set) var count: Int

  /// An empty buffer.
  init() {
    (start, count) = (Self.allocate(0), 0)
  }

  deinit { start.deallocate() }

  /// Makes room for at least `count` values; what was there is lost where the buffer has to grow.
  mutating func reserve(_ count: Int) {
    guard count > self.count else { return }
    start.deallocate()
    start = Self.allocate(count)
    self.count = count
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
      .bindMemory(to: Float.self, capacity: max(count, 1))
  }
}
