import Planning

extension CellWork {
  /// The tables that the work leaves rows in, in the order in which they are published.
  var tables: [RunTable] {
    switch self {
    case .train(let work):
      [RunTable(RunRecord.Measurement.table)]
        + (work.recordsGates ? [RunTable(RunRecord.GateStatistic.table)] : [])
    case .simulate: [RunTable(RunRecord.GateStatistic.table)]
    case .certify: [RunTable(CertificateRow.table, head: .cell)]
    }
  }
}
