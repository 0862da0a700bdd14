import Catalog
import DataReading
import Sequences

extension SequencesTask {
  static let parameters =
    [
      Parameter(
        "data", .file, isOptional: true, example: .text("steps.csv"),
        summary: "A table with a row for each step, or arrays in an .npz or safetensors file."),
      Parameter(
        "train", .file, isOptional: true, identifiesRuns: false,
        summary: "In place of 'data', a .ts file of the UCR and UEA archives with training sequences."),
      Parameter(
        "validation", .file, isOptional: true, identifiesRuns: false,
        summary: "One with validation sequences; without it a fifth of training, by class, is drawn."),
      Parameter(
        "test", .file, isOptional: true, identifiesRuns: false, summary: "One with test sequences."),
      ReadSettings.parameter,
    ] + FillRule.parameters + [
      Parameter(
        "sequence", .cell, isOptional: true, identifiesRuns: false, example: .text("sequence"),
        summary: "The column of a table that names the sequence; the rows of one stand together."),
      Parameter(
        "inputs", .cells, isOptional: true, identifiesRuns: false,
        example: .list([.text("x"), .text("y")]),
        summary: "The columns of numeric inputs, or the array of them; by default the array 'inputs'."),
      Parameter(
        "symbols", .cell, isOptional: true, identifiesRuns: false,
        summary: "The column or array of words or symbols, which become rows of 'network.embedding'."),
      Parameter(
        "lengths", .cell, isOptional: true, identifiesRuns: false,
        summary:
          "The array of the sequences' numbers of steps; by default the array 'lengths', where there is one."),
      Parameter(
        "target", .cell, isOptional: true, identifiesRuns: false, example: .text("label"),
        summary: "The column of targets, or the array of them; by default the array 'targets'."),
      Parameter(
        "target_kind", .choice(SequenceTarget.allCases.map(\.rawValue)), default: .text("class"),
        summary: "What targets are: classes by any text, 0 and 1, or numbers."),
      Parameter(
        "classes", .cells, isOptional: true, identifiesRuns: false,
        summary:
          "The classes in the order of the network's outputs; by default those that are found, by number or by code points."
      ),
      Parameter(
        "placement", .choice(TargetPlacement.allCases.map(\.rawValue)), default: .text("last"),
        summary: "One target a sequence, told behind its last step, or one at every step."),
      Parameter(
        "split",
        .either([
          .numbers(Bounds(0, 1, excludesMinimum: true, excludesMaximum: true), count: 3),
          .map([
            Parameter("column", .cell, summary: "The column or array that says train, validation or test.")
          ]),
        ]), isOptional: true,
        summary:
          "Shares of training, validation and test, drawn by class from the seed, by default [0.6, 0.2, 0.2]; or the column that says them."
      ),
      Parameter(
        "scaling", .choice(["standard", "minmax", "none"]), default: .text("standard"),
        summary:
          "Each input, and targets that are numbers, to mean 0 and deviation 1, or to 0 … 1, over training; or not at all."
      ),
    ]

  /// The shares of the splits.
  static func fractions(_ parameters: Parameters) throws(ParameterError) -> [Double] {
    try parameters.fractions("split", otherwise: [0.6, 0.2, 0.2])
  }

  /// Reads the files that settings name.
  static func data(_ parameters: Parameters, kind: SequenceTarget, files: borrowing FileReader) throws
    -> SequenceData
  {
    var part: String?
    if case .map(let map)? = parameters["split"] { part = Settings(map).optionalText("column") }
    let request = SequenceRequest(
      read: try ReadSettings.ofSteps(parameters["read"]), fill: try FillRule(parameters),
      sequence: parameters.optionalText("sequence"), inputs: parameters.optionalTexts("inputs"),
      symbols: parameters.optionalText("symbols"), lengths: parameters.optionalText("lengths"),
      target: parameters.optionalText("target"), kind: kind,
      classes: parameters.optionalTexts("classes"), isEveryStep: parameters.text("placement") == "every",
      part: part)
    if request.classes != nil, kind != .class {
      throw ParameterError.conflict(
        names: ["classes", "target_kind"], reason: "targets that are \(kind.noun) have no classes")
    }
    let archives = SequencePart.allCases.compactMap { part in
      parameters.optionalText(part.rawValue).map { (part: part, file: $0) }
    }
    guard let file = parameters.optionalText("data") else {
      try check(archives.map(\.part), parameters, request)
      return try SequenceData(archives: archives, request, files: files)
    }
    if let archive = archives.first {
      throw ParameterError.conflict(
        names: ["data", archive.part.rawValue],
        reason: "one file has all sequences, .ts files have a part each")
    }
    return try SequenceData(file, request, files: files)
  }

  /// `.ts` files say themselves what most keys of other files are for.
  private static func check(_ parts: [SequencePart], _ parameters: Parameters, _ request: SequenceRequest)
    throws(ParameterError)
  {
    guard !parts.isEmpty else {
      throw .missing(
        name: "data", kind: "sequences",
        allowed: "a table of steps or a file of arrays, or 'train' and 'test' for .ts files")
    }
    for part in [SequencePart.train, .test] where !parts.contains(part) {
      throw .missing(name: part.rawValue, kind: "a pair of .ts files", allowed: "a .ts file")
    }
    for name in ["sequence", "inputs", "symbols", "lengths", "target", "split", "read"]
    where parameters[name] != nil {
      throw .conflict(names: [name, "train"], reason: "a .ts file states it in its header")
    }
    if request.isEveryStep {
      throw .notAdmissible(
        name: "placement", found: "every", allowed: "last: a .ts file has one target a sequence")
    }
  }

  /// Checks that every split has sequences, and targets.
  static func checkSizes(_ division: SequenceDivision, of data: SequenceData) throws(DataError) {
    let sizes = Split.allCases.map { "\($0.rawValue) \(division[$0].count)" }.joined(separator: ", ")
    for split in Split.allCases where division[split].isEmpty {
      throw DataError(
        file: data.file,
        "the splits would have \(sizes) sequences, and each needs one; expected more sequences, or another 'split'"
      )
    }
    for split in Split.allCases where data.targetIndices(of: division[split]).isEmpty {
      throw DataError(
        file: data.file,
        "all targets of \(split.rawValue) are missing (of \(sizes) sequences); expected one at least, or another 'split'"
      )
    }
  }
}
