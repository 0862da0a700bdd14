import Planning

/// Does something with many runs, several at once, and hands over what comes of each as soon as it is there.
struct RunQueue {
  /// Runs at once, from 1.
  let jobs: Int

  /// Does the work on the runs in their order; once the task is cancelled no further run is begun.
  ///
  /// - Parameters:
  ///   - runs: the runs.
  ///   - work: what is done with each; it may throw, which ends all.
  ///   - take: called with what came of each, on one task.
  func perform<Result: Sendable>(
    _ runs: some Sequence<RunSpecification>,
    _ work: @escaping @Sendable (RunSpecification) throws -> Result,
    take: (Result) -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Result.self) { group in
      var waiting = runs.makeIterator()
      for _ in 0..<jobs {
        guard let run = waiting.next() else { break }
        group.addTask { try work(run) }
      }
      while let result = try await group.next() {
        take(result)
        if !Task.isCancelled, let run = waiting.next() { group.addTask { try work(run) } }
      }
    }
  }
}
