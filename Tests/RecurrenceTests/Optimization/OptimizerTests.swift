import Catalog
import Recurrence
import Testing

/// Three updates of two weights from 1 and −2, worked in 40-digit arithmetic apart from this program.
@Suite struct OptimizerTests {
  static let gradients = [[0.5, -1], [0.25, 2], [-1, 0.5]]

  struct Sequence: Sendable, CustomTestStringConvertible {
    let kind: String
    let settings: [String: ParameterValue]
    var scale = 1.0
    let expected: [[Double]]
    var testDescription: String {
      kind + " " + settings.map { "\($0.key)=\($0.value.text)" }.sorted().joined(separator: " ")
    }
  }

  static let momentum: [String: ParameterValue] = ["learning_rate": .number(0.1), "momentum": .number(0.9)]
  static let rate: [String: ParameterValue] = ["learning_rate": .number(0.01)]

  static func decay(_ settings: [String: ParameterValue], _ kind: String) -> [String: ParameterValue] {
    settings.merging(["weight_decay": .number(0.5), "decay": .text(kind)]) { $1 }
  }

  static let sequences = [
    Sequence(
      kind: "sgd", settings: ["learning_rate": .number(0.1)],
      expected: [[0.95, -1.9], [0.925, -2.1], [1.025, -2.15]]),
    Sequence(kind: "sgd", settings: momentum, expected: [[0.95, -1.9], [0.88, -2.01], [0.917, -2.159]]),
    Sequence(
      kind: "sgd", settings: momentum, scale: 0.5,
      expected: [[0.975, -1.95], [0.94, -2.005], [0.9585, -2.0795]]),
    Sequence(
      kind: "sgd", settings: decay(momentum, "coupled"),
      expected: [[0.9, -1.8], [0.74, -1.73], [0.659, -1.6305]]),
    Sequence(
      kind: "sgd", settings: decay(momentum, "decoupled"),
      expected: [[0.9, -1.8], [0.785, -1.82], [0.78275, -1.878]]),
    Sequence(
      kind: "rmsprop", settings: rate,
      expected: [
        [0.96837722539831605, -1.9683772243983162], [0.95363303065239158, -1.9969486525615814],
        [0.98181882286626532, -2.0042731366456485],
      ]),
    Sequence(
      kind: "rmsprop", settings: decay(rate, "coupled"),
      expected: [
        [0.96837722439831619, -1.9683772238983162], [0.94902315614789068, -1.9833029256728414],
        [0.96227993611804097, -1.9758997507418643],
      ]),
    Sequence(
      kind: "adam", settings: rate,
      expected: [
        [0.9900000002, -1.9900000001], [0.98067820404774619, -1.9936610353472075],
        [0.98274177428854104, -1.9978175473146773],
      ]),
    Sequence(
      kind: "adam", settings: decay(rate, "coupled"),
      expected: [
        [0.9900000001, -1.99000000005], [0.98018049290010767, -1.987355927210819],
        [0.97557502683395458, -1.9839830345535183],
      ]),
    Sequence(
      kind: "adam", settings: decay(rate, "decoupled"),
      expected: [
        [0.9850000002, -1.9800000001], [0.97075320404674614, -1.9737610353467074],
        [0.9679630082673073, -1.968048742137444],
      ]),
    Sequence(
      kind: "adam", settings: rate.merging(["epsilon": .number(1)]) { $1 },
      expected: [
        [0.9966666666666667, -1.995], [0.99402608215804555, -1.9972427858072617],
        [0.99484775496122968, -1.9996098428169831],
      ]),
    Sequence(
      kind: "adamw", settings: [:],
      expected: [
        [0.998990000019999999, -1.99898000000999999], [0.998047830504774416, -1.99932611373472065],
        [0.998244207050548859, -1.99972177167033029],
      ]),
    Sequence(
      kind: "adamw", settings: rate.merging(["weight_decay": .number(0.5)]) { $1 },
      expected: [
        [0.985000000199999996, -1.98000000009999999], [0.970753204046746166, -1.97376103534670750],
        [0.967963008267307344, -1.96804874213744386],
      ]),
    // As PyTorch's NAdam has it.
    Sequence(
      kind: "nadam", settings: rate,
      expected: [
        [0.989435482427736469, -1.98943548232209129], [0.984196249556593546, -1.99850105719156278],
        [0.993602383697696620, -2.00131670025569268],
      ]),
    Sequence(
      kind: "nadam", settings: rate.merging(["momentum_decay": .number(0.5)]) { $1 },
      expected: [
        [0.989403931981844867, -1.98940393187588418], [0.984177177868624590, -1.99834290605815748],
        [0.993274148283732076, -2.00112176030387691],
      ]),
    Sequence(
      kind: "nadam", settings: decay(rate, "coupled"),
      expected: [
        [0.989435482322091294, -1.98943548226926870], [0.982686203068675366, -1.99356689761466111],
        [0.986058038840743681, -1.99086577083191494],
      ]),
    Sequence(
      kind: "nadam", settings: decay(rate, "decoupled"),
      expected: [
        [0.984435482427736469, -1.97943548232209129], [0.974274072144454864, -1.97860387977995232],
        [0.978808835924835663, -1.97152650344518246],
      ]),
  ]

