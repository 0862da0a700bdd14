import RandomStreams
import Testing

/// Copies of a batch have the draws that the batch has at other times.
struct NoiseCopiesTests {
  private func field(_ generator: Generator = .philox) -> NoiseField {
    NoiseField(
      generator: generator, seed: 9, replicate: 1, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
  }

  private func draws(_ field: NoiseField, time: UInt32, copies: Int) -> [Double] {
    field.begin(time: time, steps: 2, layers: 1, units: 3, sequences: [4, 7], copies: copies)
    var uniforms = [Double](repeating: 0, count: copies * 2 * 3)
    var span = uniforms.mutableSpan
    field.fill(&span, at: NoisePlace(channel: .forget, layer: 0, step: 1))
    return uniforms
  }

  @Test func copyKHasItsOwnTime() {
    let all = draws(field(), time: 5, copies: 3)
    #expect(all == (15..<18).flatMap { draws(field(), time: $0, copies: 1) })
  }

  @Test func sequentialGeneratorsGiveEachCopyDrawsOfItsOwn() throws {
    let all = draws(field(try Generator(named: "mt19937")), time: 0, copies: 3)
    #expect(Set(all).count == all.count)
  }
}
