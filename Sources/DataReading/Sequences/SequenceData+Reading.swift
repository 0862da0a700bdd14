import Arrays
package import Catalog

extension SequenceData {
  /// Reads sequences from a table with a row for each step, or from the arrays of an `.npz` or safetensors file; the
  /// file's first bytes decide which.
  ///
  /// - Throws: ``DataError`` where the file cannot be understood with certainty; `ParameterError` where a setting names what is
  ///   not there.
  package init(_ file: String, _ request: SequenceRequest, files: borrowing FileReader) throws {
    let stream = try files.content(file)
    let head = try stream.next() ?? []
    if ArrayFile.isRecognized(head) {
      guard request.read == nil else {
        throw ParameterError.conflict(
          names: ["read", "data"],
          reason: "\(file) holds arrays, which say themselves how they lie; 'read' is for tables of text")
      }
      var bytes = head
      if let size = stream.size { bytes.reserveCapacity(size) }
      while let block = try stream.next() { bytes += block }
      try self.init(SequenceArrayReader(file: file, bytes, request).read(), request, files: [(file, 0)])
      return
    }
    if let line = SequenceArchiveHeader.line(in: head) {
      throw DataError(
        file: file, line: line,
        "this is a .ts file of the UCR and UEA archives; name it with 'train', and the one of test sequences with 'test', in place of 'data'"
      )
    }
    var first: [UInt8]? = head.isEmpty ? nil : head
    let whole = ByteStream(size: stream.size) {
      defer { first = nil }
      return try first ?? stream.next()
    }
    let settings = try request.read ?? ReadSettings(nil)
    let table = try TableReader(file: file, whole, settings)
    try self.init(SequenceTableReader(table, request).read(), request, files: [(file, 0)])
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
    var read: [(file: String, values: Range<Int>)] = []
    var starts: [(name: String, first: Int)] = []
    for (part, file) in archives {
      var (raw, listed) = try SequenceArchiveReader(file: file, files.content(file), request).read()
      raw.parts = Array(repeating: part, count: raw.count)
      raw.findings = [Finding("part", "\(part.rawValue): \(raw.count) sequences of \(file)")]
      if classes.isEmpty { classes = listed }
      guard request.classes != nil || Set(listed.map(ExactText.init)) == Set(classes.map(ExactText.init))
      else {
        throw DataError(
          file: file,
          "the header lists the classes \(listed.prefix(20).joined(separator: ", ")), that of \(archives[0].file) \(classes.prefix(20).joined(separator: ", ")); expected the same, or 'classes: […]' with all of them"
        )
      }
      // What is missing is filled here, where lines are those of one file.
      raw.findings += try SequenceCompletion(file: file, request: request).fill(&raw)
      let first = all?.inputs.count ?? 0
      if let twin = read.first(where: { all?.inputs[$0.values] == raw.inputs[...] }) {
        throw DataError(
          file: file,
          "the sequences are those of \(twin.file), and what is learned from cannot be scored; expected others"
        )
      }
      read.append((file, first..<first + raw.inputs.count))
      starts.append((file, all?.count ?? 0))
      if all == nil { all = raw } else { try all?.append(raw, file: file, to: archives[0].file) }
    }
    guard let all else { preconditionFailure("no archive is named") }
    if request.kind == .class, request.classes == nil { request.classes = TextCodes.ordered(classes) }
    try self.init(all, request, files: starts)
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
    if observed != nil || other.observed != nil {
      observed =
        (observed ?? Array(repeating: true, count: inputs.count))
        + (other.observed ?? Array(repeating: true, count: other.inputs.count))
    }
    looksAhead = looksAhead || other.looksAhead
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
  /// Whether the person says that there are no dates.
  var hasNoDates: Bool { if case .none = dates { true } else { false } }

  /// Reads the value of the key `read` of a table of steps, whose rows stand in order of time; `nil` where it is not given.
  ///
  /// - Throws: `ParameterError` for keys that say nothing of such a table.
  package static func ofSteps(_ value: ParameterValue?) throws(ParameterError) -> ReadSettings? {
    guard let value else { return nil }
    if case .map(let map) = value {
      let harmless: [String: ParameterValue] = [
        "layout": .text("wide"), "spacing": .text("auto"), "order": .text("as_is"), "date": .flag(false),
      ]
      for name in ["layout", "series", "value", "date", "spacing", "order"] {
        guard let found = map[name], found != harmless[name] else { continue }
        throw .notAdmissible(
          name: "read.\(name)", found: "given",
          allowed: "nothing: the rows of a table of steps stand in order of time, and dates are not read")
      }
    }
    return try ReadSettings(value)
  }
}