  static func run<Scalar: OptimizerScalar>(
    _ sequence: Sequence, _: Scalar.Type, gradients: [[Double]] = gradients
  ) throws -> [[Double]] {
    let optimizer = try OptimizerCatalog().make(sequence.kind, sequence.settings)
    var weights: [Scalar] = [1, -2]
    var state = OptimizerState<Scalar>(for: type(of: optimizer), count: 2)
    return gradients.map { gradient in
      optimizer.update(&weights, gradient: gradient.map { Scalar($0) }, scale: sequence.scale, state: &state)
      return weights.map { Double($0) }
    }
  }

  @Test(arguments: sequences)
  func threeUpdatesInDouble(_ sequence: Sequence) throws {
    let found = try Self.run(sequence, Double.self)
    for (a, b) in zip(found, sequence.expected) { #expect(difference(a, b, 1e-15) == nil) }
  }

  @Test(arguments: sequences)
  func threeUpdatesInSingle(_ sequence: Sequence) throws {
    let found = try Self.run(sequence, Float.self)
    for (a, b) in zip(found, sequence.expected) { #expect(difference(a, b, 3e-7) == nil) }
  }

  @Test(arguments: sequences)
  func notANumberReachesTheWeight(_ sequence: Sequence) throws {
    for weights in [
      try Self.run(sequence, Double.self, gradients: [[.nan, 1], [1, 1]]).last,
      try Self.run(sequence, Float.self, gradients: [[.nan, 1], [1, 1]]).last,
    ] {
      #expect(weights?[0].isNaN == true)
      #expect(weights?[1].isFinite == true)
    }
  }

  @Test func theCatalogNamesTheNearestKind() {
    #expect(OptimizerCatalog().kinds == ["sgd", "rmsprop", "adam", "adamw", "nadam"])
    #expect {
      try OptimizerCatalog().row(named: "adma")
    } throws: { error in
      "\(error)"
        == "there is no optimizer 'adma' (did you mean 'adam'?); known are sgd, rmsprop, adam, adamw, nadam"
    }
  }

  @Test func settingsOutOfRangeAreRefused() {
    for (kind, name, value) in [
      ("sgd", "learning_rate", 0), ("sgd", "momentum", 1), ("rmsprop", "alpha", 1), ("adam", "beta2", -0.1),
      ("adam", "epsilon", 0), ("adam", "weight_decay", -1),
    ] {
      #expect(throws: ParameterError.self) {
        try OptimizerCatalog().row(named: kind).specification([name: .number(value)])
      }
    }
  }
}
