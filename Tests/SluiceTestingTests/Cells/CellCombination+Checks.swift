import CKernels
import Estimation
import Gating
import Recurrence
import Sequences
import SluiceTesting

extension CellCombination {
  /// What is wrong with it, in words; nothing where it keeps all laws.
  ///
  /// Of a rule without samples the way back is held against differences, of an estimator the mean against the exact gradient of a
  /// network whose outcomes are all visited; of both, precisions, kernel paths and batches.
  func faults() -> [String] {
    switch gradientRule {
    case .surrogate(let rule): derivativeFaults(rule) + precisionFaults(rule) + bitFaults(rule)
    case .estimator: estimatorFaults()
    }
  }

  private func problem(units: Int) -> CellProblem {
    var problem = CellProblem(
      kind, units: units, layers: layers, placement: placement, embedding: embedding)
    (problem.sharing, problem.scope) = (sharing, scope)
    return problem
  }

  private func assignment(_ policy: any GatePolicy, _ rule: (any SurrogateGradient)? = nil) -> GateAssignment
  {
    GateAssignment(all: policy, gradient: rule, stateNoise: stateNoise)
  }

  /// Along a direction in each block, the way back against differences of a network whose gates are linear around what they were.
  private func derivativeFaults(_ rule: any SurrogateGradient) -> [String] {
    let record = LinearizedGate.Record()
    let gates = [true, false].map { follows in
      assignment(LinearizedGate(gatePolicy, rule: rule, record, follows: follows))
    }
    return problem(units: 3).derivatives(of: gates[0], at: gates[1])
      .filter { !(abs($0.found - $0.expected) <= 1e-8) }
      .map { "∂ℓ/∂(\($0.name)): found \($0.found), expected \($0.expected)" }
  }

  private func precisionFaults(_ rule: any SurrogateGradient) -> [String] {
    let (problem, gates) = (problem(units: 7), assignment(gatePolicy, rule))
    let (fast, reference) = (problem.fast(gates), problem.reference(gates))
    fast.backward(problem.batch)
    reference.backward(problem.batch)
    // What is left of terms that cancel, such as the embedding's, is as exact as the terms: 1e-6 is 17 roundings of the largest.
    let rounding = 1e-6 * Self.largest(reference.gradient)
    return Self.faults("outputs", fast.outputs, reference.outputs, 1e-5)
      + problem.configuration.layout.blocks.flatMap { block in
        Self.faults(
          block.name, Array(fast.gradient[block.range]), Array(reference.gradient[block.range]), 1e-4,
          rounding: rounding)
      }
  }

  private static func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, $1.magnitude) } }

  private static func faults(
    _ name: String, _ found: [Float], _ expected: [Double], _ tolerance: Double, rounding: Double = 1e-10
  ) -> [String] {
    let scale = largest(expected)
    // Not the largest difference: `max` would pass by NaN.
    let wrong = zip(found, expected).first { single, double in
      !(abs(Double(single) - double) <= tolerance * scale + rounding)
    }
    return wrong.map { ["\(name) in single precision: \($0.0) for \($0.1), of \(scale)"] } ?? []
  }

  /// The same bits on every kernel path, and for a sequence alone as in its batch.
  private func bitFaults(_ rule: any SurrogateGradient) -> [String] {
    let (problem, gates) = (problem(units: 19), assignment(gatePolicy, rule))
    func pass(_ problem: CellProblem) -> (outputs: [UInt32], gradient: [UInt32]) {
      let engine = problem.fast(gates)
      engine.backward(problem.batch)
      return (engine.outputs.map(\.bitPattern), engine.gradient.map(\.bitPattern))
    }
    let whole = pass(problem)
    var faults: [String] = []
    let before = ckernels().pointee.name
    defer { _ = ckernels_select(before) }
    for index in 0..<ckernels_path_count() {
      let name = ckernels_path_name(index)
      guard ckernels_select(name) == CKERNELS_OK else { continue }
      if pass(problem) != whole { faults.append("other bits on \(String(cString: name))") }
    }
    let (count, k) = (problem.batch.count, problem.configuration.outputWidth)
    for b in 0..<count {
      let alone = pass(problem.sequence(b)).outputs
      let together = stride(from: b, to: whole.outputs.count / k, by: count)
        .flatMap { whole.outputs[$0 * k..<($0 + 1) * k] }
      if alone != together { faults.append("other outputs of sequence \(b) alone") }
    }
    return faults
  }

  /// 200 estimates of 32 sequences: no mean is 7 standard errors from the exact derivative.
  ///
  /// A right estimator fails with a chance of 4·10⁻¹¹ for each parameter (Student's t of 199 degrees of freedom), and the whole
  /// product has fewer than 10⁴ of them: 4·10⁻⁷ in all. The seeds are fixed.
  private func estimatorFaults() -> [String] {
    let network = EnumeratedCell(self)
    let certificate = network.certificate(samples: 200)
    let (single, double) = network.bothPrecisions()
    return Self.faults("the estimate", single, double, 1e-4)
      + certificate.rows.dropLast().filter { row in
        !(row.bias.magnitude <= 7 * row.biasStandardError + row.exactError + 1e-12)
      }.map { "\($0.parameter): mean \($0.mean) ± \($0.biasStandardError), exact \($0.exact)" }
  }
}
