import Gating
import Statistics

extension TunedRange {
  /// The number at a place between the ends.
  ///
  /// Of a linear range it is from + u(to − from), of a logarithmic one exp(ln from + u(ln to − ln from)), with Sluice's own exp and ln,
  /// whose bits are the same on every processor; rounded to three significant digits: the shortest decimal that names the Float64, its
  /// third digit up where the fourth is 5 or more. What is then outside is the end that it is beyond. Of whole numbers each is as wide as
  /// the step to the next: ⌊from + u(to + 1 − from)⌋, and with logarithms alike.
  ///
  /// - Parameter u: the place, 0 < u < 1.
  func value(at u: Double) -> Double {
    guard isWhole else {
      let rounded = Double(significant(position(u, to), digits: 3)) ?? from
      return min(max(rounded, from), to)
    }
    return min(max(position(u, to + 1).rounded(.down), from), to)
  }

  private func position(_ u: Double, _ end: Double) -> Double {
    switch scale {
    case .linear: return from + u * (end - from)
    case .log:
      let (low, high) = (Double.value(of: .log, at: from), Double.value(of: .log, at: end))
      return Double.value(of: .exp, at: low + u * (high - low))
    }
  }

  /// The numbers of a grid, each once: the ends as they are, and between them equal steps.
  var grid: [Double] {
    let count = points ?? 2
    var values: [Double] = []
    for index in 0..<count {
      let value: Double
      switch index {
      case 0: value = from
      case count - 1: value = to
      default:
        let place = position(Double(index) / Double(count - 1), to)
        value = isWhole ? place.rounded() : Double(significant(place, digits: 3)) ?? from
      }
      if !values.contains(value) { values.append(value) }
    }
    return values
  }
}
