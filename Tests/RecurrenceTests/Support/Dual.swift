import Foundation

/// A number and its derivative in one direction: differentiation that never runs backward.
struct Dual {
  var value: Double
  var slope: Double

  init(_ value: Double, slope: Double = 0) {
    self.value = value
    self.slope = slope
  }

  static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, slope: a.slope + b.slope) }
  static func - (a: Dual, b: Dual) -> Dual { Dual(a.value - b.value, slope: a.slope - b.slope) }
  static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
  }
  static func / (a: Dual, b: Dual) -> Dual {
    Dual(a.value / b.value, slope: (a.slope * b.value - a.value * b.slope) / (b.value * b.value))
  }

  static func dot(_ a: [Dual], _ b: [Dual]) -> Dual { zip(a, b).reduce(Dual(0)) { $0 + $1.0 * $1.1 } }

  var exponential: Dual { Dual(exp(value), slope: exp(value) * slope) }
  var logarithm: Dual { Dual(log(value), slope: slope / value) }
  var hyperbolicTangent: Dual { Dual(tanh(value), slope: slope / (cosh(value) * cosh(value))) }
  var magnitude: Dual { value < 0 ? Dual(-value, slope: -slope) : self }
}
