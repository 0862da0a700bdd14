package import Planning
import Running

extension SmallSweep {
  /// Tables that must be the same and are not.
  package struct OtherBytes: Error, CustomStringConvertible {
    package let description: String
  }

  /// The digests of one process's tables, after those of jobs and of shares in reverse order were held against them.
  ///
  /// - Throws: ``OtherBytes`` with the files that differ.
  package static func bytes(
    _ plan: ExperimentPlan, in folder: TemporaryFolder, jobs: Int, threads: Int = 1, shares: Int
  ) async throws -> [String: String] {
    try await run(plan, in: folder["one"])
    let expected = try digests(folder["one"])
    try await run(plan, in: folder["jobs"], jobs: jobs, threads: threads)
    try compare(digests(folder["jobs"]), expected, "\(jobs) jobs of \(threads) threads")
    for number in (1...shares).reversed() {
      guard let shard = Shard(number: number, count: shares) else { preconditionFailure("a share of all") }
      try await run(plan, in: folder["s"], shard: shard)
    }
    try compare(digests(folder["s"]), expected, "\(shares) shares")
    return expected
  }

  private static func compare(_ found: [String: String], _ expected: [String: String], _ what: String) throws
  {
    let files = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }.sorted()
    guard files.isEmpty else { throw OtherBytes(description: "\(what) write other bytes: \(files)") }
  }
}
