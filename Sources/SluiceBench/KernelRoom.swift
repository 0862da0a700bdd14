/// Memory that a kernel works on, filled with numbers that suit it; freed with the room.
final class KernelRoom {
  private var owned: [UnsafeMutableRawPointer] = []

  deinit { for memory in owned { memory.deallocate() } }

  /// Numbers spread evenly over an interval, in a scattered order.
  func floats(_ count: Int, _ interval: ClosedRange<Double> = -1...1) -> UnsafeMutablePointer<Float> {
    filled(count) { Float(Self.value($0, of: count, in: interval)) }
  }

  /// The same in double precision.
  func doubles(_ count: Int, _ interval: ClosedRange<Double> = -1...1) -> UnsafeMutablePointer<Double> {
    filled(count) { Self.value($0, of: count, in: interval) }
  }

  /// Whole numbers from 0.
  func words(_ count: Int) -> UnsafeMutablePointer<UInt32> { filled(count) { UInt32($0) } }

  /// Bytes in a scattered order.
  func bytes(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    filled(count) { UInt8(truncatingIfNeeded: $0 &* 131) }
  }

  /// Values in a row, such as the slices that a kernel takes.
  func list<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> { filled(values.count) { values[$0] } }

  private static func value(_ index: Int, of count: Int, in interval: ClosedRange<Double>) -> Double {
    let share = (Double((index &* 7919) % count) + 0.5) / Double(count)
    return interval.lowerBound + share * (interval.upperBound - interval.lowerBound)
  }

  private func filled<Value>(_ count: Int, _ value: (Int) -> Value) -> UnsafeMutablePointer<Value> {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Value>.stride, alignment: 64)
    owned.append(memory)
    let values = memory.bindMemory(to: Value.self, capacity: max(1, count))
    for index in 0..<count { (values + index).initialize(to: value(index)) }
    return values
  }
}
