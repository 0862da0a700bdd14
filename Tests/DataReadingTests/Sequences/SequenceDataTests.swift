import Catalog
import DataReading
import Testing

/// What is read, by hand: classes in order, symbols, bits and numbers, the targets of steps.
@Suite("Sequences of files")
struct SequenceDataTests {
  private func classes(_ labels: [String], _ change: (inout SequenceRequest) -> Void = { _ in }) throws
    -> (names: [String], places: [Int32])
  {
    let rows = labels.enumerated().map { "s\($0),1,2,\($1)\n" }.joined()
    let data = try TestData.sequences("id,x,y,label\n" + rows, TestData.walks.with(change))
    guard case .classes(let names, let places) = data.targets else { return ([], []) }
    return (names, places)
  }

  /// By number where all are numbers, else by code points, which no locale changes.
  @Test func classesComeInOrder() throws {
    #expect(try classes(["10", "9", "-1", "9"]).names == ["-1", "9", "10"])
    #expect(try classes(["10", "9", "b"]).names == ["10", "9", "b"])
    #expect(try classes(["1.0", "1", "0"]).names == ["0", "1", "1.0"])
    #expect(try classes(["é", "z", "Z", "a", "\u{1F600}"]).names == ["Z", "a", "z", "é", "\u{1F600}"])
    let (names, places) = try classes(["walk", "run", "walk"])
    #expect(names == ["run", "walk"] && places == [1, 0, 1])
  }

  @Test func classesMayBeListed() throws {
    let (names, places) = try classes(["walk", "run", "walk"]) { $0.classes = ["walk", "sit", "run"] }
    #expect(names == ["walk", "sit", "run"] && places == [0, 2, 0])
  }

