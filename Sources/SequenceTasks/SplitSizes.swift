public import Sequences

/// How many examples each split of a task has, and one numbering for all of them: validation, then test, then training.
///
/// Noise is addressed by an example's number (`TaskBatch.sequences`), so two examples of a task must not
/// share one. Training comes last because its examples may never run out; past 2³² the numbers start again,
/// and since the update is part of a training draw's address no draw is used twice even then.
public struct SplitSizes: Sendable, Hashable {
  private let training: Int?
  private let validation: Int
  private let test: Int

  /// So many examples; `nil` for training examples that never run out.
  public init(train: Int?, validation: Int, test: Int) {
    (training, self.validation, self.test) = (train, validation, test)
  }

  /// Examples of a split; `nil` where they never run out.
  public subscript(split: Split) -> Int? {
    switch split {
    case .train: training
    case .validation: validation
    case .test: test
    }
  }

  /// The number of an example: the address of its noise.
  public func sequence(_ split: Split, _ example: Int) -> UInt32 {
    switch split {
    case .validation: UInt32(truncatingIfNeeded: example)
    case .test: UInt32(truncatingIfNeeded: validation + example)
    case .train: UInt32(truncatingIfNeeded: validation + test + example)
    }
  }
}
