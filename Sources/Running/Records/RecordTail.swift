import Planning

/// What is appended to the segments of a results folder, each record read once.
///
/// Damage is passed over. What a writer has not finished is read when it has.
struct RecordTail: Sendable {
  private let store: RunStore
  /// The end of the last frame that was read of each segment.
  private var ends: [String: Int] = [:]

  /// The end of nothing: the first reading is of all segments.
  init(_ store: RunStore) { self.store = store }

  /// Reads what has been appended since the last time, segment by segment and in the order in which each was written.
  ///
  /// - Parameter take: takes a record; that its attachments are there is left to it.
  /// - Returns: whether records have been withdrawn, which may have been read before.
  mutating func read(_ take: (RunRecord) throws(IOError) -> Void) throws(IOError) -> Bool {
    var withdraws = false
    for name in try Files.names(in: store.recordsFolder) where Segment.isName(name) {
      var reader = try SegmentReader(Files.join(store.recordsFolder, name), from: ends[name, default: 0])
      while let item = try reader.next() {
        guard case .frame(let kind, let content, let offset) = item else { continue }
        ends[name] = offset + content.count
        switch kind {
        case .withdrawn: withdraws = true
        case .record:
          guard let run = RecordFile.run(content), let record = RecordFile.decode(content, run: run) else {
            continue
          }
          try take(record)
        }
      }
    }
    return withdraws
  }
}
