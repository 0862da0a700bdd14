/// Whether the number of changes, 01 and 10, is even, which is whether the first and the last bit agree.
///
/// A sequence of one bit has no change and is always even.
public enum EvenPairs: RegularLanguage {
  /// `even_pairs`.
  public static let kind = "even_pairs"
  /// What is asked.
  public static let summary = "Tells whether a sequence of bits changes an even or odd number of times."
  /// The number of changes.
  public static let formula = "Σ (x_t ⊕ x_{t+1}) mod 2 = x_1 ⊕ x_T"
  /// 0 and 1.
  public static let symbols = 2
  /// Even and odd.
  public static let classes = ["even", "odd"]
  /// The start, and 1 + 2·(first bit) + (last bit).
  public static let states = 5

  /// The first bit is kept, the last replaced.
  public static func next(_ state: Int, _ symbol: Int) -> Int {
    1 + 2 * (state == 0 ? symbol : (state - 1) / 2) + symbol
  }

  /// Odd where the bits differ.
  public static func classIndex(of state: Int) -> Int { state == 2 || state == 3 ? 1 : 0 }
}
