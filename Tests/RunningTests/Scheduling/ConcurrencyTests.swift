import Planning
import Running
import Studies
import TestSupport
import Testing

/// How processors and memory are shared out.
@Suite struct ConcurrencyTests {
  private static let plenty = MemoryBudget(bytes: 0x1p60)

  private func concurrency(
    _ overrides: [String] = [], jobs: Int? = nil, threads: Int = 1, processors: Int,
    budget: MemoryBudget = plenty
  ) throws -> Concurrency {
    try Concurrency(
      for: SmallSweep.plan(overrides), jobs: jobs, threads: threads, processors: processors, budget: budget)
  }

  @Test(arguments: [
    (nil, 1, 8, 8, 1), (nil, 4, 8, 2, 4), (nil, 3, 8, 2, 3), (3, 2, 8, 3, 2), (16, 1, 2, 16, 1),
  ])
  func whatIsAskedFor(_ jobs: Int?, _ threads: Int, _ processors: Int, _ runs: Int, _ each: Int) throws {
    let found = try concurrency(jobs: jobs, threads: threads, processors: processors)
    #expect(found.jobs == runs && found.threads == each && found.remarks == [])
  }

  @Test func noMoreThreadsThanProcessors() throws {
    let found = try concurrency(threads: 9, processors: 4)
    #expect(found.jobs == 1 && found.threads == 4)
    #expect(found.remarks == ["--threads 4 instead of 9: there are no more processors"])
  }

  /// The engine of Float64 has one thread: processors are not set aside for more.
  @Test func threadsThatAreOfNoUse() throws {
    let found = try concurrency(["precision=float64"], threads: 4, processors: 8)
    #expect(found.jobs == 8 && found.threads == 1)
    #expect(
      found.remarks == [
        "--threads is of no use here: runs of precision float64 take one thread each"
      ])
  }

  @Test func memoryForFewer() throws {
    let plan = try SmallSweep.plan()
    let largest = plan.cells.map { RunMemory($0.specification).bytes }.max() ?? 0
    let found = try concurrency(processors: 16, budget: MemoryBudget(bytes: 2.5 * largest))
    #expect(found.jobs == 2 && found.threads == 1)
    #expect(
      found.remarks == [
        "there is memory for 2 of these runs at once, not for 16; --threads 8 would use the processors left over"
      ])
  }
}
