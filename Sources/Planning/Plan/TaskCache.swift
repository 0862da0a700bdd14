import Catalog
import DataReading
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
  private let shelf = Mutex<[String: Result<KindSpecification<any SequenceTask>, Problem>]>([:])

  init(_ files: FileReader) { self.files = DataFiles(files) }

  /// The task of checked settings.
  func task(_ settings: Settings, catalog: TaskCatalog) -> Result<
    KindSpecification<any SequenceTask>, Problem
  > {
    let key = ParameterValue.map(settings.values).canonicalText
    if let known = shelf.withLock({ $0[key] }) { return known }
    let result = make(settings, catalog)
    shelf.withLock { $0[key] = result }
    return result
  }

  private func make(_ settings: Settings, _ catalog: TaskCatalog) -> Result<
    KindSpecification<any SequenceTask>, Problem
  > {
    do {
      let loader = try catalog.row(named: settings.text("kind")).specification(settings.parameters())
      let task = KindSpecification(loader.parameters, try loader.value.load(files.reader))
      files.note(task)
      return .success(task)
    } catch let error as ParameterError {
      return .failure(Self.problem(error))
    } catch let error as DataError {
      return .failure(Problem(message: error.description, file: error.file, isMissing: error.isMissing))
    } catch {
      return .failure(Problem(message: "\(error)"))
    }
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
