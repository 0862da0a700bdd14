public import Snapshots

/// Where GSL's own generators are, after the passes begun so far; philox's draws have addresses, and nothing is written of them.
///
/// Between two passes: the next one begins with ``NoiseField/begin(time:steps:layers:units:inputs:sequences:copies:)``.
extension NoiseField: Restorable {
  /// Writes down the places in all streams that have been read.
  public func write(to snapshot: inout SnapshotWriter) {
    if case .sequential(let noise) = source { noise.write(to: &snapshot) }
  }

  /// Takes up the places of a field of the same generator.
  public func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    if case .sequential(let noise) = source { try noise.restore(from: &snapshot) }
  }
}

extension SequentialNoise {
  /// Draws of each channel, then each stream that has been opened, after its slot.
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(zip(before, inPass).map { $0 + $1 })
    let opened = streams.enumerated().compactMap { slot, stream in stream.map { (slot, $0) } }
    snapshot.write(opened.count)
    for (slot, stream) in opened {
      snapshot.write(slot)
      stream.write(to: &snapshot)
    }
  }

  func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    restart()
    before = try snapshot.integers(before.count)
    guard before.allSatisfy({ 0...Self.mostDraws ~= $0 }) else {
      throw SnapshotError("the draws of a channel are \(before)")
    }
    for _ in 0..<(try snapshot.count()) {
      let slot = try snapshot.integer()
      guard streams.indices.contains(slot), streams[slot] == nil else {
        throw SnapshotError("there is no stream \(slot), or there are two")
      }
      streams[slot] = try ChannelStream(
        &snapshot, generator: generator, most: before[slot / NoiseChannel.subDraws])
    }
  }

  /// More draws than a run could ever take, so that sums of them stay whole numbers.
  private static let mostDraws = 1 << 60
}

extension ChannelStream {
  fileprivate func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(taken)
    snapshot.write(stream.savedState())
  }

  /// A stream of which at most so many draws have been taken.
  fileprivate convenience init(
    _ snapshot: inout SnapshotReader, generator: Generator, most: Int
  ) throws(SnapshotError) {
    let taken = try snapshot.count()
    guard taken <= most else { throw SnapshotError("\(taken) draws are taken of \(most)") }
    let state = try snapshot.bytes()
    do throws(StreamStateError) {
      self.init(try RandomStream(savedState: state, of: generator), taken: taken)
    } catch { throw SnapshotError(error.description) }
  }
}
