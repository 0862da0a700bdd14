import Catalog
import Gating

/// A gate that follows a policy once and then what is linear around it: g + s·(z − z₀), s being the slope that the backward rule
/// left.
///
/// The differences of a network of such gates are what its way back must give, whatever the policy and the rule, for hard gates
/// and at kinks too. Made for one pass of the reference engine, which reads its gates in the same order every time.
final class LinearizedGate: GatePolicy, @unchecked Sendable {
  static let description = KindDescription("linearized", summary: "A gate that is linear around what it was.")

  /// z₀, g and s of every slice of the pass, in order.
  final class Record {
    fileprivate var slices: [(z: [Double], gates: [Double], slopes: [Double])] = []
    fileprivate var next = 0
  }

  private let base: any GatePolicy
  private let rule: any SurrogateGradient
  private let record: Record
  private let follows: Bool

  /// A gate that follows `base` and writes down what it did, or one that is linear around what was written down.
  init(_ base: any GatePolicy, rule: any SurrogateGradient, _ record: Record, follows: Bool) {
    (self.base, self.rule, self.record, self.follows) = (base, rule, record, follows)
  }

  init(_ parameters: Parameters) throws(ParameterError) {
    preconditionFailure("made from another policy, never from settings")
  }

  var drawsPerUnit: Int { base.drawsPerUnit }

  func sample(
    _ z: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) {
    if follows {
      base.sample(z, uniforms: uniforms, gates: &gates, slopes: &slopes, rule: rule, epoch: 2)
      var slice = (z: [Double](), gates: [Double](), slopes: [Double]())
      for e in 0..<z.count {
        slice.z.append(z[e])
        slice.gates.append(gates[e])
        slice.slopes.append(slopes[e])
      }
      return record.slices.append(slice)
    }
    let slice = record.slices[record.next]
    record.next = (record.next + 1) % record.slices.count
    for e in 0..<z.count {
      gates[e] = slice.gates[e] + slice.slopes[e] * (z[e] - slice.z[e])
      slopes[e] = slice.slopes[e]
    }
  }

  func sample(
    _ z: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) { preconditionFailure("for the reference engine") }

  func evaluate(_ z: Span<Float>, gates: inout MutableSpan<Float>) { base.evaluate(z, gates: &gates) }
  func evaluate(_ z: Span<Double>, gates: inout MutableSpan<Double>) { base.evaluate(z, gates: &gates) }
}
