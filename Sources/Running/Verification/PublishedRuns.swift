import Planning
import Tables

/// The runs that the published tables of a folder are made of: those of `runs.csv`, and of `tuning.csv` where there is one.
struct PublishedRuns {
  /// Their ids; `nil` where there is no such table.
  let ids: Set<String>?

  init(_ folder: String) throws(IOError) {
    let path = Files.join(folder, RunResult.table(axes: [], scores: [], statuses: "").schema.file)
    guard Files.exists(path) else {
      ids = nil
      return
    }
    var ids = try Self.ids(path)
    let tuning = Files.join(folder, TuningTables.schemas[0].file)
    if Files.exists(tuning) { ids.formUnion(try Self.ids(tuning)) }
    self.ids = ids
  }

  private static func ids(_ path: String) throws(IOError) -> Set<String> {
    var lines = try WholeLines(path, quotes: true)
    var ids: Set<String> = []
    _ = try lines.next()
    // The id is the first cell of every row, and needs no quotes.
    while let line = try lines.next() {
      ids.insert(String(decoding: line.prefix { $0 != UInt8(ascii: ",") && $0 != 0x0A }, as: UTF8.self))
    }
    return ids
  }
}
