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
  private let file: String
  private let request: SequenceRequest
  private let arrays: ArrayFile
  private var result: RawSequences
  private var count = 0
  private var longest = 0
  private var lengths: [Int] = []

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

  private func error(_ name: String, _ message: String) -> DataError {
    DataError(file: file, "'\(name)' \(message)")
  }

  /// An array that a setting names, or that has the usual name of what it is.
  private func array(_ named: String?, _ setting: String, usual: String? = nil) throws -> ArrayFile.Content {
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

  private func numbers(_ content: ArrayFile.Content, _ name: String) throws(DataError) -> [Double] {
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

  private func checkShape(_ shape: [Int], _ expected: [Int], _ name: String) throws(DataError) {
    guard shape == expected else {
      throw error(name, "has the shape \(Self.text(shape)); expected \(Self.text(expected))")
    }
  }

  /// A number as people write it: whole ones without a fraction.
  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  private static func text(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }

  private mutating func takeLengths() throws {
    guard let name = request.lengths ?? arrays.names.first(where: { $0 == "lengths" }) else {
      try refuseOtherLengths()
      lengths = Array(repeating: longest, count: count)
      return
    }
    let content = try array(name, "lengths")
    try checkShape(content.shape, [count], name)
    let longest = longest
    for (index, number) in try numbers(content, name).enumerated() {
      guard let length = Int(exactly: number), 1...longest ~= length else {
        throw error(
          name,
          "has \(Self.text(number)) for sequence \(index); expected a whole number from 1 to \(longest)")
      }
      lengths.append(length)
    }
  }

  /// An array whose name is nearly that of lengths may hold them, and padding must not be read as data.
  private func refuseOtherLengths() throws(DataError) {
    let asked = (request.inputs ?? []) + [request.symbols, request.target, request.part].compactMap(\.self)
    let words = ["len", "mask"]
    let other = arrays.names.first { name in
      !asked.contains(name) && words.contains { name.lowercased().contains($0) }
    }
    guard let other else { return }
    throw DataError(
      file: file,
      "the array '\(other)' may say how long sequences are; say 'lengths: \(other)' if it holds their numbers of steps, or save those as 'lengths' (of a mask its sums over steps; all \(longest) where nothing is padded)"
    )
  }

  /// Steps at a sequence's end without any value are padding, unless lengths say otherwise.
  private func refusePadding(_ numbers: [Double], _ width: Int, _ name: String) throws(DataError) {
    guard request.lengths == nil, !arrays.names.contains("lengths") else { return }
    for sequence in 0..<count {
      let end = (sequence + 1) * longest * width
      guard numbers[end - width..<end].allSatisfy(\.isNaN) else { continue }
      throw error(
        name,
        "has no value at the last step of sequence \(sequence); save the numbers of steps as an array 'lengths' of shape [\(count)] (all \(longest) if the values are missing rather than padded)"
      )
    }
  }

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

  private mutating func takeTargets() throws {
    let name = request.target ?? "targets"
    let content = try array(request.target, "target", usual: name)
    if !request.isEveryStep, content.shape == [count, longest], longest > 1 {
      throw error(
        name, "has the shape \(Self.text(content.shape)), a target at every step; say 'placement: every'")
    }
    if content.shape.count == 2, !request.isEveryStep {
      throw error(
        name,
        "has the shape \(Self.text(content.shape)); expected [\(count)], the class of each sequence (of one column targets.ravel(), of a column a class targets.argmax(axis=1))"
      )
    }
    try checkShape(content.shape, request.isEveryStep ? [count, longest] : [count], name)
    let width = request.isEveryStep ? longest : 1
    if case .texts(let texts, _) = content {
      guard request.kind == .class else { throw error(name, "holds texts; say 'target_kind: class'") }
      forEachTarget(width) { result, place in
        result.targets.classes.append(texts[place].isEmpty ? nil : texts[place])
        return true
      }
      return
    }
    let numbers = try numbers(content, name)
    var bad: Int?
    forEachTarget(width) { result, place in
      if numbers[place].isNaN {
        result.targets.appendMissing()
      } else if !result.targets.append(numbers[place]) {
        bad = place
        return false
      }
      return true
    }
    if let bad {
      throw error(name, "has in sequence \(bad / width): \(result.targets.refusal(Self.text(numbers[bad])))")
    }
  }

  private mutating func forEachTarget(_ width: Int, _ body: (inout RawSequences, _ place: Int) -> Bool) {
    for (sequence, length) in lengths.enumerated() {
      for step in 0..<(request.isEveryStep ? length : 1) {
        guard body(&result, sequence * width + step) else { return }
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
