import Planning
import Reports
import Running
import Studies
import Synchronization
import TestSupport
import Testing

/// The update whose scores are final.
@Suite struct SelectionTests {
  private let folder = TemporaryFolder()
  /// Forty sequences of two classes, and one of a third, which is in training.
  private static let table =
    "id,x,label\n"
    + (0..<41).map { (id: Int) -> String in "\(id),\(id * 7 % 13),\(id == 40 ? "rare" : ["a", "b"][id % 2])\n"
    }.joined()
  private static let text = """
    schema: sluice/experiment/v1
    name: selection
    kind: train
    question: Which update?
    seed: 7
    task: {kind: sequences, data: walks.csv, sequence: id, inputs: [x], target: label}
    network: {hidden: 3}
    training: {updates: 4, batch: 4}
    evaluation: {every: 2, metrics: [recall], by: [class], select: "validation.native.recall[a]"}

    """

  private func said(_ overrides: [String]) async throws -> String {
    let plan = try SmallSweep.plan(overrides, text: Self.text, data: ["walks.csv": Self.table])
    let said = Mutex("")
    let progress = Progress(.quiet) { text in said.withLock { $0 += text } }
    let name = "out\(overrides.count)"
    try Files.makeFolder(folder[name])
    _ = try await SweepRunner(plan, store: RunStore(folder[name]), jobs: 1, progress: progress).run()
    return said.withLock { $0 }
  }

  /// A class without targets in validation has no recall there, and then nothing is selected by it.
  @Test func byAScoreThatNoUpdateHas() async throws {
    #expect(try await said([]) == "")
    let message = try await said(["evaluation.select=validation.native.recall[rare]"])
    #expect(
      message.contains("evaluation.select: validation.native.recall[rare] is undefined after every update"))
  }
}
