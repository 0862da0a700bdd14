import Digest
package import Planning
import Tables

/// Compares a results folder's stable files with the same files written anew into a temporary folder.
package struct TableVerification {
  /// What was compared.
  struct Outcome {
    var files: [String] = []
    var differences: [Difference] = []
    var remarks: [String] = []
  }

  private let folder: String
  private let row: TableRowName?
  private let page: Verification.PageMaker?

  /// The stable files of a folder, or one row of a table.
  init(_ folder: String, row: TableRowName?, page: Verification.PageMaker?) {
    self.folder = folder
    self.row = row
    self.page = page
  }

  /// Compares what a closure writes into a folder, whose files it returns.
  func compare(_ rebuild: (String) throws -> [String]) throws -> Outcome {
    let scratch = try ScratchFolder()
    var outcome = Outcome()
    var files = try rebuild(scratch.path)
    if row == nil, let page, try PublishedPage(folder).isListed() {
      try PublishedPage(scratch.path).rebuild(page(scratch.path))
      files.insert(PublishedPage.file, at: files.count - 1)
    }
    let comparison = FileComparison(folder: folder, rebuilt: scratch.path)
    if let row {
      let tables = files.filter { $0.hasSuffix(".csv") }
      guard tables.contains(row.file) else { throw VerificationRefusal.otherTable(row.file, known: tables) }
      outcome.files = [row.file]
      outcome.differences = try comparison.difference(in: row.file, row: row.number).map { [$0] } ?? []
    } else if files.contains(where: { Files.exists(Files.join(folder, $0)) }) {
      outcome.files = files
      for file in files {
        if let difference = try comparison.difference(in: file) { outcome.differences.append(difference) }
      }
    } else {
      outcome.remarks = ["there are no tables yet"]
    }
    if let first = outcome.differences.first { outcome.remarks += try origin(of: first) }
    return outcome
  }

  /// Whether a file that differs is the one that the manifest vouches for.
  private func origin(of difference: Difference) throws(IOError) -> [String] {
    let manifest = Files.join(folder, ResultTables.manifestFile)
    guard case .other = difference.finding, difference.file != ResultTables.manifestFile,
      Files.exists(manifest)
    else { return [] }
    let digest = SHA256.hexadecimal(try Files.read(Files.join(folder, difference.file)))
    let isListed = String(decoding: try Files.read(manifest), as: UTF8.self).contains(digest)
    return [
      isListed
        ? "\(difference.file) is the file that manifest.json lists: the tables were written from other records than these"
        : "\(difference.file) is not the file that manifest.json lists: it was changed after it was written",
      "`sluice export` writes the tables of the records that are there",
    ]
  }

  /// Compares the table of an experiment without runs, which a closure writes into a folder, with all files beside it.
  package static func result(
    _ experiment: Experiment, in folder: String, row: TableRowName?, page: Verification.PageMaker? = nil,
    rebuild: (String) throws -> Void
  ) throws -> VerificationResult {
    if let row { _ = try PublishedRow(row, in: folder) }
    let files =
      experiment.study.tables.map(\.file) + [ResultTables.dictionaryFile, ResultTables.manifestFile]
    let outcome = try TableVerification(folder, row: row, page: page).compare { scratch in
      try rebuild(scratch)
      return files
    }
    return VerificationResult(
      name: experiment.name, recomputed: 0, agreeing: 0, total: 0, files: outcome.files,
      differences: outcome.differences, remarks: outcome.remarks)
  }
}
