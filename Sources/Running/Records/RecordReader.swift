/// Reads the lines of a record that has passed its checksum.
///
/// The checksum has vouched for the bytes, so that an unknown line means another version: the record then
/// counts as not there, and nothing traps.
struct RecordReader {
  private let run: String
  private var status: (RunRecord.Status, updates: Int, selected: Int?)?
  private var measurements: [RunRecord.Measurement] = []
  private var floors: [RunRecord.FloorScore] = []
  private var verdicts: [RunRecord.Verdict] = []
  private var gates: [RunRecord.GateStatistic] = []
  private var certificate: [CertificateRow] = []
  private var timing: RunRecord.Timing?

  init(run: String) { self.run = run }

  /// The record, once every line has been read.
  var record: RunRecord? {
    guard let status, let timing else { return nil }
    return RunRecord(
      run: run, status: status.0, updates: status.updates, selectedUpdate: status.selected,
      measurements: measurements, floors: floors, verdicts: verdicts, gates: gates,
      certificate: certificate, timing: timing)
  }

  /// Takes in one line; `false` where it is not a record's.
  mutating func read(_ line: ArraySlice<UInt8>) -> Bool {
    var words = RecordWords(line)
    switch words.text() {
    case "status": return readStatus(&words)
    case "measure": return readMeasurement(&words)
    case "floor":
      let (split, mode, metric, value) = (words.text(), words.text(), words.text(), words.number())
      floors.append(.init(split: split, mode: mode, metric: metric, value: value))
    case "solved":
      let (split, mode, flag) = (words.text(), words.text(), words.integer())
      verdicts.append(.init(split: split, mode: mode, isSolved: flag == 1))
    case "gate": return readGate(&words)
    case "certify": return readCertificate(&words)
    case "timing":
      timing = .init(wallSeconds: words.number(), processorSeconds: words.number())
    default: return false
    }
    return words.isRight
  }

  private mutating func readStatus(_ words: inout RecordWords) -> Bool {
    guard let word = RunRecord.Status(rawValue: words.text()) else { return false }
    status = (word, words.integer(), words.optionalInteger())
    return words.isRight
  }

  private mutating func readMeasurement(_ words: inout RecordWords) -> Bool {
    let update = words.integer()
    let (split, mode, metric) = (words.text(), words.text(), words.text())
    let (value, error) = (words.number(), words.optionalNumber())
    measurements.append(
      .init(update: update, split: split, mode: mode, metric: metric, value: value, standardError: error))
    return words.isRight
  }

  private mutating func readCertificate(_ words: inout RecordWords) -> Bool {
    let (parameter, reference, exactBy) = (words.text(), words.text(), words.text())
    let samples = words.integer()
    let figures = (0..<8).map { _ in words.number() }
    certificate.append(
      CertificateRow(
        parameter: parameter, reference: reference, exactBy: exactBy, samples: samples, exact: figures[0],
        exactError: figures[1], mean: figures[2], bias: figures[3], biasStandardError: figures[4],
        variance: figures[5], evaluations: figures[6], draws: figures[7], cosine: words.optionalNumber()))
    return words.isRight
  }

  private mutating func readGate(_ words: inout RecordWords) -> Bool {
    let update = words.integer()
    let (split, mode, layer, quantity) = (words.text(), words.text(), words.optionalInteger(), words.text())
    let (step, statistic) = (words.optionalInteger(), words.text())
    let (value, theory) = (words.number(), words.optionalNumber())
    gates.append(
      .init(
        update: update, split: split, mode: mode, layer: layer, quantity: quantity, step: step,
        statistic: statistic, value: value, theory: theory))
    return words.isRight
  }
}

/// The words of one line, in order; `isRight` tells whether all were there and had the right form.
struct RecordWords {
  private var rest: ArraySlice<UInt8>
  private var hasFailed = false

  init(_ line: ArraySlice<UInt8>) { rest = line }

  /// Whether every word asked for was there, and none is left.
  var isRight: Bool { !hasFailed && rest.isEmpty }

  mutating func text() -> String {
    let word = rest.prefix { $0 != UInt8(ascii: " ") }
    if word.isEmpty { hasFailed = true }
    rest = rest.dropFirst(word.count + 1)
    return String(decoding: word, as: UTF8.self)
  }

  mutating func integer() -> Int { optionalInteger(isRequired: true) ?? 0 }
  mutating func number() -> Double { optionalNumber(isRequired: true) ?? 0 }

  mutating func optionalInteger(isRequired: Bool = false) -> Int? {
    let word = text()
    let value = Int(word)
    if value == nil && (isRequired || word != "-") { hasFailed = true }
    return value
  }

  mutating func optionalNumber(isRequired: Bool = false) -> Double? {
    let word = text()
    let value = NumberText.parse(word)
    if value == nil && (isRequired || word != "-") { hasFailed = true }
    return value
  }
}
