import Planning
import Running
import Testing

extension SmallSweep {
  /// The digests of one process's tables, after those of jobs and of shares in reverse order were held against them.
  static func bytes(
    _ plan: ExperimentPlan, in folder: TemporaryFolder, jobs: Int, threads: Int = 1, shares: Int
  ) async throws -> [String: String] {
    try await run(plan, in: folder["one"])
    let expected = try digests(folder["one"])
    try await run(plan, in: folder["jobs"], jobs: jobs, threads: threads)
    #expect(try digests(folder["jobs"]) == expected)
    for number in (1...shares).reversed() {
      try await run(plan, in: folder["s"], shard: Shard(number: number, count: shares)!)
    }
    #expect(try digests(folder["s"]) == expected)
    return expected
  }
}
