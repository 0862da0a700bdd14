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
    let configuration = cell.configuration
    engine = ReferenceEngine(configuration)
    engine.parameters =
      work.parameters
      ?? cell.network.initialWeights.draw(
        configuration, maximumSteps: task.maximumSteps, seed: cell.seed, replicate: 0
      ).map { Double($0) }
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
    let check = try QuadratureCheck(engine, batch, gates: references, loss: work.loss, nodes: work.nodes) {
      try Task.checkCancellation()
    }
    let exact = try ExactGradient(engine, batch, gates: references, loss: work.loss, nodes: work.nodes) {
      try Task.checkCancellation()
    }
    let field = NoiseField(
      generator: cell.generator, seed: cell.seed, replicate: 0, purpose: .trainingNoise,
      sharing: cell.noise.sharing, scope: cell.noise.scope)
    var sampler = GradientSampler(
      cell.gates.gradient.value, engine, batch, gates: gates, loss: work.loss, field: field)
    for sample in 1...work.samples {
      sampler.sample()
      guard sample % CertificationWork.chunk == 0 || sample == work.samples else { continue }
      didFinishChunk()
      try Task.checkCancellation()
    }
    let certificate = sampler.certificate(exact)
    if let text = check?.warning(certificate) { warn(text) }
    return certificate
  }
}
