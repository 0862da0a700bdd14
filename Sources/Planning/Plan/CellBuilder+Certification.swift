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
      loss: loss, parameters: parameters)
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
    if case .train(let work) = cell.work, work.training.gatePenalty != nil,
      cell.gates.gradient.value.surrogate == nil
    {
      return fail(
        "training.gate_penalty",
        "is not part of the losses that \(cell.gates.gradient.kind) looks at, though earlier draws move it; allowed is 0, or a "
          + "surrogate")
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
    if !gates.stateMasks.isEmpty {
      return fail(
        "state_noise", "is not part of the exact gradient, which visits the gates' draws; allowed is none")
    }
    let task = cell.task.value.instance(
      dataKey: StreamKey(seed: cell.seed, replicate: 0, purpose: .data))
    var batch = task.emptyBatch
    task.load(&batch, .train, examples: Array(0..<work.examples))
    let leaves = ExactGradient.leafCount(
      batch, gates: work.reference.gates(gates, cell.configuration), cell.configuration, nodes: work.nodes)
    guard leaves > Double(ExactGradient.limit) else { return }
    fail(
      "network.hidden",
      "the exact gradient would visit \(Self.text(leaves)) outcomes; at most \(ExactGradient.limit) are visited: take fewer "
        + "units, layers, steps or examples\(work.reference == .own ? ", or fewer nodes" : ""), or gates that draw nothing"
    )
  }

  /// A count as people read it.
  private static func text(_ count: Double) -> String {
    count < 1e15 ? String(Int64(count)) : "over 10¹⁵"
  }
}
