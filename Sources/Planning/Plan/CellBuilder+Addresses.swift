import Catalog
import Estimation
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences

/// The limits of the noise's addresses, which the format's own limits do not imply.
///
/// Units, layers and replicates are limited by the format; what a task brings, and products of settings, are known here.
extension CellBuilder {
  /// Refuses a cell that would leave the layout of `NoiseAddress` on its way.
  mutating func checkAddresses(_ cell: CellSpecification) {
    let task = cell.task.value
    let source = sourcePath(cell.task.parameters)
    let embeds = cell.configuration.embedding != nil
    check(
      cell.configuration.inputWidth(layer: 0), NoiseAddress.units, "inputs at each step",
      embeds ? "network.embedding" : source)
    check(task.maximumSteps, NoiseAddress.counters, "time steps", source)
    let examples = Split.allCases.reduce(0) { $0 + (task.count($1) ?? 0) }
    check(examples, NoiseAddress.counters, "examples", source)
    let copies = cell.gates.gradient.value.noiseCopies
    let each = copies > 1 ? " of \(copies) samples each" : ""
    guard let times = cell.study.demand(cell).noiseTimes else { return }
    check(times.count, NoiseAddress.counters / copies - times.settling, "\(times.noun)\(each)", times.key)
  }

  private mutating func check(_ found: Int, _ limit: Int, _ noun: String, _ path: String) {
    guard found > limit else { return }
    fail(path, "found \(found) \(noun); noise has addresses for at most \(limit)")
  }

  /// The key that decides what the task's sequences are: its file, where it reads one.
  private func sourcePath(_ task: Parameters) -> String {
    if root["task"] == nil { return "inputs" }
    let file = task.description.parameters.first { if case .file = $0.shape { true } else { false } }
    return file.map { "task.\($0.name)" } ?? "task"
  }
}
