import CKernels
import Testing

/// A function of a slice, its reference, the arguments to try between the special ones, and the stated bound.
struct SliceFunction<Scalar: BinaryFloatingPoint & Sendable, Exact: BinaryFloatingPoint>: Sendable,
  CustomTestStringConvertible
{
  typealias Kernel = (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void
  let testDescription: String
  let kernel: @Sendable (ckernels_table) -> Kernel
  let reference: @Sendable (Exact) -> Exact
  let range: ClosedRange<Double>
  let bound: Double

  init(
    _ name: String, _ kernel: @escaping @Sendable (ckernels_table) -> Kernel,
    _ reference: @escaping @Sendable (Exact) -> Exact, _ range: ClosedRange<Double>, _ bound: Double
  ) {
    (testDescription, self.kernel, self.reference, self.range, self.bound) =
      (name, kernel, reference, range, bound)
  }

  /// The largest error over these arguments is within the bound, and above this share of it: a bound that is far from
  /// what is measured says nothing.
  func expectTheStatedBound(at x: [Scalar], measuring share: Double) {
    var worst = (ulps: 0.0, argument: Scalar(0))
    let y: [Scalar] = written(x.count) { kernel(tables.last!)(x, $0, x.count) }
    for (x, y) in zip(x, y) {
      let error = ulps(y, reference(Exact(x)))
      if !(error <= worst.ulps) { worst = (error, x) }
    }
    #expect(worst.ulps <= bound, "\(testDescription)(\(worst.argument))")
    #expect(worst.ulps > bound * share)
  }

  /// Every path gives the bits of the portable one.
  func expectSameBits(at x: [Scalar]) {
    let expected: [Scalar] = written(x.count) { kernel(portable)(x, $0, x.count) }
    for table in tables.dropFirst() {
      let found: [Scalar] = written(x.count) { kernel(table)(x, $0, x.count) }
      #expect(zip(found, expected).allSatisfy { sameBits($0, $1) }, "\(table.path)")
    }
  }
}

/// Whether two values have the same bits, any NaN being like any other.
func sameBits<Scalar: BinaryFloatingPoint>(_ a: Scalar, _ b: Scalar) -> Bool {
  (a == b && a.sign == b.sign) || (a.isNaN && b.isNaN)
}

/// The error of y in units of the last place of the exact value.
func ulps<Scalar: BinaryFloatingPoint, Exact: BinaryFloatingPoint>(_ y: Scalar, _ exact: Exact) -> Double {
  if y.isNaN || exact.isNaN { return y.isNaN && exact.isNaN ? 0 : .infinity }
  let rounded = Scalar(exact)
  if y.isInfinite || rounded.isInfinite { return y == rounded ? 0 : .infinity }
  if rounded == 0 && y == 0 { return y.sign == rounded.sign ? 0 : .infinity }
  let least = Int(Scalar.leastNormalMagnitude.exponent)
  let exponent = max(exact == 0 ? least : Int(exact.exponent), least) - Scalar.significandBitCount
  return Double(
    abs(Exact(y) - exact) / Exact(sign: .plus, exponent: Exact.Exponent(exponent), significand: 1))
}
