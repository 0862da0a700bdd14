/// State that changes while a run goes on, can be written down between two updates, and be taken up again.
///
/// Each part of a run that remembers something from one update to the next conforms, and is the one place that knows what of it has to
/// be kept. What follows from the run's specification, such as sizes and settings, is not written: a part is restored into one that was
/// made for the same run, and refuses what does not fit it.
///
/// - Law: a part that was restored goes on to the same bits as the one that was written.
public protocol Restorable {
  /// Writes down what the part remembers.
  func write(to snapshot: inout SnapshotWriter)

  /// Takes up what ``write(to:)`` wrote, in place of what the part remembers.
  ///
  /// - Throws: ``SnapshotError`` where the bytes are not those of such a part; the part is then of no further use.
  mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError)
}
