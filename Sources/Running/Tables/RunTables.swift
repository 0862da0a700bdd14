import Planning

/// The tables with rows for every run, written side by side: runs, measurements, gates, timings.
struct RunTables: ~Copyable {
  private var runs: TableWriter
  private var measurements: TableWriter?
  private var gates: TableWriter?
  private var certificates: TableWriter?
  private var timings: TableWriter
  private let scores: [String]

  init(folder: String, axes: [String], scores: [String], isScored: Bool, recordsGates: Bool, certifies: Bool)
    throws(IOError)
  {
    self.scores = scores
    let runs = try TableWriter(TableSchemas.runs(axes: axes, scores: scores), in: folder)
    var measurements: TableWriter?
    if isScored { measurements = try TableWriter(TableSchemas.measurements, in: folder) }
    var gates: TableWriter?
    if recordsGates { gates = try TableWriter(TableSchemas.gates, in: folder) }
    var certificates: TableWriter?
    if certifies { certificates = try TableWriter(TableSchemas.certificate(axes: axes), in: folder) }
    timings = try TableWriter(TableSchemas.timings, in: folder)
    self.runs = runs
    self.measurements = measurements
    self.gates = gates
    self.certificates = certificates
  }

  /// Appends everything about a run.
  mutating func write(_ record: RunRecord, of run: RunSpecification) throws(IOError) {
    try writeRun(record, run)
    for floor in record.floors {
      var row = head(run)
      row.empty()
      for text in [floor.split, floor.mode, floor.metric] { row.text(text) }
      row.exact(floor.value)
      row.empty()
      try measurements?.write(row)
    }
    for measurement in record.measurements {
      var row = head(run)
      row.integer(measurement.update)
      for text in [measurement.split, measurement.mode, measurement.metric] { row.text(text) }
      row.exact(measurement.value)
      row.exact(measurement.standardError)
      try measurements?.write(row)
    }
    for statistic in record.gates {
      let row = gateRow(statistic, run)
      try gates?.write(row)
    }
    for certificate in record.certificate {
      let row = certificateRow(certificate, run)
      try certificates?.write(row)
    }
    var timing = CSVRow()
    timing.text(run.id)
    timing.exact(record.timing.wallSeconds)
    timing.exact(record.timing.processorSeconds)
    try timings.write(timing)
  }

  /// Puts the tables in place.
  consuming func publish() throws(IOError) -> [TableWriter.Published] {
    var tables = [try runs.publish()]
    if let measurements { tables.append(try measurements.publish()) }
    if let gates { tables.append(try gates.publish()) }
    if let certificates { tables.append(try certificates.publish()) }
    tables.append(try timings.publish())
    return tables
  }

  private mutating func writeRun(_ record: RunRecord, _ run: RunSpecification) throws(IOError) {
    var finals: [String: Double] = [:]
    for row in record.measurements where row.update == record.selectedUpdate {
      finals["\(row.split).\(row.mode).\(row.metric)"] = row.value
    }
    var row = head(run)
    for coordinate in run.cell.coordinates { row.text(coordinate.label) }
    row.text(record.status.rawValue)
    row.integer(record.updates)
    row.integer(record.selectedUpdate)
    for score in scores { row.exact(finals[score]) }
    try runs.write(row)
  }

  private func gateRow(_ statistic: RunRecord.GateStatistic, _ run: RunSpecification) -> CSVRow {
    var row = head(run)
    row.integer(statistic.update)
    row.text(statistic.split)
    row.text(statistic.mode)
    row.integer(statistic.layer)
    row.text(statistic.quantity)
    row.integer(statistic.step)
    row.text(statistic.statistic)
    row.exact(statistic.value)
    row.exact(statistic.theory)
    return row
  }

  private func certificateRow(_ certificate: CertificateRow, _ run: RunSpecification) -> CSVRow {
    var row = CSVRow()
    row.text(run.cellID)
    for coordinate in run.cell.coordinates { row.text(coordinate.label) }
    row.text(certificate.parameter)
    row.text(certificate.reference)
    row.text(certificate.exactBy)
    row.integer(certificate.samples)
    for value in certificate.figures { row.exact(value) }
    row.exact(certificate.cosine)
    return row
  }

  private func head(_ run: RunSpecification) -> CSVRow {
    var row = CSVRow()
    row.text(run.id)
    row.text(run.cellID)
    row.integer(run.replicate)
    return row
  }
}
