import Catalog

/// Reads the `.ts` files of the UCR and UEA archives of classified series.
///
///     1.2,3.4,5.6:7.8,9.0,1.2:1
///
/// Behind the header each line is a sequence: for each dimension its values, separated by commas, the dimensions and the class
/// separated by colons. Lengths may differ from sequence to sequence. `?` and `NaN` are missing values.
///
/// - Source: the format of aeon and sktime, Middlehurst et al. 2024 (JMLR 25, 289).
struct SequenceArchiveReader {
  private let file: String
  private let request: SequenceRequest
  private var lines: LineReader
  private var header = SequenceArchiveHeader()
  private var classes: Set<String> = []
  private var result: RawSequences

  init(file: String, _ source: ByteStream, _ request: SequenceRequest) throws {
    self.file = file
    self.request = request
    lines = try LineReader(file: file, source)
    result = RawSequences(request)
  }

  /// The sequences of the file, and the classes that its header lists.
  consuming func read() throws -> (RawSequences, classes: [String]) {
    while let line = try lines.next() {
      try take(line)
      lines.advance(to: line.range.upperBound)
    }
    guard header.isComplete else {
      throw DataError(
        file: file, "the file ends before '@data'; expected a .ts file of the UCR and UEA archives")
    }
    guard result.count > 0 else { throw DataError(file: file, "no sequence stands behind '@data'") }
    return (result, header.classes ?? [])
  }

  private mutating func take(_ line: LineReader.Line) throws(DataError) {
    let (file, number) = (file, line.number)
    func error(_ message: String) -> DataError { DataError(file: file, line: number, message) }
    let range = Self.trimmed(
      lines.buffer, lines.mark + line.range.lowerBound..<lines.mark + line.range.upperBound)
    guard let first = range.first.map({ lines.buffer[$0] }), !SequenceArchiveHeader.isComment(first) else {
      return
    }
    if header.isComplete { return try takeSequence(range, number) }
    guard first == UInt8(ascii: "@") else {
      throw error(
        "this is no line of a .ts file of the UCR and UEA archives: expected one that begins with '@', '#' or '%', and '@data' before the sequences; tables and arrays are named with 'data'"
      )
    }
    try header.take(String(decoding: lines.buffer[range], as: UTF8.self), error)
    guard header.isComplete else { return }
    classes = Set(header.classes ?? [])
    let isClass = request.kind == .class
    if isClass, header.classes == nil {
      throw error("the file has numbers to predict; say 'target_kind: number'")
    }
    if !isClass, !header.hasNumbers {
      throw error("the file has classes; leave 'target_kind' out, or say 'target_kind: class'")
    }
  }

  /// Takes in a line of data.
  private mutating func takeSequence(_ range: Range<Int>, _ line: Int) throws(DataError) {
    var fields = [range.lowerBound..<range.lowerBound]
    for index in range where lines.buffer[index] == UInt8(ascii: ":") {
      fields[fields.count - 1] = fields[fields.count - 1].lowerBound..<index
      fields.append(index + 1..<index + 1)
    }
    let label = Self.trimmed(lines.buffer, fields.removeLast().lowerBound..<range.upperBound)
    try checkWidth(fields.count, line)
    let width = fields.count
    let start = result.inputs.count
    var steps = 0
    for (dimension, field) in fields.enumerated() {
      let count = try takeValues(field, line, dimension: dimension, width: width, from: start)
      if dimension == 0 { steps = count }
      guard count == steps else {
        throw DataError(
          file: file, line: line,
          "dimension 1 has \(steps) values, dimension \(dimension + 1) has \(count); expected as many")
      }
    }
    try takeTarget(label, line)
    result.starts.append(result.inputs.count / width)
    result.lines.append(line)
  }

  private mutating func checkWidth(_ width: Int, _ line: Int) throws(DataError) {
    func error(_ message: String) -> DataError { DataError(file: file, line: line, message) }
    func count(_ width: Int) -> String { width == 1 ? "1 dimension" : "\(width) dimensions" }
    guard width > 0 else { throw error("the line has no ':' before its class or number") }
    let says = header.isUnivariate ? 1 : header.dimensions
    if let says, width != says {
      throw error("the line has \(count(width)) before its class or number, the header says \(says)")
    }
    if result.inputNames.isEmpty { result.inputNames = (1...width).map { "dimension_\($0)" } }
    guard width == result.inputNames.count else {
      throw error("the line has \(count(width)), the first sequence \(result.inputNames.count)")
    }
  }

  /// Takes in the values of a dimension, step by step among those of the others.
  ///
  /// - Returns: how many there are.
  private mutating func takeValues(
    _ field: Range<Int>, _ line: Int, dimension: Int, width: Int, from start: Int
  )
    throws(DataError) -> Int
  {
    var (place, step) = (field.lowerBound, 0)
    while true {
      var end = place
      while end < field.upperBound, lines.buffer[end] != UInt8(ascii: ",") { end += 1 }
      let value = try value(Self.trimmed(lines.buffer, place..<end), line, dimension)
      if dimension == 0 {
        result.inputs.append(value)
        for _ in 1..<width { result.inputs.append(.nan) }
      } else if start + step * width + dimension < result.inputs.count {
        result.inputs[start + step * width + dimension] = value
      }
      step += 1
      guard end < field.upperBound else { return step }
      place = end + 1
    }
  }

  private func value(_ range: Range<Int>, _ line: Int, _ dimension: Int) throws(DataError) -> Double {
    let bytes = lines.buffer.span.extracting(range)
    if let value = DecimalNumber.value(of: bytes), abs(value) <= TableReader.largest { return value }
    let word = String(decoding: lines.buffer[range], as: UTF8.self)
    if word == "?" || word.lowercased() == "nan" { return .nan }
    guard !word.utf8.contains(0) else {
      throw DataError(file: file, line: line, "a byte 0 in a value: this is no text")
    }
    let found = word.isEmpty ? "an empty value" : "'\(word)'"
    throw DataError(
      file: file, line: line,
      "\(found) in dimension \(dimension + 1) is not a number that can be used; expected numbers such as 12 or -0.5, or '?'"
    )
  }

  private mutating func takeTarget(_ range: Range<Int>, _ line: Int) throws(DataError) {
    let text = String(decoding: lines.buffer[range], as: UTF8.self)
    if request.kind == .class {
      guard classes.contains(text) else {
        let known = header.classes ?? []
        throw DataError(
          file: file, line: line,
          text.isEmpty
            ? "the line has no class behind its last ':'; expected one of the header: \(known.joined(separator: ", "))"
            : "'\(text)'\(NearestName.hint(for: text, among: known)) is not among the classes of the header: \(known.joined(separator: ", "))"
        )
      }
      return result.targets.classes.append(text)
    }
    guard let number = DecimalNumber.value(of: lines.buffer.span.extracting(range)),
      result.targets.append(number)
    else { throw DataError(file: file, line: line, result.targets.refusal(text)) }
  }

  /// A range of bytes without spaces and tabs at its ends.
  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
    while high > low, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 { high -= 1 }
    return low..<high
  }
}
