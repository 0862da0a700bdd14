import Drawing
import Testing

/// Ticks are round numbers that cover what is drawn.
@Suite struct ScaleTests {
  @Test func linearTicks() {
    let scale = Scale(over: [3, 97])
    #expect(scale.ticks == [0, 20, 40, 60, 80, 100] && scale.low == 0 && scale.high == 100)
    #expect(scale.ticks.map(scale.label) == ["0", "20", "40", "60", "80", "100"])
    let small = Scale(over: [-0.0004, 0.0011], count: 4)
    #expect(small.ticks.map(small.label) == ["−0.0005", "0.0000", "0.0005", "0.0010", "0.0015"])
    let open = Scale(over: [0.3, 9.7], isRounded: false)
    #expect(open.low == 0.3 && open.high == 9.7 && open.ticks == [2, 4, 6, 8])
  }

  @Test func logarithmicTicks() {
    let wide = Scale(over: [0.002, 300], .logarithmic)
    #expect(wide.ticks.map(wide.label) == ["0.001", "0.1", "10", "1000"] || wide.ticks.count >= 3)
    let narrow = Scale(over: [1.5, 30], .logarithmic)
    #expect(narrow.ticks == [1, 2, 5, 10, 20, 50])
    #expect(abs(narrow.share(1)) < 1e-12 && abs(narrow.share(50) - 1) < 1e-12)
  }

  /// Nothing, one value, values that are no numbers: a scale is there all the same.
  @Test(
    arguments: [[], [7], [.nan, .infinity], [0, 0], [-5, -5], [1e-12, 2e-12], [1e15, 2e15]] as [[Double]])
  func everyScaleHasRoom(values: [Double]) {
    for kind in [Scale.Kind.linear, .logarithmic] {
      let scale = Scale(over: values, kind)
      #expect(scale.low < scale.high && !scale.ticks.isEmpty, "\(values)")
      for value in values where value.isFinite && (kind == .linear || value > 0) {
        #expect((-1e-9...1 + 1e-9).contains(scale.share(value)), "\(values)")
      }
      #expect(scale.ticks.allSatisfy { (-1e-6...1 + 1e-6).contains(scale.share($0)) })
      #expect(Set(scale.ticks.map(scale.label)).count == scale.ticks.count, "\(scale.ticks.map(scale.label))")
    }
  }

  @Test(arguments: [
    (0, "0"), (1234.5, "1235"), (123.45, "123.5"), (0.00252, "0.00252"), (3.14159, "3.142"), (1.5e7, "1.5e7"),
    (-2e-9, "−2e-9"),
    (100, "100"), (99999, "99999"),
  ])
  func briefNumbers(value: Double, text: String) { #expect(Scale.brief(value) == text) }
}
