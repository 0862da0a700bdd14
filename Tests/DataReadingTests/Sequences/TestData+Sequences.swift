import Catalog
import DataReading
import TestSupport

extension TestData {
  /// The columns of the tables of steps here.
  static let walks = SequenceRequest(sequence: "id", inputs: ["x", "y"], target: "label")

  /// The sequences of a file that is in memory.
  static func sequences(_ bytes: [UInt8], _ request: SequenceRequest = walks) throws -> SequenceData {
    try SequenceData("walks", request, files: FileReader { _ in bytes })
  }

  /// The sequences of a table's text.
  static func sequences(_ text: String, _ request: SequenceRequest = walks) throws -> SequenceData {
    try sequences(Array(text.utf8), request)
  }

  /// The sequences of the texts of `.ts` files.
  static func archives(
    _ texts: [SequencePart: String], _ request: SequenceRequest = SequenceRequest()
  ) throws -> SequenceData {
    let parts = SequencePart.allCases.filter { texts[$0] != nil }
    return try SequenceData(
      archives: parts.map { (part: $0, file: $0.rawValue) }, request,
      files: FileReader { path in Array((SequencePart(rawValue: path).flatMap { texts[$0] } ?? "").utf8) })
  }

  /// How a table lies, as an experiment says it.
  static func read(_ keys: [String: ParameterValue]) throws -> ReadSettings { try ReadSettings(.map(keys)) }

  /// An array as NumPy writes it, of numbers of eight bytes.
  static func numPy(_ numbers: [Double], _ shape: [Int]) -> [UInt8] {
    let dictionary =
      "{'descr': '<f8', 'fortran_order': False, 'shape': (\(shape.map { "\($0)," }.joined())), }"
    return TestSupport.numPy(dictionary, numbers.flatMap { little(Int(bitPattern: UInt($0.bitPattern)), 8) })
  }

  /// An array of texts of up to eight characters.
  static func numPy(_ texts: [String], _ shape: [Int]) -> [UInt8] {
    let dictionary =
      "{'descr': '<U8', 'fortran_order': False, 'shape': (\(shape.map { "\($0)," }.joined())), }"
    return TestSupport.numPy(
      dictionary,
      texts.flatMap { text in
        text.unicodeScalars.flatMap { little(Int($0.value), 4) }
          + Array(repeating: 0, count: 4 * (8 - text.unicodeScalars.count))
      })
  }

  /// An `.npz` file.
  static func archive(_ arrays: [(String, [UInt8])], isDeflated: Bool = false) -> [UInt8] {
    ZipFile(
      arrays.map { name, array in
        let entry = ZipFile.Entry("\(name).npy", array)
        return isDeflated ? entry.deflated : entry
      }
    ).bytes
  }

  /// The bytes as gzip (RFC 1952), not compressed.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + ZipFile.Entry("", bytes).deflated.packed
      + little(Int(ZipFile.checksum(bytes)), 4) + little(bytes.count, 4)
  }
}

extension SequenceRequest {
  /// The same with a change.
  func with(_ change: (inout SequenceRequest) throws -> Void) rethrows -> SequenceRequest {
    var request = self
    try change(&request)
    return request
  }
}
