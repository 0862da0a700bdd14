public import Catalog
public import DataReading
public import Planning
public import SequenceTasks

extension EvaluateStudy {
  /// The networks of a results folder, or of one file.
  public static func networks(
    of experiment: Experiment, files: FileReader
  ) throws(ExperimentErrors) -> ReadNetworks? {
    guard let path = experiment.text(at: ReadNetworks.key) else { return nil }
    let networks: ReadNetworks
    do {
      networks = try NetworkFinder(path: path, files: files).networks()
    } catch {
      throw experiment.failure(
        at: ReadNetworks.key, "\(error)", isMissing: (error as? DataError)?.isMissing ?? false)
    }
    let said = experiment.keys(of: "network").filter { key in
      networks.cells.contains { $0.network[key] != nil }
    }
    if let key = said.first {
      throw experiment.failure(
        at: "network.\(key)", "is not used, because the networks' files say what they are; leave it out")
    }
    return networks
  }

  /// The task of the file, where the networks have a shape.
  public static func source(_ cell: inout CellBuilder) -> KindSpecification<any SequenceTask>? {
    guard cell.isGiven("network.hidden") else {
      cell.fail(
        "network",
        "is missing; the networks' files do not say their shape: expected {hidden: …} and what else differs from its default"
      )
      return nil
    }
    return cell.task()
  }
}
