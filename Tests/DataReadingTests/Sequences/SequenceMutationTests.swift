import Catalog
import DataReading
import TestSupport
import Testing

/// Damaged files of sequences are read or refused, never trapped on: bytes changed, cut, doubled, moved and put between.
///
/// `make soak` has 100,000 mutations, `SLUICE_MUTATIONS` any number.
@Suite("Mutations of files of sequences")
struct SequenceMutationTests {
  /// A table of steps with everything that it may have, one of numbers, arrays, and `.ts` files, of which the mutated one is of training.
  private static let seeds: [(bytes: [UInt8], request: SequenceRequest, isArchive: Bool)] = [
    (
      Array(
        "id,x,y,word,label,part\r\na,1,2,to,p,train\r\na,,\"4\",be,,train\r\nb,5e1,.5,to,q,test\r\n".utf8),
      SequenceRequest(
        fill: .hold, sequence: "id", inputs: ["y", "x"], symbols: "word", target: "label", isEveryStep: true,
        part: "part"), false
    ),
    (
      Array("id;x;y;label\na;1,5;2;0,5\na;3;NA;0,5\nb;5;6;-1\n".utf8),
      SequenceRequest(fill: .zero, sequence: "id", inputs: ["x", "y"], target: "label", kind: .number), false
    ),
    (
      TestData.archive([
        ("inputs", TestData.numPy([1, 2, .nan, 4, 5, 6, 7, 8], [2, 2, 2])),
        ("lengths", TestData.numPy([2, 1], [2])),
        ("targets", TestData.numPy(["p", "q"], [2])),
      ]), SequenceRequest(fill: .zero), false
    ),
    (
      Array(
        "# note\n@timeStamps false\n@dimensions 2\n@classLabel true p q\n@data\n1,?,3:4,5,6:p\n7:8:q\n9,1:2,3:p\n"
          .utf8),
      SequenceRequest(fill: .interpolate), true
    ),
    (
      Array("@univariate true\n@targetLabel true\n@data\n1,2,3:0.5\n4:1e3\n".utf8),
      SequenceRequest(kind: .number),
      true
    ),
  ]

  private static let edits = TestData.edits(adding: [":", "@data\n", "?"])

  @Test(arguments: seeds.indices)
  func neverATrap(index: Int) {
    let (original, request, isArchive) = Self.seeds[index]
    let report = DamageReport(
      copies: TestData.mutations / Self.seeds.count, seed: UInt64(60 + index),
      { _, scatter in Self.edits.damaged(original, &scatter) },
      by: { bytes in
        let files = FileReader { $0 == "data.csv" ? bytes : original }
        return Reading(
          isRefusal: { error in
            // What is no longer known as arrays is looked at as a table.
            ["data.csv", "test.ts", "'", "a table of steps needs"].contains { "\(error)".hasPrefix($0) }
          },
          isSound: {
            try isSound(
              isArchive
                ? SequenceData(archives: [(.train, "data.csv"), (.test, "test.ts")], request, files: files)
                : SequenceData("data.csv", request, files: files))
          })
      })
    #expect(report.faults == [])
    #expect(report.read > 0 && report.refused > 0)
  }

  /// Sequences of a step or more, and as many inputs, symbols and targets as they have steps.
  private func isSound(_ data: SequenceData) -> Bool {
    let steps = data.starts[data.count]
    let targets =
      switch data.targets {
      case .classes(_, let places): places.count
      case .numbers(let numbers): numbers.count
      }
    return data.inputs.allSatisfy(\.isFinite) && data.inputs.count == steps * data.inputWidth
      && zip(data.starts, data.starts.dropFirst()).allSatisfy { $0 < $1 }
      && (data.symbols?.codes.count ?? steps) == steps
      && (data.observed?.count ?? data.inputs.count) == data.inputs.count
      && targets == (data.isEveryStep ? steps : data.count) && (data.parts?.count ?? data.count) == data.count
  }
}
