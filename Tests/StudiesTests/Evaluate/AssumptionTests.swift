import DataReading
import Planning
import Running
import Studies
import TestSupport
import Testing

/// A network is not read without what it relies on: the order of its classes, and the split that it was trained with.
@Suite struct AssumptionTests {
  private let folder = TemporaryFolder()
  private static let table: String = {
    let rows = (0..<40).flatMap { (id: Int) -> [String] in
      (0..<3).map { (step: Int) -> String in "\(id),\((id * 7 + step * 5) % 13),\(["a", "b"][id % 3 % 2])\n" }
    }
    return "id,x,label\n" + rows.joined()
  }()
  private static let task =
    "{kind: sequences, data: walks.csv, sequence: id, inputs: [x], target: label}"
  private static let training = """
    schema: sluice/experiment/v1
    name: trained
    kind: train
    question: Which class?
    seed: 7
    task: \(task)
    network: {hidden: 3}
    training: {updates: 4, batch: 4, save_weights: selected}
    evaluation: {every: 4}

    """
  private static let text = """
    schema: sluice/experiment/v1
    name: again
    kind: evaluate
    networks: trained
    seed: 7
    task: \(task)

    """

  private func message(_ overrides: [String] = [], table: String = table) -> String {
    let path = folder.path
    let files = FileReader { name in
      if name == "walks.csv" { return Array(table.utf8) }
      do { return try Files.read(Files.join(path, name)) } catch {
        throw DataError(file: name, isMissing: true, "\(error)")
      }
    }
    do {
      let file = ExperimentFile(name: "again.yaml", bytes: Array(Self.text.utf8))
      _ = try ExperimentPlan(Experiment(file, overrides: overrides), files: files)
      return ""
    } catch { return "\(error)".split(separator: "\n").first.map(String.init) ?? "" }
  }

  @Test func splitsAndClasses() async throws {
    let trained = try SmallSweep.plan(text: Self.training, data: ["walks.csv": Self.table])
    try await SmallSweep.run(trained, in: folder["trained"])
    #expect(message() == "")
    let split = "the network was trained with another split of these data"
    #expect(message(["seed=8"]).contains(split))
    #expect(message(["task.split=[0.5, 0.25, 0.25]"]).contains(split))
    #expect(
      message(["task.classes=[b, a]"]).contains("the network tells other classes than those of the task"))
    // Other data have no split in common with those of training.
    #expect(message(["seed=8"], table: Self.table.replacing(",a", with: "1,a")) == "")
  }
}
