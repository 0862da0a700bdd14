/// Equal slices that lie end to end, read side by side: lane j of element i is element i of slice j.
///
/// A sum that is added in order waits for each of its additions; eight such sums wait together. Every lane goes through
/// its own slice in order, so that what it adds up has the same bits as from a loop over that slice alone. Lanes beyond
/// the last slice repeat it, and are never read.
struct SideBySide {
  /// One element of each slice.
  typealias Vector = SIMD8<Double>

  /// Elements of each slice.
  let count: Int
  /// Slices, from 1 to the lanes of a vector.
  let slices: Int
  private typealias Start = UnsafePointer<Double>
  private let starts: (Start, Start, Start, Start, Start, Start, Start, Start)

  /// Slices in memory.
  ///
  /// - Parameters:
  ///   - first: the start of the first slice.
  ///   - count: elements of each slice.
  ///   - slices: how many there are.
  init(_ first: UnsafePointer<Double>, count: Int, slices: Int) {
    precondition((1...Vector.scalarCount).contains(slices), "a vector has a lane for each slice")
    (self.count, self.slices) = (count, slices)
    func start(_ lane: Int) -> Start { first + min(lane, slices - 1) * count }
    starts = (start(0), start(1), start(2), start(3), start(4), start(5), start(6), start(7))
  }

  /// The element of each slice at a place.
  subscript(index: Int) -> Vector {
    Vector(
      starts.0[index], starts.1[index], starts.2[index], starts.3[index],
      starts.4[index], starts.5[index], starts.6[index], starts.7[index])
  }

  /// The sum of each slice.
  var sums: Vector {
    var sums = Vector.zero
    for index in 0..<count { sums += self[index] }
    return sums
  }

  /// Copies some elements of one slice.
  func copy(_ slice: Int, from index: Int, count: Int, to place: UnsafeMutablePointer<Double>) {
    place.update(from: starts.0 + slice * self.count + index, count: count)
  }

  /// Goes through all slices in groups of as many as there are lanes.
  static func forEachGroup(of values: Span<Double>, slices: Int, _ body: (SideBySide) -> Void) {
    guard values.count > 0 else { return }
    precondition(slices > 0 && values.count.isMultiple(of: slices), "slices are equal")
    let count = values.count / slices
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for first in stride(from: 0, to: slices, by: Vector.scalarCount) {
        body(
          SideBySide(start + first * count, count: count, slices: min(Vector.scalarCount, slices - first)))
      }
    }
  }
}
