public import Catalog
public import RandomStreams
public import Sequences

/// The splits of a generated task: their sizes, and a stream of draws for each example.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i). Training examples never run out unless they are
/// counted; after 2³² they come again.
public struct GeneratedSplits: Sendable {
  /// How many examples each split has.
  public let sizes: SplitSizes
  /// The key of each split's streams; `nil` until a replicate gives its data key.
  private var keys: (train: StreamKey, validation: StreamKey, test: StreamKey)?

  /// Splits of these sizes, still without streams.
  public init(_ sizes: SplitSizes) { self.sizes = sizes }

  /// Endless training, and as many examples of the others as ``parameters`` say.
  public init(_ parameters: Parameters) {
    self.init(
      SplitSizes(
        train: nil, validation: parameters.integer("validation_size"), test: parameters.integer("test_size")))
  }

  /// How many examples are scored: `validation_size` and `test_size`, 1,000 by default.
  public static let parameters = [
    Parameter(
      "validation_size", .integer(Bounds(1, 1_000_000)), default: .number(1_000),
      summary: "Validation examples."),
    Parameter(
      "test_size", .integer(Bounds(1, 1_000_000)), default: .number(1_000), summary: "Test examples."),
  ]

  /// The splits of one replicate, which draws from its own key.
  public func drawing(from dataKey: StreamKey) -> GeneratedSplits {
    var splits = self
    func key(_ split: Split) -> StreamKey { dataKey.appending(.label(split.rawValue)) }
    splits.keys = (key(.train), key(.validation), key(.test))
    return splits
  }

  /// The stream of a split's example 0, from which ``begin(_:_:_:)`` goes to any other.
  public func stream(_ split: Split) -> RandomStream { RandomStream(key(split)) }

  /// Seeks to the start of an example's draws.
  public func begin(_ stream: inout RandomStream, _ split: Split, _ example: Int) {
    precondition(example >= 0 && example < sizes[split] ?? .max, "no such example")
    stream.begin(key(split), sequence: UInt32(truncatingIfNeeded: example))
  }

  /// Calls `body` with each example's place in the batch and its stream, at its start.
  public func forEach(
    _ examples: [Int], of split: Split, _ body: (_ row: Int, _ stream: inout RandomStream) -> Void
  ) {
    var stream = stream(split)
    for (row, example) in examples.enumerated() {
      begin(&stream, split, example)
      body(row, &stream)
    }
  }

  private func key(_ split: Split) -> StreamKey {
    guard let keys else { preconditionFailure("examples are drawn by an instance of the task") }
    return switch split {
    case .train: keys.train
    case .validation: keys.validation
    case .test: keys.test
    }
  }
}
