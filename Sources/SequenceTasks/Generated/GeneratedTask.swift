public import RandomStreams

/// A task whose examples are drawn: each replicate has its own, each example its own stream.
public protocol GeneratedTask: SequenceTask {
  /// The sizes of the splits, and the streams of their examples.
  var splits: GeneratedSplits { get set }
}

extension GeneratedTask {
  /// True: every replicate has its own examples.
  public var isGenerated: Bool { true }

  /// As the splits say.
  public var sizes: SplitSizes { splits.sizes }

  /// The task with the examples of one replicate.
  public func instance(dataKey: StreamKey) -> Self {
    var task = self
    task.splits = splits.drawing(from: dataKey)
    return task
  }
}
