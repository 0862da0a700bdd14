import Running
import Testing

@Suite struct ProcessorsTests {
  @Test(arguments: [
    ("Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", 2),
    ("Cpus_allowed:\tff,00000000,0000000f\n", 12), ("Cpus_allowed:\t00000000,00000001\n", 1),
  ]) func bitsAreCounted(_ status: String, _ count: Int) {
    #expect(Processors.count(status: status) == count)
  }

  @Test(arguments: ["", "Cpus_allowed_list:\t0-1\n", "Cpus_allowed:\n", "Cpus_allowed:\t0\n"])
  func otherTextSaysNothing(_ status: String) { #expect(Processors.count(status: status) == nil) }

  @Test func thereIsOne() { #expect(Processors.available >= 1) }
}
