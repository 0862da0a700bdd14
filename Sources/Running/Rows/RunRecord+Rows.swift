import Tables

extension RunRecord {
  /// Floors, then scores by update, split, mode and metric.
  public var measurements: [Measurement] { rows(of: Measurement.table.schema.name).map { Measurement($0) } }

  /// Whether the task counts as solved, by split and mode; empty where it has no criterion.
  public var verdicts: [Verdict] { rows(of: Verdict.table.schema.name).map { Verdict($0) } }

  /// Statistics of gates and states.
  public var gates: [GateStatistic] { rows(of: GateStatistic.table.schema.name).map { GateStatistic($0) } }

  /// The certificate of a gradient rule.
  public var certificate: [CertificateRow] {
    rows(of: CertificateRow.table.schema.name).map { CertificateRow($0) }
  }
}
