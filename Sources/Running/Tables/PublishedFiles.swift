import Digest
import Planning

/// Puts the files that runs publish where the plan has them: each by itself, or many in a pack.
///
/// Either way a run's own file is what is durable before its record. By itself it lies where people look for it; where files are packed it
/// lies beside the record, and packs are made of those files whenever tables are written, in the order of the plan. A folder whose plan
/// packs now and did not before, or the other way round, has its files moved, each in one step.
struct PublishedFiles {
  private let store: RunStore
  private let target: String
  private let emptyPack: (any FilePack)?
  /// The pack of each folder that is not full yet.
  private var open: [Place: any FilePack] = [:]
  /// Packs that are written, of every folder in which something is published.
  private var written: [Place: Int] = [:]
  /// What the manifest lists, in the order of the plan.
  private(set) var files: [Manifest.File] = []

  /// - Parameters:
  ///   - store: the runs.
  ///   - target: the folder where packs are written; unless it is the runs' own, their files stay where they are.
  ///   - emptyPack: what files are put in; `nil` where each lies by itself.
  init(_ store: RunStore, target: String, emptyPack: (any FilePack)?) {
    self.store = store
    self.target = target
    self.emptyPack = emptyPack
  }

  /// Where files of one form are published.
  private struct Place: Hashable {
    let folder: String
    let ending: String
  }

  /// The names of the packs that are written.
  var packs: [String] { emptyPack == nil ? [] : files.map(\.path) }

  /// Takes in the files of a record.
  mutating func take(_ record: RunRecord) throws(IOError) {
    for attachment in record.outcome.attachments {
      guard case .published(let folder, let ending) = attachment.place else { continue }
      let place = Place(folder: folder, ending: ending)
      if written[place] == nil { written[place] = 0 }
      let path =
        target == store.folder
        ? try store.settle(attachment, record.run, isPacked: emptyPack != nil)
        : try store.soundPath(of: attachment, record.run)
      guard let emptyPack else {
        files.append(
          Manifest.File(path: store.name(of: attachment, record.run), sha256: attachment.sha256))
        continue
      }
      let bytes = try Files.read(path)
      guard SHA256.hexadecimal(bytes) == attachment.sha256 else { throw IOError.changed(path) }
      if open[place]?.add(bytes, of: record.run) == true { continue }
      try writePack(of: place)
      var pack = emptyPack
      guard pack.add(bytes, of: record.run) else { preconditionFailure("the first file fits a pack") }
      open[place] = pack
    }
  }

  /// Writes the pack that is open, if there is one.
  private mutating func writePack(of place: Place) throws(IOError) {
    guard let pack = open.removeValue(forKey: place) else { return }
    let name = name(of: place, written[place, default: 0])
    let digest = try store.write(pack.bytes, to: Files.join(target, name))
    files.append(Manifest.File(path: name, sha256: Hexadecimal.text(digest)))
    written[place, default: 0] += 1
  }

  private func name(of place: Place, _ number: Int) -> String {
    "\(place.folder)/\(PackName.text(number)).\(place.ending)"
  }

  /// Writes the packs that are not full, and removes those that an earlier writing has left.
  mutating func finish() throws(IOError) {
    for place in written.keys.sorted(by: { ($0.folder, $0.ending) < ($1.folder, $1.ending) }) {
      try writePack(of: place)
      var number = written[place, default: 0]
      while Files.exists(Files.join(target, name(of: place, number))) {
        try Files.remove(Files.join(target, name(of: place, number)))
        number += 1
      }
    }
  }
}
