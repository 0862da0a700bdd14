import Catalog
import Estimation
import Planning
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences

/// Makes the certificate of one cell: the exact gradient, then estimates one by one.
struct Certifier {
  private let study: CertifyStudy
  private let context: RunContext
  private let engine: ReferenceEngine
  private let batch: TaskBatch

  /// - Parameters:
  ///   - study: what is certified.
  ///   - context: the run.
  init(_ study: CertifyStudy, _ context: RunContext) {
    self.study = study
    self.context = context
    let task = context.task
    engine = ReferenceEngine(context.cell.configuration)
    engine.parameters = study.parameters(of: context.cell)
    var batch = context.cell.emptyBatch
    task.load(&batch, .train, examples: Array(0..<study.examples))
    self.batch = batch
  }

  /// The certificate.
  ///
  /// - Throws: `CancellationError` between two estimates.
  func certify() throws -> Certificate {
    let cell = context.cell
    let gates = cell.gates.assignment(update: 0, epoch: 0)
    let references = study.reference.gates(gates, cell.configuration)
    let problem = ExactProblem(
      batch, gates: references, loss: cell.minimizedLoss, penalty: study.penalty, nodes: study.nodes)
    let exact = try ExactGradients.shared.gradient(of: cell) {
      try ExactGradient(engine, problem, study.reference.method(problem, cell.configuration)) {
        context.didPass(.once, 0)
        try Task.checkCancellation()
      }
    }
    let field = cell.noiseField(.trainingNoise, replicate: 0)
    var sampler = GradientSampler(
      cell.gates.gradient.value, engine, batch, gates: gates, loss: cell.minimizedLoss,
      penalty: study.penalty,
      field: field)
    context.didPass(.once, 0)
    for sample in 1...study.samples {
      sampler.sample()
      context.didPass(.differentiated, study.examples)
      try Task.checkCancellation()
      if sample % CertifyStudy.chunk == 0 || sample == study.samples { context.didAdvance() }
    }
    let certificate = sampler.certificate(exact)
    if let text = QuadratureCheck.warning(certificate, exact, nodes: study.nodes) { context.warn(text) }
    return certificate
  }
}
