import Digest
import Planning
import Running
import TestSupport
import Testing

/// A checkpoint's file is what was written, or counts as not there.
@Suite struct CheckpointFileTests {
  static let files = [nil, "ab12cd34"].map { program in
    CheckpointFile(
      trajectory: "t-00", run: "r-01", origin: RecordOrigin(numerics: "sluice/numerics/v2", program: program),
      checkpoint: Checkpoint(update: 7, state: [0x0A, 0, 255, 0x20]),
      timing: .init(wallSeconds: 1.5, processorSeconds: 0.25))
  }

  @Test(arguments: files) func whatIsWrittenIsRead(_ file: CheckpointFile) throws {
    #expect(try CheckpointFile(bytes: file.bytes) == file)
  }

  @Test func theLinesAreThoseOfTheDocumentation() {
    let text = String(decoding: Self.files[1].bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(8)
    #expect(
      Array(lines) == [
        "sluice/checkpoint/v1", "trajectory t-00", "run r-01", "numerics sluice/numerics/v2", "program ab12cd34",
        "update 7", "timing 1.5 0.25", "state 4",
      ])
  }

  private static func reading(_ bytes: [UInt8]) -> Reading {
    Reading(
      isRefusal: { $0 as? CheckpointFile.Fault == .damaged },
      isSound: {
        _ = try CheckpointFile(bytes: bytes)
        return false
      })
  }

  @Test(arguments: files) func everyCutAndEveryBitIsNoticed(_ file: CheckpointFile) {
    let cut = DamageReport(cutting: file.bytes, by: Self.reading)
    #expect(cut.faults.isEmpty && cut.refused == file.bytes.count)
    let flipped = DamageReport(flippingBitsOf: file.bytes, by: Self.reading)
    #expect(flipped.faults.isEmpty && flipped.refused == 8 * file.bytes.count)
  }

  /// Sound bytes of another form: a line less, a line more, another word, another size of the state.
  @Test func otherFormsAreOtherVersions() {
    let lines = [
      "sluice/checkpoint/v1", "trajectory t-00", "run r-01", "numerics n", "update 7", "timing 1 1", "state 2",
    ]
    func fault(_ lines: [String], state: [UInt8] = [1, 2]) -> CheckpointFile.Fault? {
      let body = Array((lines.joined(separator: "\n") + "\n").utf8) + state
      let bytes = body + Array("sha256 \(SHA256.hexadecimal(body))\n".utf8)
      do {
        _ = try CheckpointFile(bytes: bytes)
        return nil
      } catch { return error as? CheckpointFile.Fault }
    }
    #expect(fault(lines) == nil)
    for index in lines.indices {
      var fewer = lines
      fewer.remove(at: index)
      #expect(fault(fewer) == .otherVersion, "without \(lines[index])")
    }
    for (index, word) in [
      (0, "sluice/checkpoint/v2"), (4, "update -1"), (4, "update x"), (5, "timing 1"), (6, "state 3"), (6, "state"),
    ] {
      var other = lines
      other[index] = word
      #expect(fault(other) == .otherVersion, "\(word)")
    }
    #expect(fault([], state: []) == .otherVersion)
  }
}
