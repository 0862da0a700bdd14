import Running
import Testing

@Suite struct ShardTests {
  @Test(arguments: 1...7) func sharesHoldEveryRunOnce(count: Int) {
    for index in 0..<100 {
      let owners = (1...count).filter { Shard(number: $0, count: count)!.contains(index) }
      #expect(owners.count == 1, "run \(index)")
    }
  }

  @Test func theTextIsIOfN() {
    #expect(Shard("2/8") == Shard(number: 2, count: 8))
    #expect(Shard("2/8")?.description == "2/8")
  }

  @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "a/b", "1 /2", "+1/2", "/2", "1/"])
  func whatIsNotAShare(text: String) { #expect(Shard(text) == nil) }
}
