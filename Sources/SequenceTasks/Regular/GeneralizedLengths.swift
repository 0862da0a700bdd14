import Catalog
import RandomStreams
import Sequences

/// The lengths of a task that learns short sequences and is tested on long ones.
///
/// Training lengths are uniform on 1 … longest. Validation has every one of these lengths equally often, and test every length that is
/// given, so that a mean over examples is a mean over lengths, each counting the same. Scored examples come length by length.
struct GeneralizedLengths: Sendable {
  /// The longest sequence of training.
  let longest: Int
  /// Training examples in a row that share a length.
  private let shared: Int
  /// The lengths of test, rising.
  let test: [Int]
  private let validationSize: Int
  private let testSize: Int

  static let parameters = [
    Parameter(
      "longest", .integer(Bounds(1, 10_000)), default: .number(40),
      summary: "The longest training sequence; lengths are uniform from 1."),
    Parameter(
      "shared_length", .integer(Bounds(1, 65_536)), default: .number(1),
      summary: "Training examples in a row that have the same length; in print a batch, of 128."),
    Parameter(
      "test_lengths",
      .either([
        .risingIntegers(Bounds(1, 10_000)),
        .map([
          Parameter("from", .integer(Bounds(1, 10_000)), summary: "The shortest."),
          Parameter("to", .integer(Bounds(1, 10_000)), summary: "None is longer."),
          Parameter("every", .integer(Bounds(1, 10_000)), summary: "From one to the next."),
        ]),
      ]),
      default: .map(["from": .number(41), "to": .number(500), "every": .number(10)]),
      summary: "The lengths of test sequences; in print 41 to 500, each counting the same."),
    Parameter(
      "validation_size", .integer(Bounds(1, 1_000)), default: .number(25),
      summary: "Validation examples of each training length."),
    Parameter(
      "test_size", .integer(Bounds(1, 1_000)), default: .number(20),
      summary: "Test examples of each test length."),
  ]

  /// Reads the lengths.
  ///
  /// - Throws: `ParameterError` where no length is left for test.
  init(_ parameters: Parameters) throws(ParameterError) {
    longest = parameters.integer("longest")
    shared = parameters.integer("shared_length")
    (validationSize, testSize) = (parameters.integer("validation_size"), parameters.integer("test_size"))
    guard case .map(let values)? = parameters["test_lengths"] else {
      test = parameters.numbers("test_lengths").map { Int($0) }
      return
    }
    let range = Settings(values)
    let (from, to) = (range.integer("from"), range.integer("to"))
    guard from <= to else {
      throw .notAdmissible(
        name: "test_lengths.to", found: "\(to)", allowed: "a length that is not below 'from', \(from)")
    }
    test = Array(stride(from: from, through: to, by: range.integer("every")))
  }

  /// Endless training, and so many examples of each length that is scored.
  var sizes: SplitSizes {
    SplitSizes(train: nil, validation: longest * validationSize, test: test.count * testSize)
  }

  /// The longest sequence of all.
  var maximum: Int { max(longest, test[test.count - 1]) }

  /// The length of a validation or test example; `nil` for training, where it is drawn.
  func known(_ split: Split, _ example: Int) -> Int? {
    switch split {
    case .train: nil
    case .validation: 1 + example / validationSize
    case .test: test[example / testSize]
    }
  }

  /// The example whose stream begins with the length of a training example: the first of those that share it.
  func leader(of example: Int) -> Int { example - example % shared }

  /// Reads a training length, the first draw of an example's stream.
  func draw(from stream: inout RandomStream) -> Int { 1 + stream.nextInteger(below: longest) }

  /// By length: what training has seen as one group, and each length of test.
  var grouping: TargetGrouping {
    TargetGrouping("length", labels: ["1-\(longest)"] + test.map { String($0) }) { member in
      member.split == .test ? 1 + member.example / testSize : 0
    }
  }
}
