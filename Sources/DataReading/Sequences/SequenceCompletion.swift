import Catalog

/// Deals with what is missing in sequences, and puts the classes in order.
struct SequenceCompletion {
  private static let classLimit = 100_000

  let file: String
  let request: SequenceRequest

  /// Puts something in the place of missing inputs, within each sequence.
  ///
  /// A missing symbol is, like one that training has not, of the row that unseen symbols share.
  func fill(_ raw: inout RawSequences) throws(DataError) -> (observed: [Bool]?, findings: [Finding]) {
    var findings: [Finding] = []
    if let first = raw.symbols?.firstMissing {
      guard request.fill != .refuse else {
        throw DataError(
          file: file, line: line(ofStep: first, raw),
          "a step has no symbol; say 'fill: zero' for one that no training step has, or 'read: {missing: […]}' without it if the cell is a symbol"
        )
      }
      let count = raw.symbols?.codes.count { $0 == TextCodes.missing } ?? 0
      findings.append(Finding("filled", "\(count) symbols by the row of unseen ones"))
    }
    let missing = raw.inputs.count { $0.isNaN }
    guard missing > 0 else { return (nil, findings) }
    let observed = raw.inputs.map { !$0.isNaN }
    let width = raw.inputNames.count
    for sequence in request.fill == .refuse ? 0..<1 : 0..<raw.count {
      let steps =
        request.fill == .refuse ? 0..<raw.starts[raw.count] : raw.starts[sequence]..<raw.starts[sequence + 1]
      let range = steps.lowerBound * width..<steps.upperBound * width
      guard observed[range].contains(false) else { continue }
      var values = Array(raw.inputs[range])
      let known = raw
      let filler = MissingValues(
        file: file, rule: request.fill, names: raw.inputNames, key: "inputs",
        places: Array(
          repeating: FilePlace(line: line(ofStep: steps.lowerBound, raw) ?? 1, column: 1), count: width)
      ) { row in line(ofStep: steps.lowerBound + row, known) }
      _ = try filler.fill(&values)
      raw.inputs.replaceSubrange(range, with: values)
    }
    findings.append(Finding("filled", "\(missing) inputs by \(request.fill.rawValue)"))
    return (observed, findings)
  }

  /// The line of a step; `nil` where the file has none.
  private func line(ofStep step: Int, _ raw: RawSequences) -> Int? {
    guard raw.lines.count > 0 else { return nil }
    if raw.lines.count == raw.starts[raw.count] { return raw.lines[step] }
    return raw.lines[(raw.starts.firstIndex { $0 > step } ?? 1) - 1]
  }

  /// The targets, with the classes in order.
  func targets(_ raw: inout RawSequences) throws -> SequenceData.Targets {
    if let first = raw.targets.firstMissing {
      let step = request.isEveryStep ? first : raw.starts[first]
      let place = line(ofStep: step, raw)
      let whose =
        place == nil
        ? " of sequence \(request.isEveryStep ? (raw.starts.firstIndex { $0 > first } ?? 1) - 1 : first)" : ""
      guard request.isEveryStep else {
        throw DataError(file: file, line: place, "a sequence has no target\(whose); leave it out of the file")
      }
      guard request.fill != .refuse else {
        throw DataError(
          file: file, line: place,
          "\(raw.targets.missing) targets are missing, the first here\(whose); say 'fill: hold' or another 'fill' for them not to count, or 'read: {missing: […]}' without a cell that names a class"
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
    guard names.count <= Self.classLimit else {
      throw DataError(
        file: file,
        "there are \(names.count) classes, more than \(Self.classLimit); say 'target_kind: number' if targets are numbers"
      )
    }
    return .classes(names: names, raw.targets.classes.codes)
  }

  private func check(_ classes: [String], _ found: [String]) throws(ParameterError) {
    guard classes.count > 1, Set(classes).count == classes.count else {
      throw .notAdmissible(
        name: "classes", found: "\(classes.count) names", allowed: "two classes or more, each once")
    }
    let unknown = found.filter { !classes.contains($0) }
    guard unknown.isEmpty else {
      throw .notAdmissible(
        name: "classes", found: classes.joined(separator: ", "),
        allowed: "all classes of \(file), with \(unknown.prefix(20).joined(separator: ", ")) too")
    }
  }
}
