import Arrays
import Catalog

/// Reads sequences from the arrays of an `.npz` or safetensors file.
///
///     inputs [N, T, m] or [N, T]    numbers; what lies behind a sequence's length is not looked at
///     symbols [N, T]                whole numbers or texts, where the task has them
///     targets [N], or [N, T] at every step
///     lengths [N]                   steps of each sequence; all have T where there is none
///
/// The names are those of the arrays unless `inputs`, `symbols`, `target` and `lengths` say others.
struct SequenceArrayReader {
  let file: String
  let request: SequenceRequest
  let arrays: ArrayFile
  var result: RawSequences
  /// N.
  var count = 0
  /// T.
  var longest = 0
  /// The steps of each sequence.
  var lengths: [Int] = []

  init(file: String, _ bytes: [UInt8], _ request: SequenceRequest) throws(DataError) {
    self.file = file
    self.request = request
    do { arrays = try ArrayFile(bytes, file: file) } catch { throw DataError(error) }
    result = RawSequences(request)
  }

  /// The sequences of the whole file.
  consuming func read() throws -> RawSequences {
    if request.sequence != nil {
      throw ParameterError.conflict(
        names: ["sequence", "data"], reason: "an array's first dimension tells sequences apart")
    }
    let inputs = try inputs()
    let symbols = try request.symbols.map { ($0, try array($0, "symbols")) }
    try takeShape(inputs ?? symbols)
    if let symbols { try checkShape(symbols.1.shape, [count, longest], symbols.0) }
    try takeLengths()
    if let inputs { try takeInputs(inputs.1, inputs.0) }
    if let symbols { try takeSymbols(symbols.1, symbols.0) }
    for length in lengths { result.starts.append((result.starts.last ?? 0) + length) }
    try takeTargets()
    try takeParts()
    result.findings = [Finding("format", "arrays \(arrays.names.prefix(60).joined(separator: ", "))")]
    return result
  }

  // MARK: Arrays

  func error(_ name: String, _ message: String) -> DataError {
    DataError(file: file, "'\(name)' \(message)")
  }

  /// An array that a setting names, or that has the usual name of what it is.
  func array(_ named: String?, _ setting: String, usual: String? = nil) throws -> ArrayFile.Content {
    let name = named ?? usual ?? setting
    do {
      if let array = try arrays.array(named: name) { return array }
    } catch { throw DataError(error) }
    guard !arrays.names.isEmpty else {
      throw DataError(
        file: file,
        "the file holds no arrays; expected those of numpy.savez or safetensors (save a spreadsheet as CSV)")
    }
    guard named != nil else {
      throw DataError(
        file: file,
        "the file has no array '\(name)'; say '\(setting): \(setting == "inputs" ? "[NAME]" : "NAME")' with one of those it has: \(arrays.names.prefix(60).joined(separator: ", "))"
      )
    }
    throw ParameterError.notAdmissible(
      name: setting, found: "'\(name)'\(NearestName.hint(for: name, among: arrays.names))",
      allowed: "an array of \(file): \(arrays.names.prefix(60).joined(separator: ", "))")
  }

  func numbers(_ content: ArrayFile.Content, _ name: String) throws(DataError) -> [Double] {
    guard case .numbers(let array) = content else { throw error(name, "holds texts; expected numbers") }
    do { return try array.numbers() } catch {
      throw DataError(file: file, "'\(name)': \(error.description)")
    }
  }

  /// The array of numeric inputs; `nil` where there are symbols alone.
  private func inputs() throws -> (String, ArrayFile.Content)? {
    if let names = request.inputs {
      guard names.count == 1 else {
        throw ParameterError.notAdmissible(
          name: "inputs", found: "\(names.count) names", allowed: "one array of \(file), of shape [N, T, m]")
      }
      return (names[0], try array(names[0], "inputs"))
    }
    if request.symbols != nil { return nil }
    return ("inputs", try array(nil, "inputs"))
  }

