import Planning

/// What the merge of some runs has come upon.
struct MergeFindings: Sendable {
  /// Why a record is left where it is.
  enum Reason: Sendable {
    /// It is torn, changed, or of an unknown form.
    case unreadable
    /// This file that belongs to it is missing or has changed.
    case incomplete(file: String)
    /// Another program made it.
    case foreign(RecordOrigin)
  }

  /// Runs whose record was copied.
  var copied = 0
  /// Runs whose record was in the merged folder before.
  var found = 0
  /// Records that say again what a kept one says.
  var repeated = 0
  /// Records that are left out, in words.
  private(set) var damaged: [String] = []
  /// Records that differ from the kept one.
  var conflicts: [RecordConflict] = []
  /// The runs that another program made, by folder.
  private(set) var foreign: [String: [ForeignRecords.Run]] = [:]

  /// Takes down a record that is left out.
  mutating func add(_ reason: Reason, _ run: RunSpecification, _ store: RunStore) {
    switch reason {
    case .unreadable:
      damaged.append("the record of \(run.inWords) in '\(store.folder)' cannot be read")
    case .incomplete(let file):
      damaged.append("'\(Files.join(store.folder, file))' of \(run.inWords) is missing or has changed")
    case .foreign(let origin): foreign[store.folder, default: []].append(.init(run, origin))
    }
  }

  /// Appends what other runs have brought.
  mutating func append(_ other: MergeFindings) {
    copied += other.copied
    found += other.found
    repeated += other.repeated
    damaged += other.damaged
    conflicts += other.conflicts
    foreign.merge(other.foreign) { $0 + $1 }
  }
}

extension RunSpecification {
  /// The id, the cell and the replicate.
  var inWords: String { "\(id) (\(cell.name), replicate \(replicate))" }
}
