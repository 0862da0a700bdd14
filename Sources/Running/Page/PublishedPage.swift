import Catalog
import Digest

/// The page of a results folder: a stable file that is made of the tables, and that the manifest lists once it is there.
///
/// Whoever writes the tables anew removes it, as it shows the old ones; its entry goes with the old manifest.
package struct PublishedPage {
  /// The name of the file.
  package static let file = "report.html"

  private let folder: String

  /// The page of a results folder.
  package init(_ folder: String) { self.folder = folder }

  /// Writes the page, and then the files that vouch for it: the crate, and last the manifest.
  ///
  /// - Returns: whether there is a manifest that lists it.
  package func publish(_ bytes: [UInt8], provenance: Provenance) throws(IOError) -> Bool {
    let digest = Hexadecimal.text(try AtomicFile.write(bytes, to: path(Self.file)))
    guard let manifest = try json(ResultTables.manifestFile) else { return false }
    let text = Self.listing(digest, in: manifest).text
    if let crate = try json(RunCrate.file) {
      let page = CratePage(
        CrateFile(
          Self.file, summary: "The results as a page.", sha256: digest, size: bytes.count),
        manifest: SHA256.hexadecimal(text.utf8), provenance: provenance)
      try AtomicFile.write(page.added(to: crate).text.utf8, to: path(RunCrate.file))
    }
    try AtomicFile.write(text.utf8, to: path(ResultTables.manifestFile))
    return true
  }

  /// Removes the page, before the tables that it shows are written anew.
  func remove() throws(IOError) { try Files.remove(path(Self.file)) }

  /// Whether the folder's manifest lists a page.
  func isListed() throws(IOError) -> Bool {
    try json(ResultTables.manifestFile)?["files"]?.items.contains { $0["path"]?.string == Self.file } ?? false
  }

  /// Adds what a page is made of to a folder of tables that was written anew, so that both can be compared with what is published.
  func rebuild(_ bytes: [UInt8]) throws(IOError) {
    let digest = Hexadecimal.text(try AtomicFile.write(bytes, to: path(Self.file)))
    guard let manifest = try json(ResultTables.manifestFile) else { return }
    try AtomicFile.write(
      Self.listing(digest, in: manifest).text.utf8, to: path(ResultTables.manifestFile))
  }

  /// A manifest with the page behind its other files.
  private static func listing(_ digest: String, in manifest: JSON) -> JSON {
    let others = (manifest["files"]?.items ?? []).filter { $0["path"]?.string != file }
    return manifest.setting(
      "files", to: .array(others + [Manifest.File(path: file, sha256: digest).json]))
  }

  /// A file of the folder; `nil` where it is missing or not JSON.
  private func json(_ name: String) throws(IOError) -> JSON? {
    let bytes: [UInt8]
    do { bytes = try Files.read(path(name)) } catch {
      if error.isMissing { return nil }
      throw error
    }
    return try? JSON(bytes)
  }

  private func path(_ name: String) -> String { Files.join(folder, name) }
}
