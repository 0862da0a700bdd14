/// Whether the number of ones is even: two states.
public enum Parity: RegularLanguage {
  /// `parity`.
  public static let kind = "parity"
  /// What is asked.
  public static let summary = "Tells whether a sequence of bits has an even or odd number of ones."
  /// The sum of the bits.
  public static let formula = "Σ x_t mod 2"
  /// 0 and 1.
  public static let symbols = 2
  /// Even and odd.
  public static let classes = ["even", "odd"]
  /// One for each class.
  public static let states = 2

  /// A one changes the state.
  public static func next(_ state: Int, _ symbol: Int) -> Int { state ^ symbol }

  /// The state itself.
  public static func classIndex(of state: Int) -> Int { state }
}
