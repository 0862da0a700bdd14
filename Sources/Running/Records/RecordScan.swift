import Glibc
import Planning

/// Reads all records of a results folder once, and notes where each lies.
struct RecordScan {
  private let store: RunStore
  private var records: RunRecords
  private var originNumbers: [RecordOrigin: Int32] = [:]
  /// The records that count as not there, by run.
  private var withdrawn: [String: Set<Segment.Mark>] = [:]

  /// A scan of a folder, which need not exist.
  init(_ store: RunStore) throws(IOError) {
    self.store = store
    let names = try Files.names(in: store.recordsFolder)
    records = RunRecords(store, segments: names.filter(Segment.isName))
    for shelf in names where RunStore.isShelf(shelf) { try readLoose(in: shelf) }
    for number in records.segments.indices { try readSegment(number) }
  }

  /// What was found.
  consuming func finish() throws(IOError) -> RunRecords {
    for run in withdrawn.keys.sorted() { try drop(run) }
    for run in records.others.keys.sorted() { try compare(run) }
    for run in records.damaged.keys where records.places[run] != nil { records.damaged[run] = nil }
    return records
  }

  /// Reads the records of one folder that lie in files of their own.
  private mutating func readLoose(in shelf: String) throws(IOError) {
    for run in try Files.names(in: Files.join(store.recordsFolder, shelf)) where RunStore.isLoose(run) {
      guard let bytes = try store.looseBytes(of: run) else { continue }
      if RecordFile.isSound(bytes), let head = RecordFile.head(bytes, run: run) {
        add(run, RecordPlace(nil, offset: 0, bytes.count, head, number(of: head.origin)))
      } else {
        records.damaged[run] = store.looseName(of: run)
      }
    }
  }

  private mutating func readSegment(_ number: Int) throws(IOError) {
    let name = "\(RunStore.recordsName)/\(records.segments[number])"
    var reader = try SegmentReader(Files.join(store.folder, name))
    while let item = try reader.next() {
      switch item {
      case .frame(.record, let content, let offset):
        guard let run = RecordFile.run(content), let head = RecordFile.head(content, run: run) else {
          damage(RecordFile.run(content), name, offset)
          continue
        }
        add(
          run, RecordPlace(Int32(number), offset: offset, content.count, head, self.number(of: head.origin)))
      case .frame(.withdrawn, let content, let offset):
        guard let (run, mark) = Segment.withdrawn(content) else {
          damage(nil, name, offset)
          continue
        }
        withdrawn[run, default: []].insert(mark)
      case .damage(let offset, let run): damage(run, name, offset)
      }
    }
  }

  private mutating func damage(_ run: String?, _ file: String, _ offset: Int) {
    if let run { records.damaged[run] = file } else { records.nameless.append("byte \(offset) of '\(file)'") }
  }

  private mutating func add(_ run: String, _ place: RecordPlace) {
    if records.places[run] == nil {
      records.places[run] = place
    } else {
      records.others[run, default: []].append(place)
    }
  }

  private mutating func number(of origin: RecordOrigin) -> Int32 {
    // Nearly all are of one program.
    if records.origins.last == origin { return Int32(records.origins.count - 1) }
    if let number = originNumbers[origin] { return number }
    let number = Int32(records.origins.count)
    records.origins.append(origin)
    originNumbers[origin] = number
    return number
  }

  /// Passes over the records of a run that are withdrawn.
  private mutating func drop(_ run: String) throws(IOError) {
    var left: [RecordPlace] = []
    for place in records.allPlaces(of: run) {
      guard let mark = try records.mark(of: run, at: place), withdrawn[run]?.contains(mark) == true else {
        left.append(place)
        continue
      }
    }
    records.places[run] = left.first
    records.others[run] = left.count > 1 ? Array(left.dropFirst()) : nil
  }

  /// Holds further records of a run against the first, which is the one that is used.
  private mutating func compare(_ run: String) throws(IOError) {
    guard let first = records.places[run], let kept = try records.bytes(of: run, at: first) else { return }
    for place in records.others[run] ?? [] {
      guard let other = try records.bytes(of: run, at: place) else { continue }
      if RecordFile.lasting(kept) != RecordFile.lasting(other) {
        let files = [first, place].map { Files.join(store.folder, records.name(of: run, at: $0)) }
        records.conflicts[run] = RecordConflict(run, kept: files[0], kept, other: files[1], other)
        return
      }
    }
  }
}

extension RecordPlace {
  fileprivate init(_ segment: Int32?, offset: Int, _ length: Int, _ head: RecordReader.Head, _ origin: Int32)
  {
    self.init(
      segment: segment, offset: offset, length: Int32(length), origin: origin,
      hasAttachments: !head.outcome.attachments.isEmpty)
  }
}
