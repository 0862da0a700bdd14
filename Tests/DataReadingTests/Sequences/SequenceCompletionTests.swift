import Catalog
import DataReading
import Testing

/// What is missing in sequences, by hand: filled within a sequence, never across two.
@Suite("Missing values of sequences")
struct SequenceCompletionTests {
  /// x of a is 1 _ 3 _, of b _ 5: only zero can fill it. y of a is 10 _ _ 40, of b 7 7.
  private static let table = "id,x,y,label\na,1,10,p\na,,?,p\na,3,NA,p\na,-,40,p\nb,.,7,q\nb,5,7,q\n"
  private static let observed = [true, true, false, false, true, false, false, true, false, true, true, true]

  /// The same as arrays and as a `.ts` file, which knows what is missing in its own way.
  private func forms(_ table: String, _ rule: FillRule) throws -> [SequenceData] {
    let archive =
      table == Self.table
      ? "@classLabel true p q\n@data\n1,?,3,NaN:10,nan,?,40:p\n?,5:7,7:q\n"
      : "@classLabel true p q\n@data\n1,?,3,NaN:10,nan,?,40:p\n4,?:7,7:q\n"
    let start = table == Self.table ? Double.nan : 4
    let nan = Double.nan
    let inputs = [
      1, 10, nan, nan, 3, nan, nan, 40, start, 7, table == Self.table ? 5 : nan, 7, 0, 0, nan, nan,
    ]
    let arrays = TestData.archive([
      ("inputs", TestData.numPy(inputs, [2, 4, 2])), ("lengths", TestData.numPy([4, 2], [2])),
      ("targets", TestData.numPy(["p", "q"], [2])),
    ])
    let test = "@classLabel true p q\n@data\n0:0:p\n"
    let two = try TestData.archives([.train: archive, .test: test], SequenceRequest(fill: rule))
    #expect(two.count == 3 && two.observed?.suffix(2) == [true, true])
    return try [
      TestData.sequences(table, TestData.walks.with { $0.fill = rule }),
      TestData.sequences(arrays, SequenceRequest(fill: rule)), two,
    ]
  }

  @Test func byZero() throws {
    for data in try forms(Self.table, .zero) {
      #expect(data.inputs.prefix(12) == [1, 10, 0, 0, 3, 0, 0, 40, 0, 7, 5, 7])
      #expect(data.observed.map { Array($0.prefix(12)) } == Self.observed)
      #expect(!data.looksAhead)
    }
  }

  private static let begun = table.replacing("b,.,7,q\nb,5", with: "b,4,7,q\nb,")

  @Test func byTheLastValue() throws {
    for data in try forms(Self.begun, .hold) {
      #expect(data.inputs.prefix(12) == [1, 10, 1, 10, 3, 10, 3, 40, 4, 7, 4, 7])
      #expect(!data.looksAhead)
    }
  }

  /// x of a ends with a missing value: it is 3, and not on the way to the 4 of the next sequence.
  @Test func byALine() throws {
    for data in try forms(Self.begun, .interpolate) {
      #expect(data.inputs.prefix(12) == [1, 10, 2, 20, 3, 30, 3, 40, 4, 7, 4, 7])
      #expect(data.looksAhead)
      #expect(data.findings.contains(Finding("filled", "5 inputs by interpolate")))
    }
    #expect(
      try !TestData.sequences(
        "id,x,y,label\na,1,2,p\nb,1,2,q\n", TestData.walks.with { $0.fill = .interpolate }
      ).looksAhead)
  }

  /// Of several files in any of them: what the others hold is observed.
  @Test func inOneOfTwoFiles() throws {
    let head = "@classLabel true p q\n@data\n"
    let data = try TestData.archives(
      [.train: head + "1,2:p\n3:q\n", .test: head + "4,?,6:p\n"], SequenceRequest(fill: .interpolate))
    #expect(data.inputs == [1, 2, 3, 4, 5, 6])
    #expect(data.observed == [true, true, true, true, false, true] && data.looksAhead)
    #expect(data.parts == [.train, .train, .test])
  }

  @Test func missingTargetsNeverCount() throws {
    let text = "id,x,y,label\na,1,2,p\na,3,4,\na,5,6,q\nb,1,2,NA\nb,3,4,q\n"
    let data = try TestData.sequences(text, TestData.walks.with { ($0.isEveryStep, $0.fill) = (true, .hold) })
    guard case .classes(let names, let places) = data.targets else { return #expect(Bool(false)) }
    #expect(names == ["p", "q"] && places == [0, -1, 1, -1, 1])
    #expect(data.observed == nil)
    let numbers = text.replacing(",p", with: ",0.5").replacing(",q", with: ",-2")
    let measured = try TestData.sequences(
      numbers, TestData.walks.with { ($0.isEveryStep, $0.fill, $0.kind) = (true, .zero, .number) })
    guard case .numbers(let values) = measured.targets else { return #expect(Bool(false)) }
    #expect(values.map { $0.isNaN ? nil : $0 } == [0.5, nil, -2, nil, -2])
  }

  /// A missing symbol is one that training cannot have; −1 stands for it.
  @Test func missingSymbols() throws {
    let text = "id,word,label\na,to,p\na,,p\nb,be,q\n"
    let request = SequenceRequest(fill: .hold, sequence: "id", symbols: "word", target: "label")
    let data = try TestData.sequences(text, request)
    #expect(data.symbols?.names == ["be", "to"] && data.symbols?.codes == [1, -1, 0])
    #expect(data.inputWidth == 0 && data.inputs.isEmpty)
    // Numbers that are none in the padding, and one that is missing.
    let arrays = TestData.archive([
      ("tokens", TestData.numPy([7, .nan, 10, 7, 7, 0.5], [2, 3])), ("lengths", TestData.numPy([3, 2], [2])),
      ("targets", TestData.numPy(["p", "q"], [2])),
    ])
    let tokens = try TestData.sequences(arrays, SequenceRequest(fill: .hold, symbols: "tokens"))
    #expect(tokens.symbols?.names == ["7", "10"] && tokens.symbols?.codes == [0, -1, 1, 0, 0])
  }
}
