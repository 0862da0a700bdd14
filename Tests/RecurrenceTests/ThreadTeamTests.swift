import Recurrence
import Synchronization
import Testing

@Suite struct ThreadTeamTests {
  @Test(arguments: [1, 2, 3, 8], [0, 1, 7, 64]) func everythingOnce(_ parts: Int, _ count: Int) {
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

  /// What helpers took is counted, what the caller took is not. Two parts that meet are not on one thread.
  @Test func helpersAreCounted() {
    let team = ThreadTeam(2)
    team.split(1, parts: 1) { _ in }
    #expect(team.helperSeconds == 0)
    let entered = Atomic<Int>(0)
    team.split(2, parts: 2) { _ in
      entered.add(1, ordering: .relaxed)
      let end = ContinuousClock.now + .seconds(1)
      while entered.load(ordering: .relaxed) < 2, ContinuousClock.now < end {}
      if entered.load(ordering: .relaxed) < 2 { entered.add(10, ordering: .relaxed) }
    }
    let haveMet = entered.load(ordering: .relaxed) == 2
    #expect((team.helperSeconds > 0) == haveMet)
  }
}
