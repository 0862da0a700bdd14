import Arrays
import Catalog

extension SequenceData {
  /// Reads sequences from a table with a row for each step, or from the arrays of an `.npz` or safetensors file; which of them it is,
  /// the file's first bytes say.
  ///
  /// - Throws: ``DataError`` where the file cannot be understood with certainty; `ParameterError` where a setting names what is
  ///   not there.
  package init(_ file: String, _ request: SequenceRequest, files: borrowing FileReader) throws {
    let stream = try files.content(file)
    let head = try stream.next() ?? []
    if ArrayFile.isRecognized(head) {
      var bytes = head
      while let block = try stream.next() { bytes += block }
      try self.init(SequenceArrayReader(file: file, bytes, request).read(), request, file: file)
      return
    }
    var first: [UInt8]? = head.isEmpty ? nil : head
    let whole = ByteStream(size: stream.size) {
      defer { first = nil }
      return try first ?? stream.next()
    }
    try request.read.checkForSequences()
    let table = try TableReader(file: file, whole, request.read)
    try self.init(SequenceTableReader(table, request).read(), request, file: file)
  }

  /// Reads the sequences of `.ts` files, one for each part; all have the same inputs.
  ///
  /// - Throws: ``DataError`` where a file cannot be understood with certainty.
  package init(
    archives: [(part: SequencePart, file: String)], _ request: SequenceRequest, files: borrowing FileReader
  )
    throws
  {
    var request = request
    var all: RawSequences?
    var classes: [String] = []
    for (part, file) in archives {
      var (raw, listed) = try SequenceArchiveReader(file: file, files.content(file), request).read()
      raw.parts = Array(repeating: part, count: raw.count)
      raw.findings = [Finding("part", "\(part.rawValue): \(raw.count) sequences of \(file)")]
      classes += listed.filter { !classes.contains($0) }
      // What is missing is filled here, where lines are those of one file.
      let filled = try SequenceCompletion(file: file, request: request).fill(&raw)
      raw.findings += filled.findings
      if all == nil { all = raw } else { try all?.append(raw, file: file, to: archives[0].file) }
    }
    guard let all else { preconditionFailure("no archive is named") }
    if request.kind == .class, request.classes == nil { request.classes = TextCodes.ordered(classes) }
    try self.init(all, request, file: archives[0].file)
  }
}

extension RawSequences {
  /// Appends the sequences of another file.
  fileprivate mutating func append(_ other: RawSequences, file: String, to first: String) throws(DataError) {
    guard other.inputNames.count == inputNames.count else {
      throw DataError(
        file: file,
        "the sequences have \(other.inputNames.count) dimensions, those of \(first) have \(inputNames.count)")
    }
    let shift = starts[count]
    starts += other.starts.dropFirst().map { $0 + shift }
    inputs += other.inputs
    for code in other.targets.classes.codes {
      targets.classes.append(code < 0 ? nil : other.targets.classes.names[Int(code)])
    }
    targets.numbers += other.targets.numbers
    parts = (parts ?? []) + (other.parts ?? [])
    lines = LineMap()
    findings += other.findings
  }
}

extension ReadSettings {
  /// Refuses what says nothing of a table of steps.
  fileprivate func checkForSequences() throws(ParameterError) {
    func refuse(_ name: String, _ found: String) -> ParameterError {
      .notAdmissible(
        name: "read.\(name)", found: found,
        allowed: "nothing: the rows of a table of steps stand in order of time, and dates are not read")
    }
    if layout != .wide { throw refuse("layout", layout.rawValue) }
    if spacing != .auto { throw refuse("spacing", spacing.rawValue) }
    if order != .asIs { throw refuse("order", order.rawValue) }
    if case .told = dates { throw refuse("date", "a map") }
  }
}
