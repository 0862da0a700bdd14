/// Signed ranks of differences, for pairs in which a run diverged.
///
/// Differences are ranked by magnitude from 1, equal magnitudes (beyond rounding) share the mean of their ranks, and each
/// rank takes its difference's sign. A difference of 0 has a rank but no sign, so it contributes 0 (Pratt 1959). An
/// infinite difference, of a pair in which one run diverged, is larger than every finite one; several share their ranks.
///
/// - Parameters:
///   - differences: finite or infinite.
///   - scales: |candidate| + |baseline| of each pair, from which rounding is judged.
package func signedRanks(_ differences: [Double], scales: [Double]) -> [Double] {
  let slack = RoundingSlack.of(scales: scales)
  let size = zip(differences, slack).map { abs($0) <= $1 ? 0 : abs($0) }
  let ascending = size.indices.sorted { (size[$0], $0) < (size[$1], $1) }
  var ranks = [Double](repeating: 0, count: size.count)
  var start = 0
  while start < ascending.count {
    var end = start + 1
    while end < ascending.count, isTie(ascending[end - 1], ascending[end]) { end += 1 }
    // Ranks start+1 … end share their mean, a multiple of ½ and so exact.
    let shared = Double(start + 1 + end) / 2
    for index in ascending[start..<end] where size[index] > 0 {
      ranks[index] = differences[index] < 0 ? -shared : shared
    }
    start = end
  }
  return ranks

  func isTie(_ smaller: Int, _ larger: Int) -> Bool {
    size[smaller] == size[larger]
      || size[smaller] > 0 && size[larger] - size[smaller] <= slack[smaller] + slack[larger]
  }
}
