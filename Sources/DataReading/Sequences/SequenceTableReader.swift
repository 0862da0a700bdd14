import Catalog

/// Reads sequences from a table with a row for each step.
///
/// The rows of a sequence stand together, in order of time. Where a sequence has one target, its cell may be in every row or in
/// some of them alone, such as the last.
struct SequenceTableReader {
  /// The sequence that is being read.
  private struct Open {
    let name: String
    let line: Int
    let part: String
    var target: String?
  }

  private var table: TableReader
  private let request: SequenceRequest
  private var result: RawSequences
  private var problems = ColumnProblems()
  private var open: Open?
  /// The line on which each sequence began, by name.
  private var seen: [String: Int] = [:]
  private let sequenceColumn: Int
  private let targetColumn: Int
  private let partColumn: Int?
  private let symbolColumn: Int?
  private let inputs: [Int]

  init(_ table: TableReader, _ request: SequenceRequest) throws {
    self.table = table
    self.request = request
    result = RawSequences(request)
    func needed(_ name: String?, _ setting: String, _ what: String) throws(ParameterError) -> Int {
      guard let name else {
        let known = table.names.filter { !$0.isEmpty }.prefix(60).joined(separator: ", ")
        throw .missing(name: setting, kind: "a table of steps", allowed: "\(what) of \(table.file): \(known)")
      }
      return try table.columns.column(name, setting)
    }
    sequenceColumn = try needed(request.sequence, "sequence", "the column that names the sequence")
    targetColumn = try needed(request.target, "target", "the column of targets")
    partColumn = try request.part.map { try table.columns.column($0, "split.column") }
    symbolColumn = try request.symbols.map { try table.columns.column($0, "symbols") }
    if request.symbols == nil || request.inputs != nil {
      _ = try needed(request.inputs?.first, "inputs", "the columns of inputs")
    }
    inputs = try request.inputs.map { try table.columns.columns($0, "inputs") } ?? []
    result.inputNames = inputs.map { table.names[$0] }
    try checkRoles()
  }

  /// A column is one thing.
  private func checkRoles() throws(ParameterError) {
    let roles = [
      ("sequence", sequenceColumn), ("target", targetColumn), ("split.column", partColumn),
      ("symbols", symbolColumn),
    ]
    var taken: [Int: String] = [:]
    for (role, column) in roles {
      guard let column else { continue }
      if let other = taken.updateValue(role, forKey: column) {
        throw .conflict(names: [role, other], reason: "both name the column '\(table.names[column])'")
      }
    }
    for column in inputs {
      guard let other = taken[column] else { continue }
      throw .conflict(names: ["inputs", other], reason: "both name the column '\(table.names[column])'")
    }
  }

  /// The sequences of the whole file.
  consuming func read() throws -> RawSequences {
    guard try table.next() else {
      throw table.headerError(0, "no rows under the header; expected one line for each step")
    }
    repeat { try take() } while try table.next()
    try close()
    let remedy =
      "name the inputs in 'inputs', a column of words in 'symbols', or what holds no value in 'read: {missing: […]}'"
    if let problem = problems.error("hold cells that are no numbers", remedy: remedy) {
      throw DataError(
        file: problem.file, line: problem.line, column: problem.column,
        problem.message.contains(remedy) ? problem.message : "\(problem.message); \(remedy)")
    }
    result.findings = [
      Finding("format", "separated by \(table.separator.rawValue), decimal \(table.numbers.decimal)")
    ]
    return result
  }

  /// Takes in a row.
  private mutating func take() throws {
    let name = try table.text(sequenceColumn)
    guard !name.isEmpty else { throw table.error(sequenceColumn, "the row names no sequence") }
    if open?.name != name { try begin(name) }
    takeInputs()
    if let symbolColumn { try result.symbols?.append(table.textUnlessMissing(symbolColumn)) }
    result.lines.append(table.line)
    try takeTarget(name)
    if let partColumn, try table.text(partColumn) != open?.part {
      throw table.error(
        partColumn,
        "sequence '\(name)' is in '\(open?.part ?? "")' and in '\(try table.text(partColumn))'; expected one part"
      )
    }
  }

  private mutating func begin(_ name: String) throws {
    try close()
    if let line = seen[name] {
      throw table.error(
        sequenceColumn,
        "sequence '\(name)' comes again, having begun on line \(line); expected the rows of a sequence together"
      )
    }
    seen[name] = table.line
    open = Open(name: name, line: table.line, part: try partColumn.map { try table.text($0) } ?? "")
    guard let partColumn, let text = open?.part else { return }
    guard let part = SequencePart(rawValue: text) else {
      throw table.error(partColumn, SequencePart.refusal(text))
    }
    result.parts?.append(part)
  }

  private mutating func takeInputs() {
    for (place, column) in inputs.enumerated() {
      switch table.value(column) {
      case .number(let value): result.inputs.append(value)
      case .missing: result.inputs.append(.nan)
      case .other:
        let table = table
        problems.note(place, table.names[column]) { table.notANumber(column) }
        result.inputs.append(.nan)
      }
    }
  }

  private mutating func takeTarget(_ name: String) throws {
    let text = try table.textUnlessMissing(targetColumn)
    if request.isEveryStep { return try append(text) }
    guard let text else { return }
    if let known = open?.target {
      guard known == text else {
        throw table.error(
          targetColumn,
          "sequence '\(name)' has the targets '\(known)' and '\(text)'; say 'placement: every' if each step has its own"
        )
      }
    } else {
      open?.target = text
      try append(text)
    }
  }

  /// Appends the target that the row at hand has.
  private mutating func append(_ text: String?) throws {
    guard let text else { return result.targets.appendMissing() }
    if request.kind == .class { return result.targets.classes.append(text) }
    guard case .number(let number) = table.value(targetColumn), result.targets.append(number) else {
      throw table.error(targetColumn, result.targets.refusal(text))
    }
  }

  /// Ends the sequence that is open.
  private mutating func close() throws {
    guard let open else { return }
    result.starts.append(result.lines.count)
    if !request.isEveryStep, open.target == nil {
      throw DataError(
        file: table.file, line: open.line,
        "sequence '\(open.name)' has no target; leave it out with 'read: {where: …}', or name it a class of its own"
      )
    }
  }
}

extension TableReader {
  /// The text of a cell; `nil` where it holds no value.
  mutating func textUnlessMissing(_ column: Int) throws(DataError) -> String? {
    let text = try text(column)
    if settings.missing.contains(Array(text.utf8).span) { return nil }
    if settings.missing.hasNumbers, let number = DecimalNumber.value(of: Array(text.utf8).span),
      settings.missing.contains(number)
    {
      return nil
    }
    return text
  }
}
