/// Means over subsets of a sample, and over their complements, with ties against 0 decided beyond rounding.
///
/// Sums come from tables of all subsets of eight elements, added in order, so a subset's sum is one fixed sequence of
/// additions whoever asks. A sum no larger than its rounding slack is exactly 0.
struct SubsetSums {
  /// Number of elements.
  let count: Int
  /// For each group of eight elements, sum and slack of its 256 subsets.
  private let tables: [SIMD2<Double>]

  /// - Parameters:
  ///   - values: the elements.
  ///   - slack: how far rounding may have moved each of them.
  init(_ values: [Double], slack: [Double]) {
    count = values.count
    let groups = (values.count + 7) / 8
    var tables = [SIMD2<Double>](repeating: .zero, count: groups * 256)
    for group in 0..<groups {
      for subset in 1..<256 {
        let element = group * 8 + subset.trailingZeroBitCount
        let added = element < values.count ? SIMD2(values[element], slack[element]) : .zero
        tables[group * 256 + subset] = tables[group * 256 + subset & (subset - 1)] + added
      }
    }
    self.tables = tables
  }

  /// The means of a subset and of its complement, the smaller first; the whole line where either is empty.
  ///
  /// - Parameter subset: bit i of the words, from the lowest bit of the first word, says whether element i belongs;
  ///   bits past the last element are 0.
  func means(_ subset: [UInt32]) -> (low: Double, high: Double) {
    var (inside, outside, members) = (SIMD2<Double>.zero, SIMD2<Double>.zero, 0)
    tables.withUnsafeBufferPointer { tables in
      for group in 0..<tables.count / 256 {
        let chosen = Int(subset[group / 4] >> UInt32(group % 4 * 8) & 255)
        inside += tables[group * 256 + chosen]
        outside += tables[group * 256 + (255 - chosen)]
        members += chosen.nonzeroBitCount
      }
    }
    guard members > 0, members < count else { return (-.infinity, .infinity) }
    let (own, other) = (Self.mean(inside, members), Self.mean(outside, count - members))
    return own < other ? (own, other) : (other, own)
  }

  /// The mean of all elements.
  var mean: Double {
    var total = SIMD2<Double>.zero
    for last in stride(from: 255, to: tables.count, by: 256) { total += tables[last] }
    return Self.mean(total, count)
  }

  private static func mean(_ sum: SIMD2<Double>, _ members: Int) -> Double {
    abs(sum.x) <= sum.y ? 0 : sum.x / Double(members)
  }
}
