import Catalog
import Interchange
public import Planning
import Recurrence
public import SequenceTasks
import Sequences

extension EvaluateStudy {
  /// Reads the networks of the cell, `evaluation` and `telemetry`.
  public init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _ network: NetworkSpecification) {
    let before = cell.errors.count
    let evaluation = cell.evaluation(task, network)
    let networks = cell.readNetworks(network.configuration(task), of: task)
    guard let evaluation, cell.errors.count == before else { return nil }
    self.networks = networks
    self.evaluation = evaluation
    recordsGates = Settings(cell.settings)["telemetry"].flag("gates")
    units = cell.units(task)
    guard cell.errors.count == before else { return nil }
  }

  /// Refuses schedules: there are no updates that they could follow.
  public func check(_ specification: CellSpecification, _ cell: inout CellBuilder) {
    guard specification.gates.isScheduled else { return }
    let isNoise = specification.gates.stateNoise.isScheduled
    cell.fail(
      isNoise ? "state_noise" : "gates",
      "follows a schedule, and networks that are read make no updates; give the value that they are read with"
    )
  }
}

extension CellBuilder {
  /// The network of each replicate; in the cell's identity the labels of the networks' axes stand in the place of their path.
  fileprivate mutating func readNetworks(
    _ configuration: NetworkConfiguration, of task: any SequenceTask
  ) -> [SourceNetwork?] {
    guard let networks else { preconditionFailure("a plan has found the networks") }
    let query = WeightsQuery(
      configuration, readout: .width(configuration.outputWidth), Settings(settings)["network"]["weights"],
      of: task)
    settings[ReadNetworks.key] = .map(networks.labels.mapValues { .text($0) })
    resolve("network", "weights", nil)
    return networks.files.map { file in file.flatMap { network($0, query) } }
  }

  /// The network in a file; `nil` where it is none of this shape, which is then among the errors.
  private mutating func network(_ file: ReadNetworks.File, _ query: WeightsQuery) -> SourceNetwork? {
    do {
      return try SourceNetwork(file.bytes, file: file.name, query)
    } catch let error as WeightsProblems {
      for problem in error.problems {
        let key = problem.key == "weights.file" ? ReadNetworks.key : "network.\(problem.key)"
        fail(key, "\(file.name): \(problem.message)")
      }
    } catch { fail(ReadNetworks.key, "\(error)") }
    return nil
  }
}
