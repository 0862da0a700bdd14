import RandomStreams

/// Rows with a level of each factor, in which every pair of levels of two factors occurs that can occur at all.
///
/// Greedy: the first pair that is missing gets a row, filled up by the one of some random ways that brings the most other missing
/// pairs. Where none of them is allowed, all ways are tried, so that a pair counts as impossible only where no row has it.
struct CoveringArray {
  /// A level each of two factors, by their places.
  struct Pair: Hashable {
    let first: (factor: Int, level: Int)
    let second: (factor: Int, level: Int)

    static func == (a: Pair, b: Pair) -> Bool { a.first == b.first && a.second == b.second }
    func hash(into hasher: inout Hasher) {
      for number in [first.factor, first.level, second.factor, second.level] { hasher.combine(number) }
    }
  }

  private let levels: [Int]
  private var missing: Set<Pair>

  /// The rows, each with a level of every factor.
  private(set) var rows: [[Int]] = []
  /// The pairs that no allowed row has.
  private(set) var impossible: [Pair] = []

  /// An array for factors of so many levels.
  init(levels: [Int], allows: ([Int]) -> Bool = { _ in true }) {
    self.levels = levels
    let all = Self.pairs(levels)
    var stream = RandomStream(StreamKey(seed: 1, path: [.label("covering array")]))
    missing = Set(all)
    for pair in all where missing.contains(pair) {
      guard let row = row(with: pair, &stream, allows) else {
        impossible.append(pair)
        missing.remove(pair)
        continue
      }
      rows.append(row)
      missing.subtract(Self.pairs(in: row))
    }
  }

  /// All pairs of levels, in order.
  static func pairs(_ levels: [Int]) -> [Pair] {
    var pairs: [Pair] = []
    for a in levels.indices {
      for b in levels.indices.dropFirst(a + 1) {
        for first in 0..<levels[a] {
          for second in 0..<levels[b] { pairs.append(Pair(first: (a, first), second: (b, second))) }
        }
      }
    }
    return pairs
  }

  /// The pairs that a row has.
  static func pairs(in row: [Int]) -> [Pair] {
    row.indices.flatMap { a in
      row.indices.dropFirst(a + 1).map { b in Pair(first: (a, row[a]), second: (b, row[b])) }
    }
  }

  private func row(with pair: Pair, _ stream: inout RandomStream, _ allows: ([Int]) -> Bool) -> [Int]? {
    var best: (row: [Int], covered: Int)?
    for _ in 0..<30 {
      var row = levels.map { min($0 - 1, Int(Double(stream.nextUniform()) * Double($0))) }
      row[pair.first.factor] = pair.first.level
      row[pair.second.factor] = pair.second.level
      guard allows(row) else { continue }
      let covered = Self.pairs(in: row).count { missing.contains($0) }
      if covered > best?.covered ?? 0 { best = (row, covered) }
    }
    return best?.row ?? Self.rows(levels, with: pair).first(where: allows)
  }

  /// All rows with a pair, one after the other.
  private static func rows(_ levels: [Int], with pair: Pair) -> some Sequence<[Int]> {
    let fixed = [pair.first.factor: pair.first.level, pair.second.factor: pair.second.level]
    let radices = levels.indices.map { fixed[$0] == nil ? levels[$0] : 1 }
    return (0..<radices.reduce(1, *)).lazy.map { number in
      var rest = number
      return radices.indices.map { factor in
        defer { rest /= radices[factor] }
        return fixed[factor] ?? rest % radices[factor]
      }
    }
  }
}
