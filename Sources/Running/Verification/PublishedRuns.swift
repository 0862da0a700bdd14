import Planning
import Tables

/// The runs that the published tables of a folder are made of: those of `runs.csv`.
struct PublishedRuns {
  /// Their ids; `nil` where there is no such table.
  let ids: Set<String>?

  init(_ folder: String) throws(IOError) {
    let path = Files.join(folder, RunResult.table(axes: [], scores: [], statuses: "").schema.file)
    guard Files.exists(path) else {
      ids = nil
      return
    }
    var lines = try WholeLines(path, quotes: true)
    var ids: Set<String> = []
    _ = try lines.next()
    // The id is the first cell of every row, and needs no quotes.
    while let line = try lines.next() {
      ids.insert(String(decoding: line.prefix { $0 != UInt8(ascii: ",") && $0 != 0x0A }, as: UTF8.self))
    }
    self.ids = ids
  }
}
