import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences

extension CellBuilder {
  mutating func certificationWork(_ task: any SequenceTask, _ network: NetworkSpecification)
    -> CertificationWork?
  {
    let values = Settings(settings)["certify"]
    let loss = loss(task, readout: network.readout)
    let (reference, before) = (values.choice("reference", as: ObjectiveReference.self), errors.count)
    let (nodes, examples) = (values.optionalInteger("nodes"), values.integer("examples"))
    if reference == .own {
      resolve("certify", "nodes", .number(Double(nodes ?? 32)))
    } else if nodes != nil {
      fail("certify.nodes", "is used by the reference own alone: bernoulli visits every outcome")
    }
    if let count = task.count(.train), examples > count {
      fail("certify.examples", "found \(examples); the training split has \(count)")
    }
    let parameters = givenParameters(task, network)
    guard errors.count == before else { return nil }
    return CertificationWork(
      reference: reference, samples: values.integer("samples"), examples: examples, nodes: nodes ?? 32,
      loss: loss, penalty: gatePenalty, parameters: parameters)
  }

  /// Finds gradient rules that would be wrong in this cell, and certificates that cannot be made.
  mutating func checkGradient(_ cell: CellSpecification) {
    let gates = cell.gates.assignment(update: 0, epoch: 0)
    let setting = EstimationSetting(
      cell.configuration, gates: gates, sharing: cell.noise.sharing, scope: cell.noise.scope,
      steps: cell.task.value.maximumSteps)
    if let reason = cell.gates.gradient.value.refusal(setting) {
      fail("training.gradient", "\(cell.gates.gradient.kind) is refused here: \(reason)")
      return
    }
    guard case .certify(let work) = cell.work else { return }
    checkReference(cell, work, gates)
  }

  private mutating func checkReference(
    _ cell: CellSpecification, _ work: CertificationWork, _ gates: GateAssignment
  ) {
    if cell.noise.sharing != .perStep {
      return fail(
        "noise.sharing", "the exact gradient takes draws for independent; allowed is per_step")
    }
    if cell.noise.scope != .unit {
      return fail("noise.scope", "the exact gradient takes draws for independent; allowed is unit")
    }
    let task = cell.task.value.instance(
      dataKey: StreamKey(seed: cell.seed, replicate: 0, purpose: .data))
    var batch = task.emptyBatch
    task.load(&batch, .train, examples: Array(0..<work.examples))
    let problem = ExactProblem(
      batch, gates: work.reference.gates(gates, cell.configuration), loss: work.loss, penalty: work.penalty,
      nodes: work.nodes)
    let leaves = problem.leafCount(cell.configuration)
    guard leaves <= Double(ExactProblem.limit) else {
      return fail(
        "network.hidden",
        "the exact gradient would visit \(Self.text(leaves)) outcomes; at most \(ExactProblem.limit) are visited: take fewer "
          + "units, layers, steps or examples\(work.reference == .own ? ", or fewer nodes" : ""), or gates that draw nothing"
      )
    }
    checkSlopes(cell, problem)
    checkThresholds(cell, work, problem)
  }

  /// Slopes that enter the exact gradient must be those of the gates' values.
  private mutating func checkSlopes(_ cell: CellSpecification, _ problem: ExactProblem) {
    guard problem.method(cell.configuration) == .slopesChecked else { return }
    for gate in cell.configuration.variant.gates {
      guard let fault = SlopeCheck.fault(of: problem.gates[gate]) else { continue }
      fail(
        "gates.\(gate.rawValue)",
        "the slope at z = \(fault.preActivation)\(fault.uniforms.isEmpty ? "" : ", u = ")\(fault.uniforms.map(\.description).joined(separator: ", ")) "
          + "is \(fault.slope), and differences of the gate's values give \(fault.derivative). With over "
          + "\(Int64(ExactProblem.visits)) visits of outcomes the exact gradient needs right slopes: mend the policy, or take "
          + "fewer units, layers, steps or examples")
    }
  }

  /// The own law of a gate that jumps without a draw has a derivative away from the jump alone.
  private mutating func checkThresholds(
    _ cell: CellSpecification, _ work: CertificationWork, _ problem: ExactProblem
  ) {
    guard !problem.gates.thresholds(in: cell.configuration).isEmpty else { return }
    let engine = ReferenceEngine(cell.configuration)
    engine.parameters = work.parameters(of: cell)
    guard let near = ThresholdDistance(engine, problem), near.isNear else { return }
    fail(
      "certify.reference",
      "own: a pre-activation of the \(near.gate.rawValue) gate is \(near.distance) from its threshold, where the gate has no "
        + "derivative; at least \(near.smallest) are needed. Take bernoulli, or other weights")
  }

  /// A count as people read it.
  private static func text(_ count: Double) -> String {
    count < 1e15 ? String(Int64(count)) : "over 10¹⁵"
  }
}
