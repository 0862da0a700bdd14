import Catalog
import Estimation
import Gating
public import Planning
import RandomStreams
import Recurrence
public import SequenceTasks
import Sequences

extension CertifyStudy {
  /// The most numbers of a batch; every outcome of the gates runs through all of it.
  private static let largestBatch = 2e7

  /// Reads `certify` and what is differentiated.
  public init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _ network: NetworkSpecification) {
    let values = Settings(cell.settings)["certify"]
    let (reference, before) = (values.choice("reference", as: ObjectiveReference.self), cell.errors.count)
    let (nodes, examples) = (values.optionalInteger("nodes"), values.integer("examples"))
    if reference == .own {
      cell.resolve("certify", "nodes", .number(Double(nodes ?? Self.usualNodes)))
    } else if nodes != nil {
      cell.fail("certify.nodes", "is used by the reference own alone: bernoulli visits every outcome")
    }
    if let count = task.count(.train), examples > count {
      cell.fail("certify.examples", "found \(examples); the training split has \(count)")
    }
    let numbers = Double(examples) * Double(task.maximumSteps) * Double(task.inputWidth + task.targetWidth)
    if numbers > Self.largestBatch {
      cell.fail(
        "certify.examples",
        "\(examples) examples of up to \(task.maximumSteps) steps are \(Int64(numbers)) numbers; a certificate takes at most "
          + "\(Int64(Self.largestBatch)): take fewer examples or steps")
    }
    let parameters = cell.givenParameters(task, network, withReadout: true)
    guard cell.errors.count == before else { return nil }
    self.reference = reference
    samples = values.integer("samples")
    self.examples = examples
    self.nodes = nodes ?? Self.usualNodes
    penalty = cell.gatePenalty
    self.parameters = parameters
  }

  /// Finds certificates that cannot be made.
  public func check(_ specification: CellSpecification, _ cell: inout CellBuilder) {
    if specification.configuration.skips {
      cell.fail(
        "network.skip",
        "has no exact gradient to be compared with: an update gate passes its gradient straight through; leave it out"
      )
      return
    }
    cell.checkReference(specification, self, specification.gates.assignment(update: 0, epoch: 0))
  }
}

extension CellBuilder {
  fileprivate mutating func checkReference(
    _ cell: CellSpecification, _ study: CertifyStudy, _ gates: GateAssignment
  ) {
    if cell.noise.sharing != .perStep {
      return fail(
        "noise.sharing", "the exact gradient takes draws for independent; expected per_step")
    }
    if cell.noise.scope != .unit {
      return fail("noise.scope", "the exact gradient takes draws for independent; expected unit")
    }
    let task = cell.task.value.instance(
      dataKey: StreamKey(seed: cell.seed, replicate: 0, purpose: .data))
    var batch = cell.emptyBatch
    task.load(&batch, .train, examples: Array(0..<study.examples))
    let problem = ExactProblem(
      batch, gates: study.reference.gates(gates, cell.configuration), loss: cell.minimizedLoss,
      penalty: study.penalty,
      nodes: study.nodes)
    if study.reference == .exact {
      if let obstacle = problem.closedFormObstacle(cell.configuration) {
        return fail(obstacle.key, "certify.reference: exact is refused here: \(obstacle.reason)")
      }
      return checkSlopes(cell, problem, study.reference)
    }
    let leaves = problem.leafCount(cell.configuration)
    guard leaves <= Double(ExactProblem.limit) else {
      return fail(
        "network.hidden",
        "the exact gradient would visit \(Self.text(leaves)) outcomes; at most \(ExactProblem.limit) are visited: take fewer "
          + "units, layers, steps or examples\(study.reference == .own ? ", or fewer nodes" : ""), or gates that draw nothing"
      )
    }
    if problem.method(cell.configuration) == .slopesChecked { checkSlopes(cell, problem, study.reference) }
    checkThresholds(cell, study, problem)
  }

  /// Slopes that enter the exact gradient must be those of the gates' values.
  private mutating func checkSlopes(
    _ cell: CellSpecification, _ problem: ExactProblem, _ reference: ObjectiveReference
  ) {
    for gate in cell.configuration.policyGates {
      guard let fault = SlopeCheck.fault(of: problem.gates[gate]) else { continue }
      fail(
        "gates.\(gate.name)",
        "the slope at z = \(fault.preActivation)\(fault.uniforms.isEmpty ? "" : ", u = ")\(fault.uniforms.map(\.description).joined(separator: ", ")) "
          + "is \(fault.slope), and differences of the gate's values give \(fault.derivative). "
          + (reference == .exact
            ? "The closed form needs right slopes: mend the policy"
            : "With over \(Int64(ExactProblem.visits)) visits of outcomes the exact gradient needs right slopes: mend the policy, or "
              + "take fewer units, layers, steps or examples"))
    }
  }

  /// The own law of a gate that jumps without a draw has a derivative away from the jump alone.
  private mutating func checkThresholds(
    _ cell: CellSpecification, _ study: CertifyStudy, _ problem: ExactProblem
  ) {
    guard !problem.gates.thresholds(in: cell.configuration).isEmpty else { return }
    let engine = ReferenceEngine(cell.configuration)
    engine.parameters = study.parameters(of: cell)
    guard let near = ThresholdDistance(engine, problem), near.isNear else { return }
    fail(
      "certify.reference",
      "own: a pre-activation of the \(near.gate.name) gate is \(near.distance) from its threshold, where the gate has no "
        + "derivative; at least \(near.smallest) are needed. Take bernoulli, or other weights")
  }

  /// A count as people read it.
  private static func text(_ count: Double) -> String {
    count < 1e15 ? String(Int64(count)) : "over 10¹⁵"
  }
}
