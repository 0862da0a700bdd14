import Running
import Testing

/// A record with every kind of line and number.
let fullRecord = RunRecord(
  run: "r-00112233445566778899aabbccddeeff", status: .completed, updates: 200, selectedUpdate: 100,
  measurements: [
    .init(update: 0, split: "validation", mode: "native", metric: "rmse", value: 33.25),
    .init(
      update: 100, split: "test", mode: "sample", metric: "rmse", value: 0.1 + 0.2,
      standardError: .leastNonzeroMagnitude),
    .init(update: 200, split: "test", mode: "native", metric: "pearson", value: .nan),
    .init(update: 200, split: "test", mode: "native", metric: "loss", value: -.infinity),
  ],
  floors: [.init(split: "test", mode: "persistence", metric: "rmse", value: 33.93)],
  verdicts: [.init(split: "test", mode: "native", isSolved: true)],
  gates: [
    .init(
      update: 100, split: "validation", mode: "sample", layer: 0, quantity: "forget", statistic: "mean",
      value: 0.7, theory: 0.6875),
    .init(
      update: 100, split: "train", mode: "training", layer: 1, quantity: "cell_gradient", step: 3,
      statistic: "norm", value: 1e-30),
  ],
  timing: .init(wallSeconds: 1.5, processorSeconds: 1.25))

@Suite struct RecordFileTests {
  let bytes = RecordFile.encode(fullRecord)

  @Test func theTextIsStable() {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.dropLast() == [
        "sluice/record/v1",
        "run r-00112233445566778899aabbccddeeff",
        "status completed 200 100",
        "measure 0 validation native rmse 33.25 -",
        "measure 100 test sample rmse 0.30000000000000004 5e-324",
        "measure 200 test native pearson NaN -",
        "measure 200 test native loss -INF -",
        "floor test persistence rmse 33.93",
        "solved test native 1",
        "gate 100 validation sample 0 forget - mean 0.7 0.6875",
        "gate 100 train training 1 cell_gradient 3 norm 1e-30 -",
        "timing 1.5 1.25",
      ])
    #expect(lines.last?.hasPrefix("sha256 ") == true)
  }

  @Test func readingGivesWhatWasWritten() throws {
    let read = try #require(RecordFile.decode(bytes, run: fullRecord.run))
    // NaN is not equal to itself, so equality is that of the bytes.
    #expect(RecordFile.encode(read) == bytes)
    #expect(read.measurements[1] == fullRecord.measurements[1])
    #expect(read.gates == fullRecord.gates)
    #expect(read.timing == fullRecord.timing)
  }

  @Test func aDivergedRunHasNoSelectedUpdate() throws {
    let record = RunRecord(
      run: "r-0", status: .diverged, updates: 7, selectedUpdate: nil, measurements: [],
      timing: .init(wallSeconds: 0, processorSeconds: 0))
    #expect(RecordFile.decode(RecordFile.encode(record), run: "r-0") == record)
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
    #expect(!RecordFile.isIntact(bytes, run: "r-00112233445566778899aabbccddee"))
  }
}
