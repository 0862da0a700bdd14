/// Where a walk on a circle of five places ends: stay, a step on, a step back.
public enum CycleNavigation: RegularLanguage {
  /// `cycle_navigation`.
  public static let kind = "cycle_navigation"
  /// What is asked.
  public static let summary = "Tells where a walk on a circle of five places ends."
  /// The sum of the moves.
  public static let formula = "Σ (x_t − 1) mod 5"
  /// A step back, stay, a step on.
  public static let symbols = 3
  /// The places, from where the walk begins.
  public static let classes = (0..<states).map { String($0) }
  /// The places.
  public static let states = 5

  /// The place after a move.
  public static func next(_ state: Int, _ symbol: Int) -> Int { (state + symbol + states - 1) % states }

  /// The place itself.
  public static func classIndex(of state: Int) -> Int { state }
}
