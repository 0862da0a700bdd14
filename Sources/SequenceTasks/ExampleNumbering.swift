package import Sequences

/// One numbering for the examples of all splits: validation first, then test, then training.
///
/// Noise is addressed by an example's number (`TaskBatch.sequences`), so two examples of a task must not
/// share one. Training comes last because its examples may never run out; past 2³² the numbers start again,
/// and since the update is part of a training draw's address no draw is used twice even then.
package struct ExampleNumbering: Sendable, Hashable {
  private let validation: Int
  private let test: Int

  /// A numbering with so many validation and test examples.
  package init(validation: Int, test: Int) {
    (self.validation, self.test) = (validation, test)
  }

  /// The number of an example.
  package func sequence(_ split: Split, _ example: Int) -> UInt32 {
    switch split {
    case .validation: UInt32(truncatingIfNeeded: example)
    case .test: UInt32(truncatingIfNeeded: validation + example)
    case .train: UInt32(truncatingIfNeeded: validation + test + example)
    }
  }
}
