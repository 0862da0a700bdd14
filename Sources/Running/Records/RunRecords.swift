import Planning

/// The records of a results folder as they were at one moment: where each run's lies, and what is wrong with others.
///
/// Every record has been read and its checksum has held. What is finished later is in the next one, see ``RunStore/records()``.
public struct RunRecords: Sendable {
  /// The results folder.
  public let store: RunStore
  /// The names of the segments, sorted.
  let segments: [String]
  var places: [String: RecordPlace] = [:]
  var origins: [RecordOrigin] = []
  /// The file in which a record lies that cannot be read, by its run, where there is no sound one.
  var damaged: [String: String] = [:]
  /// Further records of a run, in the order of the files' names.
  var others: [String: [RecordPlace]] = [:]
  /// Two records that say different things, by their run.
  var conflicts: [String: RecordConflict] = [:]
  /// Places in segments that are damaged so that the run is not known.
  var nameless: [String] = []
  private let files = SegmentFiles()

  init(_ store: RunStore, segments: [String]) {
    self.store = store
    self.segments = segments
  }

  /// The ids of all runs of which there is a record, sorted, whether it can be read or not.
  public var runs: [String] { (Array(places.keys) + damaged.keys).sorted() }

  /// The number of runs of which there is a record, whether it can be read or not.
  public var count: Int { places.count + damaged.count }

  /// The ids of those records that belong to none of these runs, sorted.
  public func strangers(among runs: some Sequence<String>) -> [String] {
    guard count > 0 else { return [] }
    let known = Set(runs)
    return self.runs.filter { !known.contains($0) }
  }

  /// Whether a run is done, as a program sees it that would make a record of this origin.
  public func state(of run: String, for origin: RecordOrigin) throws(IOError) -> RunStore.State {
    if let conflict = conflicts[run] { return .conflicting(conflict) }
    guard let place = places[run] else { return damaged[run] == nil ? .missing : .unreadable }
    if place.hasAttachments {
      guard let record = try read(run) else { return .unreadable }
      if let lost = try store.lostAttachment(of: record) {
        return .incomplete(file: store.name(of: lost, run))
      }
    }
    let found = origins[Int(place.origin)]
    return found == origin ? .finished : .foreign(found)
  }

  /// The record of a run; `nil` where it is not done, or its record or an attachment is torn, changed or of an unknown form.
  ///
  /// Of several records of a run it is the first in the order of the files' names.
  public func record(of run: String) throws(IOError) -> RunRecord? {
    guard let record = try read(run), try store.lostAttachment(of: record) == nil else { return nil }
    return record
  }

  /// The record of a run, its attachments aside.
  private func read(_ run: String) throws(IOError) -> RunRecord? {
    try bytes(of: run).flatMap { RecordFile.decode($0, run: run) }
  }

  /// The bytes of a run's record, with its checksum; `nil` where there is no sound one.
  package func bytes(of run: String) throws(IOError) -> [UInt8]? {
    guard let place = places[run] else { return nil }
    return try bytes(of: run, at: place)
  }

  /// The file whose record of a run has these lines before its timing.
  func file(of run: String, saying lasting: ArraySlice<UInt8>) throws(IOError) -> String? {
    for place in allPlaces(of: run) {
      if let bytes = try bytes(of: run, at: place), RecordFile.lasting(bytes) == lasting {
        return Files.join(store.folder, name(of: run, at: place))
      }
    }
    return nil
  }

  /// Where all records of a run lie, the one that is used first.
  func allPlaces(of run: String) -> [RecordPlace] {
    (places[run].map { [$0] } ?? []) + others[run, default: []]
  }

  func bytes(of run: String, at place: RecordPlace) throws(IOError) -> [UInt8]? {
    guard place.segment != nil else { return try store.looseBytes(of: run) }
    return try files.read(
      Files.join(store.folder, name(of: run, at: place)), at: place.offset, Int(place.length))
  }

  /// The name of the file in the results folder that has a run's record; where there is none, of the folder of records.
  public func fileName(of run: String) -> String {
    places[run].map { name(of: run, at: $0) } ?? damaged[run] ?? RunStore.recordsName
  }

  func name(of run: String, at place: RecordPlace) -> String {
    place.segment.map { "\(RunStore.recordsName)/\(segments[Int($0)])" } ?? store.looseName(of: run)
  }

  /// What tells a record in a segment from every other; `nil` for one in a file of its own.
  func mark(of run: String, at place: RecordPlace) throws(IOError) -> Segment.Mark? {
    guard let segment = place.segment, let bytes = try bytes(of: run, at: place),
      let checksum = RecordFile.checksum(bytes)
    else { return nil }
    return Segment.Mark(checksum: checksum, segment: segments[Int(segment)])
  }

  /// Makes sure that no run has two records that say different things.
  ///
  /// - Throws: ``RecordConflicts``.
  func checkConflicts(of runs: some Sequence<String>) throws(RecordConflicts) {
    guard !conflicts.isEmpty else { return }
    let found = runs.compactMap { conflicts[$0] }
    if !found.isEmpty { throw RecordConflicts(found) }
  }
}