  /// Texts are what their bytes are: é is one class as one code point, and another as two.
  @Test func equivalentTextsDiffer() throws {
    let (one, two) = ("\u{E9}", "e\u{301}")
    #expect(one == two)
    let (names, places) = try classes([one, two, one, "z"])
    #expect(
      names.map { Array($0.utf8) } == ["e\u{301}", "z", "\u{E9}"].map { Array($0.utf8) }
        && places == [2, 0, 2, 1])
    let data = try TestData.sequences("id,x,y,label\n\(one),1,2,a\n\(two),3,4,b\n")
    #expect(data.count == 2)
    let words = try TestData.sequences(
      "id,word,label\ns,\(one),a\ns,\(two),a\nt,\(one),b\n",
      TestData.walks.with { ($0.inputs, $0.symbols) = (nil, "word") })
    #expect(words.symbols?.names.count == 2)
  }

  /// Steps run in the order of the file; a date beside them must not fall within a sequence.
  @Test func datesMayNotFallWithinASequence() throws {
    let rising = "id,date,x,y,label\ns,2020-01-02,1,2,a\ns,2020-01-03,1,2,a\nt,2020-01-01,1,2,b\n"
    #expect(try TestData.sequences(rising).count == 2)
    let falling = rising.replacing("2020-01-03", with: "2020-01-01")
    let message = TestData.message { try TestData.sequences(falling) }
    #expect(message?.hasPrefix("walks:3:3: '2020-01-01' under 'date' comes before the date above it") == true)
    let request = try TestData.walks.with { $0.read = try TestData.read(["date": .flag(false)]) }
    #expect(try TestData.sequences(falling, request).count == 2)
  }

  /// What may say how long sequences are is not passed over.
  @Test func lengthsOfAnotherName() throws {
    func file(_ name: String?, _ last: Double = 6) -> [UInt8] {
      TestData.archive(
        [
          ("inputs", TestData.numPy([1, 2, 3, 4, 5, last], [2, 3])),
          ("targets", TestData.numPy([0, 1], [2])),
        ]
          + (name.map { [($0, TestData.numPy([3, 2], [2]))] } ?? []))
    }
    let plain = SequenceRequest()
    #expect(try TestData.sequences(file("lengths"), plain).starts == [0, 3, 5])
    #expect(
      try TestData.sequences(file("seq_len"), plain.with { $0.lengths = "seq_len" }).starts == [0, 3, 5])
    for name in ["length", "seq_len", "Mask"] {
      let message = TestData.message { try TestData.sequences(file(name), plain) }
      #expect(message?.contains("say 'lengths: \(name)'") == true)
    }
    let message = TestData.message { try TestData.sequences(file(nil, .nan), plain.with { $0.fill = .hold }) }
    #expect(message?.contains("save the numbers of steps as an array 'lengths'") == true)
  }

  /// What is learned from cannot be scored.
  @Test func theSameArchiveTwice() {
    let file = "@classLabel true 3 1\n@data\n1:1\n2:3\n"
    let message = TestData.message { try TestData.archives([.train: file, .test: file]) }
    #expect(
      message
        == "test: the sequences are those of train, and what is learned from cannot be scored; expected others"
    )
  }

  /// The classes of `.ts` files are those of their headers, also where no sequence has one.
  @Test func classesOfArchives() throws {
    let data = try TestData.archives([
      .train: "@classLabel true 3 1 20\n@data\n1:1\n2:3\n", .test: "@classLabel true 1 20 3\n@data\n1:1\n",
    ])
    let other = TestData.message {
      try TestData.archives([
        .train: "@classLabel true 3 1\n@data\n1:1\n2:3\n", .test: "@classLabel true 1.0 3\n@data\n1:3\n",
      ])
    }
    #expect(
      other
        == "test: the header lists the classes 1.0, 3, that of train 3, 1; expected the same, or 'classes: […]' with all of them"
    )
    guard case .classes(let names, let places) = data.targets else { return #expect(Bool(false)) }
    #expect(names == ["1", "3", "20"] && places == [0, 1, 0])
    let listed = try TestData.archives(
      [.train: "@classLabel true 3 1\n@data\n1:1\n2:3\n", .test: "@classLabel true 1 3\n@data\n1:1\n"],
      SequenceRequest(classes: ["3", "1"]))
    guard case .classes(let order, let codes) = listed.targets else { return #expect(Bool(false)) }
    #expect(order == ["3", "1"] && codes == [1, 0, 1])
  }

  @Test func numbersOfArchives() throws {
    func file(_ first: Int) -> String {
      "@targetLabel true\n@univariate true\n@data\n\(first),2:0.5\n3:-1e3\n"
    }
    let data = try TestData.archives(
      [.train: file(1), .validation: file(2), .test: file(3)], SequenceRequest(kind: .number))
    guard case .numbers(let numbers) = data.targets else { return #expect(Bool(false)) }
    #expect(numbers == [0.5, -1000, 0.5, -1000, 0.5, -1000] && data.inputs.prefix(3) == [1, 2, 3])
    #expect(data.parts == [.train, .train, .validation, .validation, .test, .test])
    #expect(data.findings.first == Finding("part", "train: 2 sequences of train"))
  }

  @Test func bitsAndNumbersOfTables() throws {
    let text = "id,x,y,label\na,1,2,0\nb,1,2,1.0\n"
    for kind in [SequenceTarget.bits, .number] {
      let data = try TestData.sequences(text, TestData.walks.with { $0.kind = kind })
      guard case .numbers(let numbers) = data.targets else { return #expect(Bool(false)) }
      #expect(numbers == [0, 1])
    }
  }

  @Test func aTargetAtEveryStep() throws {
    let text = "id,x,y,label\na,1,2,p\na,1,2,q\nb,1,2,q\n"
    let data = try TestData.sequences(text, TestData.walks.with { $0.isEveryStep = true })
    guard case .classes(_, let places) = data.targets else { return #expect(Bool(false)) }
    #expect(places == [0, 1, 1] && data.isEveryStep)
    // Of arrays [N, T]; what lies behind a length is no target.
    let arrays = TestData.archive([
      ("inputs", TestData.numPy([1, 1, 1, 0], [2, 2])), ("lengths", TestData.numPy([2, 1], [2])),
      ("targets", TestData.numPy(["p", "q", "q", "other"], [2, 2])),
    ])
    let same = try TestData.sequences(arrays, SequenceRequest(isEveryStep: true))
    guard case .classes(let names, let codes) = same.targets else { return #expect(Bool(false)) }
    #expect(names == ["p", "q"] && codes == [0, 1, 1] && same.inputNames == ["inputs"])
  }

  /// Symbols beside numbers, by number where all are.
  @Test func symbolsBesideNumbers() throws {
    let text = "id,x,word,label\na,1,10,p\na,2,9,p\nb,3,10,q\n"
    let data = try TestData.sequences(
      text, SequenceRequest(sequence: "id", inputs: ["x"], symbols: "word", target: "label"))
    #expect(
      data.inputs == [1, 2, 3] && data.symbols?.names == ["9", "10"] && data.symbols?.codes == [1, 0, 1])
    #expect(data.steps(1) == 2..<3 && data.longest == 2)
    #expect(
      data.findings.contains(Finding("sequences", "2 of 1 to 2 steps, 1 input and a symbol of 2 a step")))
  }

  /// Cells that differ in their quotes alone are the same name; a name may hold separators and line ends.
  @Test func namesAreTexts() throws {
    let text = "id,x,y,label\na,1,2,\"p, or so\"\n\"a\",3,4,\"p, or so\"\n\"b\nc\",1,2,q\n"
    let data = try TestData.sequences(text)
    guard case .classes(let names, _) = data.targets else { return #expect(Bool(false)) }
    #expect(data.starts == [0, 2, 3] && names == ["p, or so", "q"])
  }
}
