import DataReading
import Planning
import Running
import SequenceTasks
import Sequences
import Studies

/// An experiment that a command was given, with its data: a file, or a results folder with the copies that it keeps.
struct GivenExperiment: Sendable {
  /// The experiment, checked in itself.
  let experiment: Experiment
  /// The arguments of `--set`, those that the results folder remembers first.
  let overrides: [String]
  /// What the results folder keeps; `nil` of a file.
  let kept: PlanFolder.Kept?
  /// The results folder; `nil` of a file.
  let folder: String?

  /// The experiment's name.
  var name: String { experiment.name }
  /// The name of the experiment file, as it was given when the results folder was made.
  var file: String { kept?.plan.file ?? experiment.file.name }

  /// The version of the numerics that the ids of its runs are made with.
  var numerics: String { kept?.plan.numerics ?? NumericsVersion.current }

  /// What is made of the experiment's data.
  ///
  /// Data files are looked up from the experiment file's folder, and those of a results folder among its copies.
  func reading<Result>(_ body: (FileReader) throws -> Result) throws -> Result {
    if let kept { return try kept.data.reading(body) }
    return try body(.streaming { try Self.found($0) { try Files.stream(path(of: $0)) } })
  }

  /// The bytes of a data file, for a copy.
  func data(_ name: String) throws -> [UInt8] {
    if let kept { return try kept.data.bytes(name) }
    return try Self.found(name) { try Files.read(path(of: $0)) }
  }

  private func path(of name: String) -> String {
    Files.join(Files.parent(of: experiment.file.name), name)
  }

  private static func found<Content>(_ name: String, _ read: (String) throws -> Content) throws -> Content {
    do { return try read(name) } catch let error as IOError where error.isMissing {
      throw DataError(file: name, isMissing: true, "there is no such file (looked for '\(error.path)')")
    } catch {
      throw DataError(file: name, isMissing: true, "\(error)")
    }
  }
}

extension CommandContext {
  /// The most bytes of an experiment file.
  private static let largestExperiment = 64 << 20

  /// Reads and checks an experiment file, or the experiment of a results folder.
  ///
  /// - Parameters:
  ///   - path: an experiment file or a results folder.
  ///   - overrides: the arguments of `--set`, which come on top of those that a folder remembers.
  func experiment(_ path: String, overrides: [String]) throws -> GivenExperiment {
    if Files.isFolder(path) { return try experiment(inResults: path, overrides: overrides) }
    let bytes: [UInt8]
    do { bytes = try Files.read(path, upTo: Self.largestExperiment) } catch { throw InputError(error: error) }
    let experiment = try Experiment(
      ExperimentFile(name: path, bytes: bytes), overrides: overrides, catalogs: catalogs)
    return GivenExperiment(experiment: experiment, overrides: overrides, kept: nil, folder: nil)
  }

  /// The experiment of a results folder, from the copies that the folder keeps, with stand-ins for kinds of another program.
  ///
  /// - Throws: ``MissingKinds`` where there is none for a kind.
  func experiment(inResults folder: String, overrides: [String] = []) throws -> GivenExperiment {
    let kept = try PlanFolder(folder).load()
    let all = Override.joined(kept.plan.overrides, overrides)
    let (catalogs, lacking) = catalogs.standingIn(for: kept.plan.kinds)
    guard lacking.isEmpty else { throw try MissingKinds(lacking, folder: folder) }
    let experiment = try Experiment(
      ExperimentFile(name: kept.path, bytes: kept.experiment), overrides: all, catalogs: catalogs)
    return GivenExperiment(experiment: experiment, overrides: all, kept: kept, folder: folder)
  }

  /// Plans an experiment.
  func plan(_ given: GivenExperiment) throws -> ExperimentPlan {
    try given.reading { try ExperimentPlan(given.experiment, files: $0) }
  }

  /// Reads an experiment of kind `trace`.
  func trace(_ given: GivenExperiment) throws -> TraceStudy {
    try given.reading { try TraceStudy(given.experiment, files: $0) }
  }
}
