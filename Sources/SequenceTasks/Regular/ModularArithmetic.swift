/// The value modulo 5 of an expression of digits 0 … 4 with +, − and ×, of which × binds first.
///
/// Digits stand at even steps, counted from 0, operators between them; an even length has its last step cut off. The state is
/// (s, t): the sum of the terms that are finished, and the term so far with its sign; the value is s + t.
public enum ModularArithmetic: RegularLanguage {
  /// `modular_arithmetic`.
  public static let kind = "modular_arithmetic"
  /// What is asked.
  public static let summary = "Tells the value modulo 5 of an expression with +, − and ×, without brackets."
  /// The expression.
  public static let formula = "d_1 ∘ d_2 ∘ … mod 5, ∘ of +, −, ×"
  /// The digits, then the operators +, −, ×.
  public static let symbols = modulus + 3
  /// The values.
  public static let classes = (0..<modulus).map { String($0) }
  /// 5·s + (t − 1 mod 5), so that the start, s = 0 and t = 1, is state 0.
  public static let states = modulus * modulus
  private static let modulus = 5

  /// The next lower odd number of steps.
  public static func steps(length: Int) -> Int { length - (length + 1) % 2 }

  /// Digits and operators by turns.
  public static func choices(at step: Int) -> Range<Int> {
    step % 2 == 0 ? 0..<modulus : modulus..<symbols
  }

  /// A digit multiplies the term; + and − finish it and begin the next as 1 or −1.
  public static func next(_ state: Int, _ symbol: Int) -> Int {
    let (sum, term) = (state / modulus, state % modulus + 1)
    return switch symbol - modulus {
    case 0: self.state(sum: sum + term, term: 1)
    case 1: self.state(sum: sum + term, term: -1)
    case 2: state
    default: self.state(sum: sum, term: term * symbol)
    }
  }

  /// The value.
  public static func classIndex(of state: Int) -> Int { (state / modulus + state % modulus + 1) % modulus }

  private static func state(sum: Int, term: Int) -> Int {
    modulus * (sum % modulus) + (term + modulus - 1) % modulus
  }
}
