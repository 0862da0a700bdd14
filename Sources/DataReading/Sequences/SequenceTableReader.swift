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
  private var seen: [ExactText: Int] = [:]
  private var name: RepeatedText
  private var target: RepeatedText
  private var part: RepeatedText?
  private var symbol: RepeatedText?
  private let inputs: [Int]
  /// Columns that are something else than a time.
  private let used: [Int]
  /// The dates beside the steps of the open sequence.
  private var dates: StepDates?

  private static let dateAdvice =
    "sort the rows of each sequence by date, or say 'read: {date: false}' if this is not the time of the steps"

  init(_ table: TableReader, _ request: SequenceRequest) throws {
    self.table = table
    self.request = request
    result = RawSequences(request)
    if request.lengths != nil {
      throw ParameterError.conflict(
        names: ["lengths", "data"], reason: "the rows of a table say themselves how long its sequences are")
    }
    func needed(_ name: String?, _ setting: String, _ what: String) throws(ParameterError) -> Int {
      guard let name else {
        let known = table.names.filter { !$0.isEmpty }.prefix(60).joined(separator: ", ")
        throw .missing(name: setting, kind: "a table of steps", allowed: "\(what) of \(table.file): \(known)")
      }
      return try table.columns.column(name, setting)
    }
    name = RepeatedText(try needed(request.sequence, "sequence", "the column that names the sequence"))
    target = RepeatedText(try needed(request.target, "target", "the column of targets"), knowsMissing: true)
    part = try request.part.map { RepeatedText(try table.columns.column($0, "split.column")) }
    symbol = try request.symbols.map {
      RepeatedText(try table.columns.column($0, "symbols"), knowsMissing: true)
    }
    if request.symbols == nil || request.inputs != nil {
      _ = try needed(request.inputs?.first, "inputs", "the columns of inputs")
    }
    inputs = try request.inputs.map { try table.columns.columns($0, "inputs") } ?? []
    used = inputs + [name.column, target.column] + [part?.column, symbol?.column].compactMap(\.self)
    result.inputNames = inputs.map { table.names[$0] }
    try checkRoles()
  }

  /// A column is one thing.
  private func checkRoles() throws(ParameterError) {
    let roles = [
      ("sequence", name.column), ("target", target.column), ("split.column", part?.column),
      ("symbols", symbol?.column),
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
    let remedy = "name a column of words in 'symbols', and what holds no value in 'read: {missing: […]}'"
    if let problem = problems.error("hold cells that are no numbers", remedy: remedy) {
      // The sentence of a single column may end with better advice.
      throw DataError(
        file: problem.file, line: problem.line, column: problem.column,
        problem.message.hasSuffix("1e3") ? "\(problem.message); \(remedy)" : problem.message)
    }
    result.findings = [
      Finding("format", "separated by \(table.separator.rawValue), decimal \(table.numbers.decimal)")
    ]
    return result
  }

  /// Takes in a row.
  private mutating func take() throws {
    _ = try part?.read(table)
    if try name.read(table), ExactText(name.text ?? "") != open.map({ ExactText($0.name) }) {
      try begin(name.text ?? "")
    } else {
      try dates?.check(table)
    }
    takeInputs()
    if symbol != nil {
      _ = try symbol?.read(table)
      result.symbols?.append(symbol?.text)
    }
    result.lines.append(table.line)
    try takeTarget()
    if let part, let open, part.text != open.part {
      throw table.error(
        part.column,
        "sequence '\(open.name)' is in '\(open.part)' and in '\(part.text ?? "")'; expected one part")
    }
  }

  private mutating func begin(_ text: String) throws {
    guard !text.isEmpty else { throw table.error(name.column, "the row names no sequence") }
    try close()
    if let line = seen[ExactText(text)] {
      throw table.error(
        name.column,
        "sequence '\(text)' comes again, having begun on line \(line); expected the rows of a sequence together"
      )
    }
    seen[ExactText(text)] = table.line
    result.names.append(text)
    dates = request.read?.hasNoDates == true ? nil : StepDates(table, except: used, advice: Self.dateAdvice)
    open = Open(name: text, line: table.line, part: part?.text ?? "")
    guard let part, let word = part.text else { return }
    guard let known = SequencePart(rawValue: word) else {
      throw table.error(part.column, SequencePart.refusal(word))
    }
    result.parts?.append(known)
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

  private mutating func takeTarget() throws {
    let isNew = try target.read(table)
    if request.isEveryStep { return try append(target.text) }
    guard let text = target.text, isNew || open?.target == nil else { return }
    if let known = open?.target {
      guard isSame(known, text) else {
        throw table.error(
          target.column,
          "sequence '\(open?.name ?? "")' has the targets '\(known)' and '\(text)'; say 'placement: every' if each step has its own"
        )
      }
    } else {
      open?.target = text
      try append(text)
    }
  }

  /// Whether two texts spell one target: of numbers their values count.
  private func isSame(_ text: String, _ other: String) -> Bool {
    if request.kind != .class, let number = DecimalNumber.value(of: text.utf8.span) {
      return number == DecimalNumber.value(of: other.utf8.span)
    }
    return ExactText(text) == ExactText(other)
  }

  /// Appends the target that the row at hand has.
  private mutating func append(_ text: String?) throws {
    guard let text else { return result.targets.appendMissing() }
    if request.kind == .class { return result.targets.classes.append(text) }
    guard case .number(let number) = table.value(target.column), result.targets.append(number) else {
      throw table.error(target.column, result.targets.refusal(text))
    }
  }

  /// Ends the sequence that is open.
  private mutating func close() throws {
    guard let open else { return }
    result.starts.append(result.lines.count)
    if !request.isEveryStep, open.target == nil {
      throw DataError(
        file: table.file, line: open.line,
        "sequence '\(open.name)' has no target; leave it out with 'read: {where: …}', or say 'read: {missing: […]}' without a cell that names a class"
      )
    }
  }
}
