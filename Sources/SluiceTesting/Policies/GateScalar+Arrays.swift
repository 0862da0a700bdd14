package import Gating

/// No gate, probability or slope is ever this: what is left of it was not written.
package let poison = -77.0

/// What a law writes over poison.
private func poisoned<Scalar: GateScalar>(
  _ count: Int, _ law: (inout MutableSpan<Scalar>) -> Void
) -> [Scalar] {
  var values = [Scalar](repeating: Scalar(poison), count: count)
  var span = values.mutableSpan
  law(&span)
  return values
}

/// What a law writes over two slices of poison.
private func poisoned<Scalar: GateScalar>(
  _ count: Int, _ law: (inout MutableSpan<Scalar>, inout MutableSpan<Scalar>) -> Void
) -> ([Scalar], [Scalar]) {
  var slopes: [Scalar] = []
  let values = poisoned(count) { (values: inout MutableSpan<Scalar>) in
    slopes = poisoned(count) { law(&values, &$0) }
  }
  return (values, slopes)
}

/// What the laws are checked with: arrays in, arrays out, every output poisoned beforehand.
extension GateScalar {
  package static func sample(_ policy: any GatePolicy, _ z: [Self], _ u: [Self]) -> (
    gates: [Self], slopes: [Self]
  ) {
    poisoned(z.count) { sample(policy, z.span, uniforms: u.span, gates: &$0, slopes: &$1) }
  }

  package static func sample(
    _ policy: any GatePolicy, _ z: [Self], _ u: [Self], _ rule: any SurrogateGradient, epoch: Int
  ) -> (gates: [Self], slopes: [Self]) {
    poisoned(z.count) {
      policy.sample(z.span, uniforms: u.span, gates: &$0, slopes: &$1, rule: rule, epoch: epoch)
    }
  }

  package static func openProbability(_ policy: any PenalizedGatePolicy, _ z: [Self]) -> (
    p: [Self], slopes: [Self]
  ) {
    poisoned(z.count) { openProbability(policy, z.span, into: &$0, slopes: &$1) }
  }

  package static func evaluate(_ policy: any GatePolicy, _ z: [Self], _ mode: EvaluationMode) -> [Self] {
    poisoned(z.count) { policy.evaluate(z.span, mode: mode, gates: &$0) }
  }

  package static func variance(_ policy: any GatePolicy, _ z: [Self]) -> [Self] {
    poisoned(z.count) { variance(policy, z.span, into: &$0) }
  }

  package static func replace(
    _ rule: any SurrogateGradient, p: [Self], z: [Self], u: [Self], gates: [Self], threshold: Double,
    temperature: Double, epoch: Int
  ) -> [Self] {
    var slopes = p
    var span = slopes.mutableSpan
    replace(
      rule, &span, preActivations: z.span, uniforms: u.span, gates: gates.span, threshold: threshold,
      temperature: temperature, epoch: epoch)
    return slopes
  }
}

/// Whether two values have the same bits, any NaN being like any other.
package func sameBits<Scalar: GateScalar>(_ a: Scalar, _ b: Scalar) -> Bool {
  (a == b && a.sign == b.sign) || (a.isNaN && b.isNaN)
}

/// Whether two slices have the same bits.
package func sameBits<Scalar: GateScalar>(_ a: [Scalar], _ b: [Scalar]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { sameBits($0, $1) }
}
