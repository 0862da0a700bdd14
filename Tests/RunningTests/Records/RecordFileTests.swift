import Digest
import Planning
import Running
import Studies
import Tables
import Testing

/// A record with every kind of line and number.
let fullRecord = RunRecord(
  run: "r-00112233445566778899aabbccddeeff",
  origin: RecordOrigin(numerics: "sluice/numerics/v9", program: "ab12"),
  outcome: RunOutcome(
    status: .completed, updates: 200, selectedUpdate: 100,
    tables: [
      Measurement.table.rows([
        .init(update: nil, split: "test", mode: "persistence", metric: "rmse", value: 33.93),
        .init(update: 0, split: "validation", mode: "native", metric: "rmse", value: 33.25),
        .init(
          update: 100, split: "test", mode: "sample", metric: "rmse", value: 0.1 + 0.2,
          standardError: .leastNonzeroMagnitude),
        .init(update: 200, split: "test", mode: "native", metric: "pearson", value: nil),
        .init(update: 200, split: "test", mode: "native", metric: "a user's own", value: .nan),
        .init(update: 200, split: "test", mode: "native", metric: "loss", value: -.infinity),
      ]),
      SolvedVerdict.table.rows([.init(split: "test", mode: "native", isSolved: true)]),
      GateStatistic.table.rows([
        .init(
          update: 100, split: "validation", mode: "sample", layer: 0, quantity: "forget", statistic: "mean",
          value: 0.7, theory: 0.6875),
        .init(
          update: 100, split: "train", mode: "training", layer: 1, quantity: "cell_gradient", step: 3,
          statistic: "norm", value: 1e-30),
      ]),
    ]), timing: .init(wallSeconds: 1.5, processorSeconds: 1.25))

@Suite struct RecordFileTests {
  let bytes = RecordFile.encode(fullRecord)

  @Test func theTextIsStable() {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.dropLast() == [
        "sluice/record/v2",
        "run r-00112233445566778899aabbccddeeff",
        "numerics sluice/numerics/v9",
        "program ab12",
        "status completed 200 100",
        "table measurements 6 update split mode metric value standard_error",
        "- test persistence rmse 33.93 -",
        "0 validation native rmse 33.25 -",
        "100 test sample rmse 0.30000000000000004 5e-324",
        "200 test native pearson - -",
        "200 test native a%20user's%20own NaN -",
        "200 test native loss -INF -",
        "table verdicts 1 split mode solved",
        "test native true",
        "table gates 2 update split mode layer quantity step statistic value theory",
        "100 validation sample 0 forget - mean 0.7 0.6875",
        "100 train training 1 cell_gradient 3 norm 1e-30 -",
        "timing 1.5 1.25",
      ])
    #expect(lines.last?.hasPrefix("sha256 ") == true)
  }

  @Test func readingGivesWhatWasWritten() throws {
    let read = try #require(RecordFile.decode(bytes, run: fullRecord.run))
    #expect(read == fullRecord)
    #expect(read.outcome.measurements[0].update == nil)
    #expect(read.outcome.measurements[3].value == nil)
    #expect(read.outcome.measurements[4].metric == "a user's own")
    #expect(read.outcome.gates[1].step == 3 && read.outcome.gates[0].theory == 0.6875)
    #expect(read.outcome.verdicts == [.init(split: "test", mode: "native", isSolved: true)])
  }

  @Test func aDivergedRunHasNoSelectedUpdate() throws {
    let record = RunRecord(
      run: "r-0", outcome: RunOutcome(status: .diverged, updates: 7, selectedUpdate: nil, tables: []),
      timing: .init(wallSeconds: 0, processorSeconds: 0))
    #expect(RecordFile.decode(RecordFile.encode(record), run: "r-0") == record)
  }

  /// A later version may leave lines that this one does not know, under a checksum that holds.
  @Test(arguments: [
    ("timing 1.5 1.25", "later 1\ntiming 1.5 1.25"), ("timing 1.5 1.25", "timing 1.5"),
    ("status completed", "status suspended"), ("test native true", "test native true more"),
    ("test native true", "test  true"), ("table verdicts 1", "table verdicts 2"),
    ("table verdicts 1", "table verdicts -1"),
    ("sluice/record/v2", "sluice/record/v3"), ("numerics sluice/numerics/v9\n", ""), ("200 100", "200 x"),
    ("0 validation native", "0 validation  native"),
  ])
  func anUnknownLineMakesItUnreadable(old: String, new: String) throws {
    let changed = resealed(replacing: old, with: new)
    try #require(changed != bytes)
    #expect(RecordFile.decode(changed, run: fullRecord.run) == nil)
  }

  @Test func aRecordWithoutAColumnHasNoValuesThere() throws {
    let changed = resealed(replacing: "statistic value theory", with: "statistic value other")
    let gates = try #require(RecordFile.decode(changed, run: fullRecord.run)).outcome.gates
    #expect(gates.map(\.value) == [0.7, 1e-30])
    #expect(gates.allSatisfy { $0.theory == nil })
  }

  /// The record with other lines, under a checksum that holds.
  private func resealed(replacing old: String, with new: String) -> [UInt8] {
    let body = String(decoding: bytes.dropLast(72), as: UTF8.self).replacing(old, with: new).utf8
    return Array(body) + Array("sha256 \(SHA256.hexadecimal(body))\n".utf8)
  }

  @Test func cutAtEveryByteItIsNotThere() {
    for length in 0..<bytes.count {
      #expect(RecordFile.decode(Array(bytes.prefix(length)), run: fullRecord.run) == nil, "\(length) bytes")
    }
  }

  @Test func withAnyBitFlippedItIsNotThere() {
    for index in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << bit
        #expect(RecordFile.decode(damaged, run: fullRecord.run) == nil, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test func moreBytesAtTheEndAreDamageToo() {
    #expect(RecordFile.decode(bytes + [0x0A], run: fullRecord.run) == nil)
    #expect(RecordFile.decode(bytes + bytes, run: fullRecord.run) == nil)
  }

  @Test func anotherRunsRecordIsNotThisRuns() {
    #expect(RecordFile.decode(bytes, run: "r-00112233445566778899aabbccddeef0") == nil)
    #expect(RecordFile.decode(bytes, run: "r-00112233445566778899aabbccddee") == nil)
  }
}
