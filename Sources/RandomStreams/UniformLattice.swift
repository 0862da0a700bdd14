/// The numbers that uniform draws can be: u = (k + ½)·2⁻²³ for k = 0 … 2²³ − 1.
///
/// They lie inside (0, 1) and are symmetric: 1 − u is on the lattice too, so antithetic pairs are exact. Each
/// has at most 24 significant bits, so Float and Double hold the same number and both engines compare
/// `u < p` on equal terms. P(u < p) differs from p by at most 2⁻²⁴.
public enum UniformLattice {
  /// The number of values.
  public static let count: UInt32 = 1 << 23

  /// The smallest value, 2⁻²⁴.
  public static let smallest: Float = 0x1p-24

  /// The value of a 32-bit word: k is its upper 23 bits.
  public static func value(word: UInt32) -> Float { value(index: word >> 9) }

  /// The value for k < 2²³.
  public static func value(index k: UInt32) -> Float { (Float(k) + 0.5) * 0x1p-23 }
}
