import Recurrence

/// The gradient of an ``ExactObjective`` by differences of its values, parameter by parameter.
struct DifferencedGradient {
  /// The value at the parameters themselves.
  let value: ExactObjective.Value
  /// Leaves visited for one value.
  let leaves: Int
  /// ∂E[ℓ]/∂parameters.
  private(set) var differences: [CentralDifference] = []

  /// How much smaller the step is made where the bound is large, and how often.
  private static let refinement = (factor: 0.125, times: 2)
  /// The share of the gradient above which a bound is large.
  private static let large = 1e-7

  /// Visits all leaves ``ExactGradient/valuesPerParameter`` times for each parameter, and once more.
  init<Failure: Error>(
    _ engine: ReferenceEngine, _ problem: ExactProblem, _ willVisit: () throws(Failure) -> Void
  ) throws(Failure) {
    let objective = ExactObjective(problem, engine)
    let parameters = engine.parameters
    defer { engine.parameters = parameters }
    value = try objective.value(willVisit)
    leaves = objective.leaves
    // Errors of single terms add up like a random walk.
    let rounding = 4 * Double.ulpOfOne * value.loss.magnitude * Double(leaves).squareRoot()
    let center = value.loss
    func difference(_ index: Int, _ h: Double) throws(Failure) -> CentralDifference {
      func loss(_ shift: Double) throws(Failure) -> Double {
        engine.parameters = parameters
        engine.parameters[index] += shift
        return try objective.value(willVisit).loss
      }
      var (above, below): ([Double], [Double]) = ([], [])
      for multiple in CentralDifference.multiples {
        above.append(try loss(multiple * h))
        below.append(try loss(-multiple * h))
      }
      return CentralDifference(step: h, center: center, above: above, below: below, rounding: rounding)
    }
    for index in parameters.indices { differences.append(try difference(index, ExactGradient.step)) }
    let norm = differences.reduce(0) { $0 + $1.derivative * $1.derivative }.squareRoot()
    var step = ExactGradient.step
    for _ in 0..<Self.refinement.times {
      step *= Self.refinement.factor
      for index in parameters.indices where differences[index].error > Self.large * norm {
        let finer = try difference(index, step)
        if finer.error < differences[index].error { differences[index] = finer }
      }
    }
  }
}
