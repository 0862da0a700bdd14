/// The masks of one step, each [B, width] of what it meets.
struct MaskValues {
  private var values = [[Double]](repeating: [], count: StateMask.Target.allCases.count)

  /// The mask on a target; empty where there is none.
  subscript(target: StateMask.Target) -> [Double] {
    get { values[target.rawValue] }
    set { values[target.rawValue] = newValue }
  }

  /// The factor of a dropout mask at a place; 1 where there is none.
  func factor(_ target: StateMask.Target, _ e: Int) -> Double { Self.factor(values[target.rawValue], e) }

  /// The factor of a dropout mask at a place; 1 where there is none.
  static func factor(_ mask: [Double], _ e: Int) -> Double { mask.isEmpty ? 1 : mask[e] }

  /// `values` under a dropout mask.
  func apply(_ target: StateMask.Target, to values: [Double]) -> [Double] {
    let mask = self[target]
    return mask.isEmpty ? values : zip(values, mask).map { $0 * $1 }
  }

  /// Whether a unit holds its old state in a drawn mask.
  func holds(_ target: StateMask.Target, _ e: Int) -> Bool {
    let mask = values[target.rawValue]
    return !mask.isEmpty && mask[e] == 1
  }

  /// The old state where it is held, else the new one: a select. An expected mask, between 0 and 1, mixes them.
  static func held(_ mask: [Double], _ e: Int, old: Double, new: Double) -> Double {
    guard !mask.isEmpty, mask[e] != 0 else { return new }
    return mask[e] == 1 ? old : mask[e] * old + (1 - mask[e]) * new
  }
}