  private mutating func takeShape(_ first: (name: String, content: ArrayFile.Content)?) throws(DataError) {
    guard let (name, content) = first else { return }
    guard 2...3 ~= content.shape.count, content.shape.allSatisfy({ $0 > 0 }) else {
      throw error(
        name, "has the shape \(Self.text(content.shape)); expected [N, T, m], or [N, T] for one input a step")
    }
    (count, longest) = (content.shape[0], content.shape[1])
  }

  func checkShape(_ shape: [Int], _ expected: [Int], _ name: String) throws(DataError) {
    guard shape == expected else {
      throw error(name, "has the shape \(Self.text(shape)); expected \(Self.text(expected))")
    }
  }

  /// A number as people write it: whole ones without a fraction.
  static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  static func text(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }

  // MARK: Content

  private mutating func takeInputs(_ content: ArrayFile.Content, _ name: String) throws(DataError) {
    let width = content.shape.count == 3 ? content.shape[2] : 1
    result.inputNames = width == 1 ? [name] : (1...width).map { "\(name)_\($0)" }
    if case .texts = content {
      throw error(
        name, "holds texts; expected numbers, or 'symbols: \(name)' where texts are words or symbols")
    }
    let numbers = try numbers(content, name)
    try refusePadding(numbers, width, name)
    for (sequence, length) in lengths.enumerated() {
      let first = sequence * longest * width
      for place in first..<first + length * width {
        let number = numbers[place]
        guard number.isNaN || abs(number) <= TableReader.largest else {
          let (step, input) = ((place - first) / width, (place - first) % width)
          throw error(
            name,
            "has \(number) in sequence \(sequence), step \(step), input \(input); expected numbers from -\(TableReader.largest) to \(TableReader.largest), or NaN where one is missing"
          )
        }
      }
    }
    // Where no sequence is shorter, the array is the inputs: nothing is copied.
    guard lengths.contains(where: { $0 < longest }) else {
      result.inputs = numbers
      return
    }
    result.inputs.reserveCapacity(lengths.reduce(0, +) * width)
    for (sequence, length) in lengths.enumerated() {
      let first = sequence * longest * width
      result.inputs += numbers[first..<first + length * width]
    }
  }

  private mutating func takeSymbols(_ content: ArrayFile.Content, _ name: String) throws(DataError) {
    var texts: [String] = []
    var numbers: [Double] = []
    if case .texts(let given, _) = content {
      texts = given
    } else {
      numbers = try self.numbers(content, name)
    }
    for (sequence, length) in lengths.enumerated() {
      for step in 0..<length {
        let place = sequence * longest + step
        if numbers.isEmpty {
          result.symbols?.append(texts[place].isEmpty ? nil : texts[place])
        } else if numbers[place].isNaN {
          result.symbols?.append(nil)
        } else {
          guard let whole = Int(exactly: numbers[place]) else {
            throw error(
              name,
              "has \(numbers[place]) in sequence \(sequence), step \(step); expected symbols, which are whole numbers or texts"
            )
          }
          result.symbols?.append(String(whole))
        }
      }
    }
  }

  private mutating func takeParts() throws {
    guard let name = request.part else { return }
    let content = try array(name, "split.column")
    try checkShape(content.shape, [count], name)
    guard case .texts(let texts, _) = content else {
      throw error(
        name, "holds numbers; expected \(SequencePart.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    for (index, text) in texts.enumerated() {
      guard let part = SequencePart(rawValue: text) else {
        throw error(name, "has in sequence \(index): \(SequencePart.refusal(text))")
      }
      result.parts?.append(part)
    }
  }
}

extension DataError {
  /// The same for a file of arrays, whose places are bytes.
  init(_ error: ArrayFileError) {
    self.init(file: error.file, (error.byte.map { "byte \($0): " } ?? "") + error.message)
  }
}
