import Planning
import Studies
import Testing

/// Whatever the bytes, there is an experiment or an error with a place: nothing traps, nothing hangs.
struct FuzzTests {
  static let good = Array(
    """
    schema: sluice/experiment/v1
    name: f
    kind: train
    seed: 7
    task: {kind: adding, variant: chrono, steps: 20}
    network: {hidden: 4, forget_bias: {chrono: 9}}
    gates: {all: {kind: sigmoid, temperature: {from: 1, to: 0.5, schedule: linear, updates: 9}}}
    training: {updates: 10, batch: 4}
    sweep:
      gates.forget: [{kind: bernoulli, label: "b"}, {kind: sigmoid}]
    compare: {axis: gates.forget, baseline: b, metric: test.native.mse}

    """.utf8)

  private func survives(_ bytes: [UInt8]) -> Bool {
    do {
      try TestFiles.check(bytes, name: "f")
      return true
    } catch {
      return error.errors.allSatisfy { $0.position != nil && !$0.message.isEmpty }
    }
  }

  @Test func theFileIsGood() throws { try TestFiles.check(Self.good, name: "f") }

  @Test func cutAtEveryByte() {
    for count in Self.good.indices { #expect(survives(Array(Self.good[..<count])), "cut at \(count)") }
  }

  @Test(arguments: Array("&*!%{}[]:,-?|>#\"'\t\n 0.~<\u{7F}".utf8) + [0x00, 0x80, 0xC3, 0xFF])
  func everyByteReplaced(by byte: UInt8) {
    for index in Self.good.indices {
      var bytes = Self.good
      bytes[index] = byte
      #expect(survives(bytes), "byte \(index) became \(byte)")
    }
  }

  @Test func everyLineMissingAndDoubled() {
    let lines = Self.good.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
    for index in lines.indices {
      var missing = lines
      missing.remove(at: index)
      var doubled = lines
      doubled.insert(lines[index], at: index)
      #expect(survives(missing.flatMap { $0 }) && survives(doubled.flatMap { $0 }), "line \(index)")
    }
  }
}
