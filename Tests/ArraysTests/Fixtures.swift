import Arrays
import Foundation

/// Files as the Python packages write them; `fixtures.py` made them.
enum Fixtures {
  static let names = ["types", "bf16", "inexact", "plain"]
  static let archives = ["types", "deflated", "big_endian", "shapes", "texts", "none", "streamed", "objects"]

  /// How many damaged files a suite reads.
  static let mutations = ProcessInfo.processInfo.environment["SLUICE_FUZZ"] == "whole" ? 100_000 : 5_000

  static func bytes(_ name: String, _ form: String = "safetensors") throws -> [UInt8] {
    let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil)
    guard let folder else { preconditionFailure("the test bundle has the fixtures") }
    return Array(try Data(contentsOf: folder.appending(path: "\(name).\(form)")))
  }

  static func archive(_ name: String) throws -> ArrayFile {
    try ArrayFile(bytes(name, "npz"), file: "\(name).npz")
  }

  static func read(_ name: String) throws -> Safetensors {
    try Safetensors(bytes(name), file: "\(name).safetensors")
  }

  /// A file with this header and so many bytes of zeros behind it.
  static func file(_ header: String, data: Int) -> [UInt8] {
    let bytes = Array(header.utf8)
    return withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { Array($0) } + bytes
      + Array(repeating: 0, count: data)
  }

  /// The message with which bytes are refused; empty where they are read.
  static func message(_ bytes: [UInt8]) -> String {
    do {
      _ = try Safetensors(bytes, file: "f")
      return ""
    } catch { return error.description }
  }

  /// The message with which an archive or one of its arrays is refused; empty where all are read.
  static func message(ofArchive bytes: [UInt8]) -> String {
    do {
      let file = try ArrayFile(bytes, file: "f")
      for name in file.names { _ = try file.array(named: name) }
      return ""
    } catch { return error.description }
  }
}
