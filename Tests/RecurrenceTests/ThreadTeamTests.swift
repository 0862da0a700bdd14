import Glibc
import Recurrence
import Synchronization
import Testing

@Suite struct ThreadTeamTests {
  @Test(arguments: [1, 2, 3, 8, 20], [0, 1, 7, 64]) func everythingOnce(_ parts: Int, _ count: Int) {
    let seen = Mutex(Array(repeating: 0, count: count))
    ThreadTeam(8).split(count, parts: parts) { range in
      seen.withLock { for index in range { $0[index] += 1 } }
    }
    #expect(seen.withLock { $0 } == Array(repeating: 1, count: count))
  }

  @Test(arguments: [(1, 64, 4, 1), (3, 64, 4, 3), (3, 11, 4, 2), (3, 3, 4, 1), (3, 0, 4, 1)])
  func parts(_ threads: Int, _ count: Int, _ fewest: Int, _ parts: Int) {
    #expect(ThreadTeam(threads).parts(of: count, atLeast: fewest) == parts)
  }

  /// What helpers took is counted, what the caller took is not. Parts that wait for each other are on threads of their
  /// own.
  @Test(arguments: [2, 5]) func partsMeet(_ parts: Int) {
    let team = ThreadTeam(parts)
    team.forEach(1) { _ in }
    #expect(team.helperSeconds == 0)
    let entered = Atomic<Int>(0)
    for round in 1...50 {
      team.forEach(parts) { _ in
        entered.add(1, ordering: .sequentiallyConsistent)
        while entered.load(ordering: .sequentiallyConsistent) < round * parts { sched_yield() }
      }
    }
    #expect(entered.load(ordering: .sequentiallyConsistent) == 50 * parts)
    #expect(team.helperSeconds > 0)
  }

  /// Teams come and go with their threads.
  @Test func teamsEnd() throws {
    for _ in 0..<2000 { ThreadTeam(4).forEach(3) { _ in } }
  }
}
