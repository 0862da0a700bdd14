/// Means over subsets of a sample, and over their complements, with ties against 0 decided beyond rounding.
///
/// Sums come from tables of all subsets of eight elements, added in a fixed order, so a subset's sum has the same bits
/// whoever asks. A sum no larger than its rounding slack is exactly 0.
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

  /// A subset and its complement as far as all groups but the first decide them.
  struct Partial {
    fileprivate var inside = SIMD2<Double>.zero
    fileprivate var outside = SIMD2<Double>.zero
    fileprivate var members = 0
  }

  /// Sums over the groups after the first, the last one first.
  ///
  /// - Parameter subset: bit i of the words, from the lowest bit of the first word, says whether element i belongs;
  ///   bits past the last element are 0.
  func partial(_ subset: [UInt32]) -> Partial {
    var partial = Partial()
    for group in stride(from: tables.count / 256 - 1, to: 0, by: -1) {
      let chosen = Int(subset[group / 4] >> UInt32(group % 4 * 8) & 255)
      partial.inside += tables[group * 256 + chosen]
      partial.outside += tables[group * 256 + (255 - chosen)]
      partial.members += chosen.nonzeroBitCount
    }
    return partial
  }

  /// The means of a subset and of its complement, the smaller first; the whole line where either is empty.
  ///
  /// - Parameters:
  ///   - partial: what the groups after the first contribute.
  ///   - chosen: the bits of the first group.
  func means(_ partial: Partial, _ chosen: Int) -> (low: Double, high: Double) {
    let members = partial.members + chosen.nonzeroBitCount
    guard members > 0, members < count else { return (-.infinity, .infinity) }
    let own = Self.mean(partial.inside + tables[chosen], members)
    let other = Self.mean(partial.outside + tables[255 - chosen], count - members)
    return (min(own, other), max(own, other))
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
