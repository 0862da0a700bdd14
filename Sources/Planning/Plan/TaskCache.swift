import Catalog
import DataReading
import RandomStreams
import SequenceTasks
import Sequences
import Synchronization

/// The tasks of a plan, each read once however many cells share it.
final class TaskCache: Sendable {
  /// Why a task cannot be made.
  struct Problem: Error, Sendable {
    let message: String
    var parameter: String?
    var file: String?
    var isMissing = false
  }

  let files: DataFiles
  private typealias Made = Result<KindSpecification<any SequenceTask>, Problem>
  private let shelf = Mutex<[String: Made]>([:])

  init(_ files: FileReader) { self.files = DataFiles(files) }

  /// The task of checked settings, with what is drawn for all replicates drawn from a seed.
  func task(_ settings: Settings, seed: UInt64, catalog: TaskCatalog) -> Result<
    KindSpecification<any SequenceTask>, Problem
  > {
    let key = ParameterValue.map(settings.values).canonicalText
    let read = kept(key) { try self.read(settings, catalog) }
    return kept("\(seed) \(key)") {
      let task = try read.get()
      let drawn = try task.value.drawn(from: StreamKey(seed: seed, path: [.label("data")]))
      return KindSpecification(task.parameters, drawn)
    }
  }

  private func read(_ settings: Settings, _ catalog: TaskCatalog) throws -> KindSpecification<
    any SequenceTask
  > {
    let loader = try catalog.row(named: settings.text("kind")).specification(settings.parameters())
    let task = KindSpecification(loader.parameters, try loader.value.load(files.reader))
    files.note(task)
    return task
  }

  /// What was made before under a key, or is made now.
  private func kept(_ key: String, _ make: () throws -> KindSpecification<any SequenceTask>) -> Made {
    if let known = shelf.withLock({ $0[key] }) { return known }
    let made: Made
    do {
      made = .success(try make())
    } catch let problem as Problem {
      made = .failure(problem)
    } catch let error as ParameterError {
      made = .failure(Self.problem(error))
    } catch let error as DataError {
      made = .failure(Problem(message: error.description, file: error.file, isMissing: error.isMissing))
    } catch {
      made = .failure(Problem(message: "\(error)"))
    }
    shelf.withLock { $0[key] = made }
    return made
  }

  /// The problem with its place: the setting that is at fault, or the first of those that do not fit together.
  private static func problem(_ error: ParameterError) -> Problem {
    switch error {
    case .notAdmissible(let name, let found, let allowed):
      Problem(message: "found \(found); expected \(allowed)", parameter: name)
    case .missing(let name, let kind, let allowed):
      Problem(message: "is missing; \(kind) needs it: \(allowed)", parameter: name)
    case .conflict(let names, _): Problem(message: error.description, parameter: names.first)
    case .unknown: Problem(message: error.description)
    }
  }
}
