import Arrays
import Catalog
import DataReading
import TestSupport
import Testing

/// The same sequences, however they are written, are the same data to the last bit of their digest.
@Suite("Forms of sequences")
struct SequenceFormsTests {
  /// Three sequences of 3, 2 and 1 steps.
  private static let plain = """
    id,x,y,label
    a,1,2,2
    a,3,4.5,2
    a,5,-6,2
    b,0.25,1,10
    b,2,2,10
    c,7,8,2

    """
  private static let inputs: [Double] = [1, 2, 3, 4.5, 5, -6, 0.25, 1, 2, 2, 7, 8]

  /// A table written otherwise, and what its settings say.
  struct Form: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var read: [String: ParameterValue]?
    var change: @Sendable (inout SequenceRequest) -> Void = { _ in }
    var testDescription: String { name }

    init(
      _ name: String, _ text: String, _ read: [String: ParameterValue]? = nil,
      _ change: @escaping @Sendable (inout SequenceRequest) -> Void = { _ in }
    ) {
      (self.name, bytes, self.read, self.change) = (name, Array(text.utf8), read, change)
    }
  }

  private static let tables = [
    Form(
      "semicolons and decimal commas",
      "id;x;y;label\na;1;2;2\na;3;4,5;2\na;5;-6;2\nb;0,25;1;10\nb;2;2;10\nc;7;8;2"),
    Form("tabs and CRLF", plain.replacing(",", with: "\t").replacing("\n", with: "\r\n")),
    Form("CR alone", plain.replacing("\n", with: "\r")),
    Form("spaces", plain.replacing(",", with: "  "), ["separator": .text("space")]),
    Form("a byte order mark", "\u{FEFF}" + plain),
    Form("quoted cells", plain.replacing("a,", with: "\"a\",").replacing(",10\n", with: ",\"10\"\n")),
    Form(
      "other columns and another order",
      "when|label|y|note|x|id\n?|2|2|\"|\"|1|a\n|2|4.5|,|3|a\nx|2|-6||5|a\n|10|1||0.25|b\n|10|2||2|b\n|2|8||7|c\n"
    ),
    Form(
      "numbers written otherwise",
      "id,x,y,label\na,1.0,+2,2\na,3e0,45e-1,2\na,5.,-6.000,2\nb,.25,1,10\nb,2,0.2E1,10\nc,7,8,2\n"),
    Form("names of sequences", plain.replacing("\nb,", with: "\nzz top,").replacing("\nc,", with: "\né,")),
    Form(
      "a target in the last row alone",
      "id,x,y,label\na,1,2,\na,3,4.5,\na,5,-6,2\nb,0.25,1,NA\nb,2,2,10\nc,7,8,2\n"),
    Form(
      "a title and a footer", "Walks\n\n" + plain + "made by hand\n",
      ["skip": .number(2), "footer": .number(1)]),
    Form("no header", String(plain.dropFirst(13)), ["header": .flag(false)]) {
      ($0.sequence, $0.inputs, $0.target) = ("column_1", ["column_2", "column_3"], "column_4")
    },
    Form(
      "other column names", String(plain.dropFirst(13)),
      ["header": .list(["id", "x", "y", "label"].map { .text($0) })]),
    Form(
      "some of the rows",
      plain.replacing("\nb", with: "\nd,9,9,2\nb").replacing("d,9,9,2", with: "d,9,9,2"),
      ["where": .map(["id": .list(["a", "b", "c"].map { .text($0) })])]),
    Form(
      "thousands",
      plain.replacing(",", with: ";").replacing("4.5", with: "4,5").replacing("0.25", with: "0,25"),
      ["thousands": .text("point"), "decimal": .text("comma")]),
  ]

  @Test(arguments: tables) func ofATable(form: Form) throws {
    let expected = try TestData.sequences(Self.plain)
    #expect(expected.starts == [0, 3, 5, 6] && expected.inputs == Self.inputs)
    var request = TestData.walks
    if let read = form.read { request.read = try TestData.read(read) }
    form.change(&request)
    for bytes in [form.bytes, TestData.gzip(form.bytes)] {
      let found = try TestData.sequences(bytes, request)
      #expect(found.digest == expected.digest)
      #expect(found.inputs == expected.inputs && found.starts == expected.starts)
    }
  }

  private static let padded: [Double] = [
    1, 2, 3, 4.5, 5, -6, 0.25, 1, 2, 2, .nan, .infinity, 7, 8, 0, 0, 1e300, 0,
  ]

  /// What lies behind a sequence's length is not looked at.
  @Test(arguments: [false, true]) func ofArrays(isDeflated: Bool) throws {
    let expected = try TestData.sequences(Self.plain).digest
    let shapes = [
      ("inputs", TestData.numPy(Self.padded, [3, 3, 2])), ("lengths", TestData.numPy([3, 2, 1], [3])),
    ]
    let texts = shapes + [("targets", TestData.numPy(["2", "10", "2"], [3]))]
    let numbers = shapes + [("targets", TestData.numPy([2, 10, 2], [3]))]
    for arrays in [texts, numbers, texts.reversed()] {
      let bytes = TestData.archive(arrays, isDeflated: isDeflated)
      #expect(try TestData.sequences(bytes, SequenceRequest()).digest == expected)
      #expect(try TestData.sequences(TestData.gzip(bytes), SequenceRequest()).digest == expected)
    }
    let renamed = TestData.archive(
      [("X", shapes[0].1), ("lengths", shapes[1].1), ("y", texts[2].1)], isDeflated: isDeflated)
    let request = SequenceRequest(inputs: ["X"], target: "y")
    #expect(try TestData.sequences(renamed, request).digest == expected)
  }

  @Test func ofSafetensors() throws {
    let file = Safetensors([
      .init("targets", NumberArray([2.0, 10, 2] as [Double], shape: [3])),
      .init("lengths", NumberArray([3, 2, 1] as [Float], shape: [3])),
      .init("inputs", NumberArray(Self.padded, shape: [3, 3, 2])),
    ])
    let expected = try TestData.sequences(Self.plain).digest
    #expect(try TestData.sequences(file.bytes, SequenceRequest()).digest == expected)
  }

  private static let header = "@problemName Walks\n@timeStamps false\n@classLabel true 2 10\n"

  /// Parts of a table or of arrays, and files of parts.
  @Test func ofFilesWithParts() throws {
    let lines = Self.plain.split(separator: "\n")
    let table =
      ([lines[0] + ",part"] + lines.dropFirst().map { $0 + ($0.hasPrefix("c") ? ",test" : ",train") })
      .joined(separator: "\n")
    let expected = try TestData.sequences(table, TestData.walks.with { $0.part = "part" })
    #expect(expected.parts == [.train, .train, .test])
    #expect(try expected.digest != TestData.sequences(Self.plain).digest)
    let arrays = TestData.archive([
      ("inputs", TestData.numPy(Self.padded, [3, 3, 2])), ("lengths", TestData.numPy([3, 2, 1], [3])),
      ("targets", TestData.numPy([2, 10, 2], [3])), ("in", TestData.numPy(["train", "train", "test"], [3])),
    ])
    #expect(try TestData.sequences(arrays, SequenceRequest(part: "in")).digest == expected.digest)
    let train = "1,3,5:2,4.5,-6:2\n0.25,2:1,2:10\n"
    let files = [
      SequencePart.train: "%# a comment\n\n" + Self.header + "@data\n# another\n" + train,
      .test: "\u{FEFF}"
        + (Self.header + "@univariate False\n@dimensions 2\n@DATA\n 7.0 :\t8 : 2 \n").replacing(
          "\n", with: "\r\n"),
    ]
    let archives = try TestData.archives(files)
    #expect(archives.digest == expected.digest)
    #expect(archives.inputNames == ["dimension_1", "dimension_2"] && archives.longest == 3)
  }

  /// Whatever a run's results hang on changes the digest.
  @Test func otherDataHaveOtherDigests() throws {
    let texts = [
      Self.plain, Self.plain.replacing("4.5", with: "4.6"), Self.plain.replacing(",10", with: ",11"),
      Self.plain.replacing("\nb,2,2,10", with: ""), Self.plain.replacing("\nb,2", with: "\nd,2"),
      "id,x,y,label\nb,0.25,1,10\nb,2,2,10\na,1,2,2\na,3,4.5,2\na,5,-6,2\nc,7,8,2\n",
    ]
    var digests = try Set(texts.map { try TestData.sequences($0).digest })
    // A class that no sequence has is an output of the network all the same.
    digests.insert(
      try TestData.sequences(Self.plain, TestData.walks.with { $0.classes = ["2", "10", "3"] }).digest)
    digests.insert(
      try TestData.sequences(Self.plain, TestData.walks.with { $0.classes = ["10", "2"] }).digest)
    digests.insert(try TestData.sequences(Self.plain, TestData.walks.with { $0.kind = .number }).digest)
    digests.insert(try TestData.sequences(Self.plain, TestData.walks.with { $0.isEveryStep = true }).digest)
    digests.insert(try TestData.sequences(Self.plain, TestData.walks.with { $0.inputs = ["y", "x"] }).digest)
    digests.insert(
      try TestData.sequences(Self.plain, TestData.walks.with { ($0.inputs, $0.symbols) = (["x"], "y") })
        .digest)
    #expect(digests.count == texts.count + 6)
  }

  /// A filled value is no value of the file, even where both are the same number: scaling is fitted without it.
  @Test func whatIsFilledIsAnotherDigest() throws {
    let request = TestData.walks.with { $0.fill = .zero }
    let filled = try TestData.sequences(Self.plain.replacing("3,4.5", with: "3,"), request)
    let there = try TestData.sequences(Self.plain.replacing("3,4.5", with: "3,0"), request)
    #expect(filled.inputs == there.inputs && filled.digest != there.digest)
    #expect(there.digest == (try TestData.sequences(Self.plain.replacing("3,4.5", with: "3,-0.0")).digest))
  }

  /// One step each: a target a sequence and one at every step are told apart.
  @Test func placementIsPartOfTheDigest() throws {
    let text = "id,x,y,label\na,1,2,p\nb,3,4,q\n"
    let every = try TestData.sequences(text, TestData.walks.with { $0.isEveryStep = true })
    #expect(try every.digest != TestData.sequences(text).digest)
  }
}
