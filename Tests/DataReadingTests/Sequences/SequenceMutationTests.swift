import Catalog
import DataReading
import RandomStreams
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

  private static let count = Int(Environment.variable("SLUICE_MUTATIONS") ?? "") ?? 2_000

  @Test(arguments: seeds.indices)
  func neverATrap(index: Int) {
    let (original, request, isArchive) = Self.seeds[index]
    var stream = RandomStream(StreamKey(seed: 6, path: [.index(UInt64(index))]))
    var (read, refused) = (0, 0)
    for _ in 0..<Self.count / Self.seeds.count {
      let bytes = Self.damaged(original, &stream)
      let files = FileReader { $0 == "data.csv" ? bytes : original }
      do {
        let data =
          try isArchive
          ? SequenceData(archives: [(.train, "data.csv"), (.test, "test.ts")], request, files: files)
          : SequenceData("data.csv", request, files: files)
        #expect(isSound(data))
        read += 1
      } catch {
        let message = "\(error)"
        // What is no longer known as arrays is looked at as a table.
        #expect(["data.csv", "test.ts", "'", "a table of steps needs"].contains { message.hasPrefix($0) })
        refused += 1
      }
    }
    #expect(read > 0 && refused > 0)
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

  private static let words: [[UInt8]] = [
    [0x22], [0x0D], [0x0A], [0x2C], [0x3B], [0x3A], [0xC3], [0], Array("9999".utf8), Array("@data\n".utf8),
    Array("?".utf8),
  ]

  private static func damaged(_ original: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    func number(below limit: Int) -> Int { Int(stream.nextUniform() * Float(limit)) }
    var bytes = original
    for _ in 0...number(below: 3) where !bytes.isEmpty {
      let place = number(below: bytes.count)
      let end = min(bytes.count, place + number(below: 9))
      switch number(below: 6) {
      case 0: bytes[place] = UInt8(number(below: 256))
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: number(below: bytes.count))
      case 3: bytes.removeSubrange(place...)
      case 4: bytes.insert(contentsOf: words[number(below: words.count)], at: place)
      default: bytes.swapAt(place, number(below: bytes.count))
      }
    }
    return bytes
  }
}
