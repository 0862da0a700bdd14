import Digest
public import Planning
import Tables

/// The files that belong to records.
extension RunStore {
  /// The name of an attachment's file in the results folder.
  ///
  /// What is published is where people look for it, `weights/r-5f0c….safetensors`, unless it is packed; rows lie beside their record,
  /// `records/5f/r-5f0c….units`.
  public func name(of attachment: Attachment, _ run: String) -> String {
    switch attachment.place {
    case .published(let folder, let ending): "\(folder)/\(run).\(ending)"
    case .rows(let table, _, _): "\(Files.name(of: recordsFolder))/\(Self.shelf(of: run))/\(run).\(table)"
    }
  }

  /// The path of an attachment's file.
  public func path(of attachment: Attachment, _ run: String) -> String {
    Files.join(folder, name(of: attachment, run))
  }

  /// The path of an attachment's file beside its record: of what is published in packs, `records/5f/r-5f0c….weights.safetensors`.
  func keptPath(of attachment: Attachment, _ run: String) -> String {
    guard case .published(let folder, let ending) = attachment.place else { return path(of: attachment, run) }
    return Files.join(recordsFolder, "\(Self.shelf(of: run))/\(run).\(folder).\(ending)")
  }

  /// The path where an attachment of a record that is sound lies, of the two where what is published may lie.
  func soundPath(of attachment: Attachment, _ run: String) throws(IOError) -> String {
    let (shown, kept) = (path(of: attachment, run), keptPath(of: attachment, run))
    guard kept != shown, Files.exists(kept) else { return shown }
    if !Files.exists(shown) { return kept }
    return try isSound(attachment, at: kept) ? kept : shown
  }

  /// Moves the file of an attachment that is published to where the plan has it, in one step, and returns its path.
  ///
  /// - Parameters:
  ///   - attachment: one that has been found as its record says.
  ///   - run: the run.
  ///   - isPacked: whether it belongs beside its record.
  func settle(_ attachment: Attachment, _ run: String, isPacked: Bool) throws(IOError) -> String {
    let (shown, kept) = (path(of: attachment, run), keptPath(of: attachment, run))
    let (target, other) = isPacked ? (kept, shown) : (shown, kept)
    guard Files.exists(other) else { return target }
    if Files.exists(target), try isSound(attachment, at: target) {
      try Files.remove(other)
      return target
    }
    try Files.makeFolder(Files.parent(of: target))
    do throws(IOError) { try Files.rename(other, to: target) } catch {
      // Another writer of tables may have moved it.
      guard error.isMissing, Files.exists(target) else { throw error }
    }
    return target
  }

  /// The first attachment of a record that is missing or has changed; `nil` where all are as the record says.
  func lostAttachment(of record: RunRecord) throws(IOError) -> Attachment? {
    for attachment in record.outcome.attachments where try !isSound(attachment, record.run) {
      return attachment
    }
    return nil
  }

  /// Whether an attachment is there with the bytes that its record says, in the one place or the other.
  func isSound(_ attachment: Attachment, _ run: String) throws(IOError) -> Bool {
    let (shown, kept) = (path(of: attachment, run), keptPath(of: attachment, run))
    if try isSound(attachment, at: shown) { return true }
    guard kept != shown else { return false }
    // It may be moved from the one place to the other meanwhile.
    if try isSound(attachment, at: kept) { return true }
    return try isSound(attachment, at: shown)
  }

  private func isSound(_ attachment: Attachment, at path: String) throws(IOError) -> Bool {
    do throws(IOError) {
      var file = try InputFile(path)
      guard file.size == attachment.size else { return false }
      var hash = SHA256()
      while let piece = try file.next() { hash.update(piece) }
      return Hexadecimal.text(hash.finalize()) == attachment.sha256
    } catch {
      if error.isMissing { return false }
      throw error
    }
  }

  /// Hands over the rows that an attachment keeps, piece by piece and whole lines at a time.
  ///
  /// - Throws: ``IOError``, also where the file is not the one any more that the record vouched for.
  func readRows(
    of attachment: Attachment, _ run: String, _ take: (TableRows) throws(IOError) -> Void
  ) throws(IOError) {
    guard case .rows(let table, let columns, _) = attachment.place else { return }
    let path = path(of: attachment, run)
    var file = try InputFile(path)
    var hash = SHA256()
    var rest: [UInt8] = []
    while let piece = try file.next() {
      hash.update(piece)
      guard let end = piece.lastIndex(of: UInt8(ascii: "\n")) else {
        rest += piece
        continue
      }
      try take(TableRows(table, columns: columns, lines: rest + piece[...end]))
      rest = Array(piece[(end + 1)...])
    }
    guard rest.isEmpty, Hexadecimal.text(hash.finalize()) == attachment.sha256 else {
      throw IOError.changed(path)
    }
  }
}
