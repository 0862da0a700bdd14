import Arrays
import DataReading
import Interchange
import Planning
import SequenceTasks
import Tables

/// Finds the networks that a path leads to: one file, or all runs of a results folder by its `runs.csv`.
///
/// Of a folder the published tables are read and not the records, so that a deposit serves as well, or a folder that another program
/// has written: `runs.csv` with the columns `run_id`, `replicate`, one for each axis, `status`, and
/// `weights/RUN.safetensors` for every run that is `completed`, or the run in one of `weights/pack-0000.safetensors`, ….
struct NetworkFinder {
  /// The path as the experiment has it.
  let path: String
  let files: FileReader

  /// The networks.
  ///
  /// - Throws: `DataError`, `ArrayFileError`.
  func networks() throws -> ReadNetworks {
    guard path.hasSuffix(".safetensors") else { return try networksOfFolder() }
    let file = ReadNetworks.File(name: path, bytes: try files.bytes(path))
    return ReadNetworks(axes: [], cells: [.init(network: try words(file), files: [file])])
  }

  /// A row of `runs.csv`.
  private struct Run {
    let id: String
    let labels: [String]
    let replicate: Int
    let status: String
  }

  private var table: String { "\(path)/runs.csv" }

  private func networksOfFolder() throws -> ReadNetworks {
    let (axes, runs) = try runs()
    let values = axes.indices.map { axis in
      runs.reduce(into: [String]()) { if !$0.contains($1.labels[axis]) { $0.append($1.labels[axis]) } }
    }
    let replicates = (runs.map(\.replicate).max() ?? -1) + 1
    guard replicates > 0 else { throw fault("has no run") }
    guard values.reduce(1.0, { $0 * Double($1.count) }) * Double(replicates) <= Double(runs.count) else {
      throw fault(
        "has \(runs.count) runs, fewer than its axes and \(replicates) replicates cross to; finish the experiment, then read its networks"
      )
    }
    var found: [[String]: [Int: Run]] = [:]
    for run in runs {
      guard found[run.labels, default: [:]].updateValue(run, forKey: run.replicate) == nil else {
        throw fault("has replicate \(run.replicate) of \(run.id) twice")
      }
    }
    let packed = try packedNetworks()
    let cells = try Self.product(values).map { labels in
      let name = zip(axes, labels).map { "\($0)=\($1), " }.joined()
      let files = try (0..<replicates).map { replicate in
        guard let run = found[labels]?[replicate] else {
          throw fault(
            "has no run \(name)replicate \(replicate); finish the experiment, then read its networks")
        }
        return try file(of: run, packed)
      }
      return (labels: labels, files: files)
    }
    let words = try cells.map { try self.words(of: $0.files) }
    // Where all runs of a cell diverged, nothing is read, and any shape will do.
    let anyWords = words.lazy.compactMap { $0 }.first ?? [:]
    return ReadNetworks(
      axes: zip(axes, values).map { .init(path: $0, labels: $1) },
      cells: zip(cells, words).map { cell, words in
        .init(
          labels: Dictionary(uniqueKeysWithValues: zip(axes, cell.labels)), network: words ?? anyWords,
          files: cell.files)
      })
  }

  private func runs() throws -> (axes: [String], runs: [Run]) {
    let bytes: [UInt8]
    do { bytes = try files.bytes(table) } catch {
      throw DataError(
        file: path, isMissing: true,
        "there is no runs.csv to read; expected a results folder whose tables are written, or a file whose name ends in .safetensors"
      )
    }
    guard let rows = CSVRows(bytes), let id = rows.names.firstIndex(of: "run_id"),
      let replicate = rows.names.firstIndex(of: "replicate"),
      let status = rows.names.firstIndex(of: "status"), replicate < status
    else {
      throw fault("is no table of runs: expected the columns run_id, replicate, one for each axis, status")
    }
    let axes = Array(rows.names[(replicate + 1)..<status])
    let runs = try rows.rows.map { row in
      guard let number = Int(row[replicate]), 0..<1_000_000 ~= number,
        !row[id].isEmpty, !row[id].contains(where: { $0 == "/" || $0 == "\0" })
      else { throw fault("has a run without a name or a number of its replicate") }
      return Run(
        id: row[id], labels: Array(row[(replicate + 1)..<status]), replicate: number, status: row[status])
    }
    return (axes, runs)
  }

  /// The networks in packs, by run.
  private func packedNetworks() throws -> [String: ReadNetworks.File] {
    var found: [String: ReadNetworks.File] = [:]
    for number in 0... {
      let name = "\(path)/weights/\(PackName.text(number)).safetensors"
      let bytes: [UInt8]
      do { bytes = try files.bytes(name) } catch let error as DataError where !error.isMissing {
        throw error
      } catch { break }
      for (run, file) in SafetensorsPack.files(of: try Safetensors(bytes, file: name)) {
        found[run] = ReadNetworks.File(name: "\(name), \(run)", bytes: file.bytes)
      }
    }
    return found
  }

  /// The file of a run's network; `nil` where its training diverged.
  private func file(of run: Run, _ packed: [String: ReadNetworks.File]) throws -> ReadNetworks.File? {
    switch run.status {
    case RunOutcome.Status.completed.rawValue:
      if let file = packed[run.id] { return file }
      let name = "\(path)/weights/\(run.id).safetensors"
      do { return ReadNetworks.File(name: name, bytes: try files.bytes(name)) } catch let error as DataError
        where error.isMissing
      {
        throw DataError(
          file: name, isMissing: true, "is not there; weights are saved with training.save_weights")
      }
    case RunOutcome.Status.diverged.rawValue, RunOutcome.Status.untuned.rawValue: return nil
    default:
      throw fault(
        "says \(run.status) of \(run.id); expected completed or diverged, as of experiments that train")
    }
  }

  /// What the networks of a cell say of themselves; `nil` where there is none.
  private func words(of files: [ReadNetworks.File?]) throws -> [String: String]? {
    var words: [String: String]?
    for file in files.compactMap({ $0 }) {
      let found = try self.words(file)
      if let words, words != found {
        throw DataError(file: file.name, "says another network than the other replicates of its cell")
      }
      words = found
    }
    return words
  }

  /// The keys of `network` that a file settles; none of one that Sluice did not write.
  private func words(_ file: ReadNetworks.File) throws -> [String: String] {
    NetworkWords.settings(of: try Safetensors(file.bytes, file: file.name))
  }

  private func fault(_ message: String) -> DataError { DataError(file: table, message) }

  /// All combinations, the last list varying fastest.
  private static func product(_ lists: [[String]]) -> [[String]] {
    lists.reduce([[]]) { product, list in product.flatMap { head in list.map { head + [$0] } } }
  }
}
