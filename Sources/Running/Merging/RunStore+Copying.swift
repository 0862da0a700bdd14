import Digest
import Planning

extension RunStore {
  /// Copies what belongs to a record from another folder, and makes it last; what is here already stays.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - source: the folder that has it.
  ///   - isPacked: whether files that are published lie beside their record here.
  /// - Returns: the first attachment that the source lacks or has with other bytes; `nil` where all are here.
  func copyAttachments(
    of record: RunRecord, from source: RunStore, isPacked: Bool
  ) throws(IOError) -> Attachment? {
    for attachment in record.outcome.attachments where try !isSound(attachment, record.run) {
      let target = isPacked ? keptPath(of: attachment, record.run) : path(of: attachment, record.run)
      try makeShelf(of: target)
      let (shown, kept) = (
        source.path(of: attachment, record.run), source.keptPath(of: attachment, record.run)
      )
      // It may lie in the one place or the other, and be moved from the one to the other meanwhile.
      var isCopied = false
      for path in kept == shown ? [shown] : [shown, kept, shown] where !isCopied {
        isCopied = try Self.copy(attachment, at: path, to: target)
      }
      guard isCopied else { return attachment }
      try Files.synchronize(folder: Files.parent(of: target))
    }
    return nil
  }

  /// Copies one file, piece by piece; `false` where it is missing or not as the record says, and nothing is put in place.
  private static func copy(_ attachment: Attachment, at path: String, to target: String) throws(IOError)
    -> Bool
  {
    var count = 0
    var copy = try AtomicFile(replacing: target)
    do throws(IOError) {
      var file = try InputFile(path)
      guard file.size == attachment.size else { return false }
      while let piece = try file.next() {
        count += piece.count
        guard count <= attachment.size else { return false }
        try copy.write(piece)
      }
    } catch {
      if error.isMissing { return false }
      throw error
    }
    guard try Hexadecimal.text(copy.digest()) == attachment.sha256 else { return false }
    _ = try copy.publish()
    return true
  }

  /// Makes the folder of a file, and makes its name last.
  func makeShelf(of path: String) throws(IOError) {
    let shelf = Files.parent(of: path)
    guard !Files.exists(shelf) else { return }
    try Files.makeFolder(shelf)
    try Files.synchronize(folder: Files.parent(of: shelf))
  }
}
