import Dispatch
import Planning
import Synchronization

/// Appends the records of finished runs to a segment of this process's own, and makes them durable a few at a time.
///
/// The segment is created with the first record. Several threads may append at once.
public final class RecordWriter: Sendable {
  /// The segment as far as it is written.
  private struct State: ~Copyable {
    var segment: OpenSegment?
    /// Frames that are written, and of these those that are durable.
    var written = 0
    var durable = 0
    /// Whether a synchronization is due within the time of the group.
    var isDue = false
    var failure: IOError?
  }

  private let store: RunStore
  private let commit: GroupCommit
  private let state = Mutex(State())
  private let clock = DispatchQueue(label: "sluice.records")

  /// A writer into a results folder; nothing is written yet.
  init(_ store: RunStore, commit: GroupCommit) {
    self.store = store
    self.commit = commit
  }

  /// Keeps the record of a finished run; its attachments come first, and are durable before it is written.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - isPacked: whether files that are published will lie in packs, and so by themselves lie beside the record.
  public func save(_ record: RunRecord, isPacked: Bool = false) throws(IOError) {
    for attachment in record.outcome.attachments {
      guard let bytes = attachment.bytes else { continue }
      let path =
        isPacked ? store.keptPath(of: attachment, record.run) : store.path(of: attachment, record.run)
      try store.write(bytes, to: path)
    }
    try append(.record, RecordFile.encode(record))
  }

  /// Appends a frame.
  func append(_ kind: Segment.Kind, _ content: [UInt8]) throws(IOError) {
    let frame = Segment.frame(kind, content)
    let result = state.withLock { state in
      Result { () throws(IOError) -> (isFull: Bool, beginsTimer: Bool) in try write(frame, &state) }
    }
    let (isFull, beginsTimer) = try result.get()
    if isFull { return try synchronize() }
    guard beginsTimer else { return }
    // A queue of its own: the threads that tasks share may all be at work on runs.
    clock.asyncAfter(deadline: .now() + commit.seconds) { [weak self] in
      // The next to append or to finish learns of a failure.
      try? self?.synchronize()
    }
  }

  private func write(_ frame: [UInt8], _ state: inout State) throws(IOError) -> (
    isFull: Bool, beginsTimer: Bool
  ) {
    if let failure = state.failure { throw failure }
    do throws(IOError) {
      if state.segment == nil { state.segment = try OpenSegment(in: store) }
      try state.segment?.append(frame)
    } catch {
      state.failure = error
      throw error
    }
    state.written += 1
    let isFull = state.written - state.durable >= commit.records
    let beginsTimer = !isFull && !state.isDue
    if beginsTimer { state.isDue = true }
    return (isFull, beginsTimer)
  }

  /// Makes durable what is written.
  ///
  /// - Throws: ``IOError``, and from then on always: what was written since may be lost with the power.
  public func synchronize() throws(IOError) {
    let (handle, written, failure) = state.withLock { state in
      state.isDue = false
      let isDone = state.durable == state.written
      return (isDone ? nil : state.segment?.handle, state.written, state.failure)
    }
    if let failure { throw failure }
    guard let handle else { return }
    do throws(IOError) { try handle.synchronize() } catch {
      state.withLock { $0.failure = error }
      throw error
    }
    state.withLock { $0.durable = max($0.durable, written) }
  }
}
