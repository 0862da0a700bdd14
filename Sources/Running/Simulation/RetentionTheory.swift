import Statistics

/// The expected share of what the cell held at first that is still kept, step by step: E[Π r] of every unit.
///
/// The retention r is the forget gate f, or 1 − f where an open gate erases. With draws of their own for each step
/// E[Π r] = Π E[r]. With one draw u for the whole sequence a gate that is 0 or 1 keeps a unit while u < p at every step, so
/// that the smallest p decides: min p, or 1 − max p where an open gate erases. There is no other closed form.
struct RetentionTheory {
  private let erases: Bool
  private let isShared: Bool
  private var extremes: [Double]
  /// E[Π r] of every unit so far.
  private(set) var kept: [Double]

  init(units: Int, erases: Bool, isShared: Bool) {
    self.erases = erases
    self.isShared = isShared
    extremes = Array(repeating: erases ? 0 : 1, count: units)
    kept = Array(repeating: 1, count: units)
  }

  /// Goes one step further with the forget gate's means.
  mutating func advance(means: [Double]) {
    for (unit, mean) in means.enumerated() {
      guard isShared else {
        kept[unit] *= erases ? 1 - mean : mean
        continue
      }
      extremes[unit] = erases ? max(extremes[unit], mean) : min(extremes[unit], mean)
      kept[unit] = erases ? 1 - extremes[unit] : extremes[unit]
    }
  }
}
