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

  let folder = TemporaryFolder()

  /// The bytes of a file.
  private func bytes(_ file: CheckpointFile) throws -> [UInt8] {
    try file.write(to: folder["c"])
    return try Files.read(folder["c"])
  }

  @Test(arguments: files) func whatIsWrittenIsRead(_ file: CheckpointFile) throws {
    #expect(try CheckpointFile(bytes: bytes(file)) == file)
  }

  @Test func aLargeStateIsWrittenInPieces() throws {
    let state = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }
    let file = CheckpointFile(
      trajectory: "t-00", run: "r-01", origin: .current, checkpoint: Checkpoint(update: 7, state: state),
      timing: .init(wallSeconds: 1, processorSeconds: 1))
    #expect(try CheckpointFile(bytes: bytes(file)).checkpoint.state == state)
  }

  @Test func theLinesAreThoseOfTheDocumentation() throws {
    let text = String(decoding: try bytes(Self.files[1]), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(8)
    #expect(
      Array(lines) == [
        "sluice/checkpoint/v1", "trajectory t-00", "run r-01", "numerics sluice/numerics/v2",
        "program ab12cd34",
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

  @Test(arguments: files) func everyCutAndEveryBitIsNoticed(_ file: CheckpointFile) throws {
    let bytes = try bytes(file)
    let cut = DamageReport(cutting: bytes, by: Self.reading)
    #expect(cut.faults.isEmpty && cut.refused == bytes.count)
    let flipped = DamageReport(flippingBitsOf: bytes, by: Self.reading)
    #expect(flipped.faults.isEmpty && flipped.refused == 8 * bytes.count)
  }

  /// Sound bytes of another form: a line less, a line more, another word, another size of the state.
  @Test func otherFormsAreOtherVersions() {
    let lines = [
      "sluice/checkpoint/v1", "trajectory t-00", "run r-01", "numerics n", "update 7", "timing 1 1",
      "state 2",
    ]
    func fault(_ lines: [String], state: [UInt8] = [1, 2]) -> CheckpointFile.Fault? {
      let body = Array((lines.joined(separator: "\n") + "\n").utf8) + state
      let bytes = body + Array("sha256 \(SHA256.hexadecimal(body))\n".utf8)
      do {
        _ = try CheckpointFile(bytes: bytes)
        return nil
      } catch { return error }
    }
    #expect(fault(lines) == nil)
    for index in lines.indices {
      var fewer = lines
      fewer.remove(at: index)
      #expect(fault(fewer) == .otherVersion, "without \(lines[index])")
    }
    for (index, word) in [
      (0, "sluice/checkpoint/v2"), (4, "update -1"), (4, "update x"), (5, "timing 1"), (6, "state 3"),
      (6, "state"),
    ] {
      var other = lines
      other[index] = word
      #expect(fault(other) == .otherVersion, "\(word)")
    }
    #expect(fault([], state: []) == .otherVersion)
  }
}
