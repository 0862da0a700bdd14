public import Catalog
public import Estimation
public import Planning
public import Recurrence
public import Reports
import SequenceTasks
public import Tables

/// Certification: holding a gradient rule against the exact gradient.
public struct CertifyStudy: SweptStudy {
  /// The word and what it means.
  public static let description = KindDescription(
    "certify", summary: "Holds gradient rules against the exact gradient of a small network.")
  /// A cell is one certificate.
  public static let repeatsRuns = false
  /// The certificate.
  public static let tables = [CertificateRow.table.schema]
  /// It is found before the first estimate is made.
  public static let preparation: String? = "the exact gradient"
  /// Nodes of the quadrature where the file does not say.
  static let usualNodes = 32

  /// Which expected loss is the truth.
  public let reference: ObjectiveReference
  /// Estimates, each with its own noise: those that settle a moving average come first, and estimate i of all has the
  /// training noise of time i.
  public let samples: Int
  /// Training examples in the batch, from the first on.
  public let examples: Int
  /// Nodes of the quadrature in each smooth piece of a continuous draw.
  public let nodes: Int
  /// The charge for open gates that is added to it.
  public let penalty: GatePenalty?
  /// All parameters in the order of `ParameterLayout`; `nil` where they are drawn, as replicate 0 draws them.
  public let parameters: [Double]?

  /// The exact gradient is known in double precision.
  public var precision: Precision? { .float64 }
  /// Signs of progress in a run.
  public var progressUnits: Int { (samples + Self.chunk - 1) / Self.chunk }
  /// The certificate, behind the cell alone.
  public var runTables: [RunTable] { [RunTable(CertificateRow.table, head: .cell)] }
  /// Estimates between two signs of progress.
  static let chunk = 100

  /// The estimates; the exact gradient is left out of the cost.
  public func demand(_ cell: CellSpecification) -> RunDemand {
    let rule = cell.gates.gradient.value
    // The closed form is a pass of the batch; outcomes are visited many at once.
    let exactRows = reference == .exact ? examples : ExactGradient.chunk
    return RunDemand(
      differentiated: Double(examples) * Double(samples),
      passes: [
        EnginePass(
          rows: max(rule.rows(batch: examples), exactRows), .training(epoch: 0),
          keepsGateInputs: true, injects: true)
      ],
      noiseTimes: .init(samples, settling: rule.settling, "estimates", key: "certify.samples"))
  }

  /// Makes the certificate.
  public func run(_ context: RunContext) throws -> RunOutcome {
    let certificate = try Certifier(self, context).certify()
    let rows = CertificateRow.rows(certificate, reference)
    return RunOutcome(
      isDiverged: rows.contains { !$0.exact.isFinite || !$0.mean.isFinite },
      tables: [CertificateRow.table.rows(rows)])
  }

  /// `NAME: 4 cells, each one certificate`.
  public static func heading(of plan: ExperimentPlan) -> String {
    "\(plan.experiment.name): \(PlanSummary.count(plan.cells.count, "cell")), each one certificate"
  }

  /// What a cell is.
  public static func account(of _: ExperimentPlan) -> String {
    "Each cell is one network and one gradient rule, held against the exact gradient."
  }

  /// One line for each certificate.
  public static func report(_ results: StudyResults, statistic: String?) throws -> Report? {
    if let statistic {
      throw UnknownStatistic("there is no score '\(statistic)': certificates have none; leave --metric out")
    }
    return try CertificateReport(results).report
  }

  /// The parameters at which a cell is certified.
  func parameters(of cell: CellSpecification) -> [Double] {
    parameters
      ?? cell.initialParameters(replicate: 0).map { Double($0) }
  }
}
