import Catalog

/// Deals with what is missing in sequences, and puts the classes in order.
struct SequenceCompletion {
  private static let classLimit = 100_000

  let file: String
  let request: SequenceRequest

  /// Puts something in the place of missing inputs, within each sequence.
  ///
  /// A missing symbol is, like one that training has not, of the row that unseen symbols share.
  ///
  /// - Returns: what was filled.
  func fill(_ raw: inout RawSequences) throws(DataError) -> [Finding] {
    let places = StepPlaces(raw)
    var findings: [Finding] = []
    if let first = raw.symbols?.firstMissing {
      guard request.fill != .refuse else {
        let (line, whose) = (places.line(of: first), places.hasLines ? "" : " (\(places.name(of: first)))")
        throw DataError(
          file: file, line: line,
          "a step has no symbol\(whose); say 'fill: zero' for one that no training step has\(places.hasLines ? ", or 'read: {missing: […]}' without it if the cell is a symbol" : "")"
        )
      }
      let count = raw.symbols?.codes.count { $0 == TextCodes.missing } ?? 0
      findings.append(Finding("filled", "\(count) symbols by the row of unseen ones"))
    }
    let missing = raw.inputs.count { $0.isNaN }
    guard missing > 0 else { return findings }
    if request.fill == .refuse {
      var values = raw.inputs
      _ = try filler(raw.inputNames, places, 0..<raw.starts[raw.count]).fill(&values)
    }
    try fillInputs(&raw, places)
    return findings + [Finding("filled", "\(missing) inputs by \(request.fill.rawValue)")]
  }

  private func fillInputs(_ raw: inout RawSequences, _ places: StepPlaces) throws(DataError) {
    let observed = raw.inputs.map { !$0.isNaN }
    let width = raw.inputNames.count
    for sequence in 0..<raw.count {
      let steps = raw.starts[sequence]..<raw.starts[sequence + 1]
      let range = steps.lowerBound * width..<steps.upperBound * width
      guard observed[range].contains(false) else { continue }
      var values = Array(raw.inputs[range])
      _ = try filler(raw.inputNames, places, steps).fill(&values)
      raw.inputs.replaceSubrange(range, with: values)
    }
    raw.observed = observed
    raw.looksAhead = request.fill == .interpolate
  }

  /// Fills the inputs of some steps, which are one sequence.
  private func filler(_ names: [String], _ places: StepPlaces, _ steps: Range<Int>) -> MissingValues {
    let first = steps.lowerBound
    let place = places.line(of: first).map { FilePlace(line: $0, column: 1) }
    return MissingValues(
      file: file, rule: request.fill, names: names, noun: "input",
      key: request.sequence == nil ? nil : "inputs",
      places: Array(repeating: place, count: names.count),
      whose: place == nil
        ? " in sequence \(places.sequence(of: first))" : " in the sequence that begins here",
      name: { places.name(of: first + $0) }
    ) { places.line(of: first + $0) }
  }

  /// The targets, with the classes in order.
  func targets(_ raw: inout RawSequences) throws -> SequenceData.Targets {
    if let first = raw.targets.firstMissing {
      let places = StepPlaces(raw)
      let step = request.isEveryStep ? first : raw.starts[first]
      guard request.isEveryStep else {
        throw DataError(
          file: file, line: places.line(of: step), "sequence \(first) has no target; leave it out of the file"
        )
      }
      guard request.fill != .refuse else {
        let (count, cells) = (
          raw.targets.missing, "or 'read: {missing: […]}' without a cell that names a class"
        )
        throw DataError(
          file: file, line: places.line(of: step),
          "\(count) \(count == 1 ? "target is" : "targets are") missing, the first \(places.hasLines ? "here" : "in " + places.name(of: step)); say 'fill: hold' or another 'fill' for them not to count\(places.hasLines ? ", " + cells : "")"
        )
      }
      raw.findings.append(Finding("filled", "\(raw.targets.missing) targets are missing and never count"))
    }
    guard request.kind == .class else { return .numbers(raw.targets.numbers) }
    let found = raw.targets.classes.names
    if let classes = request.classes {
      try check(classes, found)
      raw.targets.classes.order(classes)
    } else {
      raw.targets.classes.order()
    }
    let names = raw.targets.classes.names
    guard names.count > 1 else {
      throw DataError(file: file, "there is one class alone, '\(names.first ?? "")'; expected two or more")
    }
    let numbers = names.compactMap { DecimalNumber.value(of: $0.utf8.span) }
    let areWhole = numbers.allSatisfy { $0 == $0.rounded() }
    guard
      request.classes != nil || numbers.count < names.count || areWhole
        || 2 * names.count <= raw.targets.count
    else {
      throw DataError(
        file: file,
        "the targets are \(names.count) different numbers, such as \(names[0]); say 'target_kind: number', or name them in 'classes' if each is a class"
      )
    }
    guard names.count <= Self.classLimit else {
      throw DataError(
        file: file,
        "there are \(names.count) classes, more than \(Self.classLimit); say 'target_kind: number' if targets are numbers"
      )
    }
    return .classes(names: names, raw.targets.classes.codes)
  }

  private func check(_ classes: [String], _ found: [String]) throws(ParameterError) {
    guard classes.count > 1, classes.areDifferent else {
      throw .notAdmissible(
        name: "classes", found: classes.joined(separator: ", "), allowed: "two classes or more, each once")
    }
    let known = Set(classes.map(ExactText.init))
    let unknown = found.filter { !known.contains(ExactText($0)) }
    guard unknown.isEmpty else {
      throw .notAdmissible(
        name: "classes", found: classes.joined(separator: ", "),
        allowed: "all classes of \(file), with \(unknown.prefix(20).joined(separator: ", ")) too")
    }
  }
}

/// Where the steps of sequences stand in a file.
private struct StepPlaces {
  private let starts: [Int]
  private let lines: LineMap

  init(_ raw: RawSequences) { (starts, lines) = (raw.starts, raw.lines) }

  /// Whether the file has lines.
  var hasLines: Bool { lines.count > 0 }

  /// The sequence that has a step.
  func sequence(of step: Int) -> Int {
    var (low, high) = (0, starts.count - 2)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= step { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The line of a step, or of its sequence where a line holds one; `nil` where the file has no lines.
  func line(of step: Int) -> Int? {
    guard hasLines else { return nil }
    return lines[lines.count == starts[starts.count - 1] ? step : sequence(of: step)]
  }

  /// A step by numbers from 0.
  func name(of step: Int) -> String {
    let sequence = sequence(of: step)
    return "sequence \(sequence), step \(step - starts[sequence])"
  }
}
