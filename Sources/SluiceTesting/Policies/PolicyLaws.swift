import Gating

/// The laws of gate policies.
enum PolicyLaws {
  static let list = LawList<any GatePolicy>(
    family: "gate policies",
    laws: [
      Law("draws", declaredDraws),
      Law("range", both(range, range)),
      Law("nan", both(notANumber, notANumber)),
      Law("infinity", both(infinity, infinity)),
      Law("monotone in z", both(monotoneInPreActivation, monotoneInPreActivation)),
      Law("monotone in u", monotoneInDraw),
      Law("slices", both(slices, slices)),
      Law("slope", slope),
      Law("precisions", precisions),
      Law("mean", mean),
      Law("variance", variance),
      Law("discontinuities", discontinuities),
      Law("penalty", penalty),
      Law("batches") { EngineLaws.batches(.init(policy: $0), &$1) },
      Law("kernels and threads") { EngineLaws.kernelsAndThreads(.init(policy: $0), &$1) },
    ])

  typealias Check = @Sendable (any GatePolicy, inout Findings) -> Void

  /// The same law in both precisions.
  private static func both(
    _ single: @escaping @Sendable (Float.Type, any GatePolicy, inout Findings) -> Void,
    _ double: @escaping @Sendable (Double.Type, any GatePolicy, inout Findings) -> Void
  ) -> Check {
    { policy, findings in
      guard (0...2).contains(policy.drawsPerUnit) else { return }
      single(Float.self, policy, &findings)
      double(Double.self, policy, &findings)
    }
  }

  /// The evaluation modes without draws.
  static let modes = EvaluationMode.allCases.filter { !$0.isSampled }

  /// `Float` or `Double`, and the arguments of one element.
  static func place<Scalar: GateScalar>(
    _: Scalar.Type, _ z: Scalar, _ u: (first: Float, second: Float)? = nil
  )
    -> String
  {
    "\(Scalar.self), z = \(z)" + (u.map { ", u = \($0.first), \($0.second)" } ?? "")
  }
}
