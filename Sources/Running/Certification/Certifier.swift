import Catalog
import Estimation
import Planning
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences

/// Makes the certificate of one cell: the exact gradient, then estimates one by one.
struct Certifier {
  private let cell: CellSpecification
  private let work: CertificationWork
  private let engine: ReferenceEngine
  private let batch: TaskBatch

  /// - Parameters:
  ///   - cell: the cell.
  ///   - work: what it does.
  ///   - task: the instance of replicate 0.
  init(_ cell: CellSpecification, _ work: CertificationWork, task: any SequenceTask) {
    self.cell = cell
    self.work = work
    engine = ReferenceEngine(cell.configuration)
    engine.parameters = work.parameters(of: cell)
    var batch = task.emptyBatch
    task.load(&batch, .train, examples: Array(0..<work.examples))
    self.batch = batch
  }

  /// The certificate.
  ///
  /// - Parameters:
  ///   - didFinishChunk: called after every chunk of estimates.
  ///   - warn: called with what is doubtful about the exact gradient.
  /// - Throws: `CancellationError` between two chunks.
  func certify(didFinishChunk: () -> Void, warn: (String) -> Void) throws -> Certificate {
    let gates = cell.gates.assignment(update: 0, epoch: 0)
    let references = work.reference.gates(gates, cell.configuration)
    let problem = ExactProblem(
      batch, gates: references, loss: work.loss, penalty: work.penalty, nodes: work.nodes)
    let exact = try ExactGradients.shared.gradient(of: cell) {
      try ExactGradient(engine, problem) { try Task.checkCancellation() }
    }
    let field = NoiseField(
      generator: cell.generator, seed: cell.seed, replicate: 0, purpose: .trainingNoise,
      sharing: cell.noise.sharing, scope: cell.noise.scope)
    var sampler = GradientSampler(
      cell.gates.gradient.value, engine, batch, gates: gates, loss: work.loss, penalty: work.penalty,
      field: field)
    for sample in 1...work.samples {
      sampler.sample()
      guard sample % CertificationWork.chunk == 0 || sample == work.samples else { continue }
      didFinishChunk()
      try Task.checkCancellation()
    }
    let certificate = sampler.certificate(exact)
    if let text = QuadratureCheck.warning(certificate, exact, nodes: work.nodes) { warn(text) }
    return certificate
  }
}
