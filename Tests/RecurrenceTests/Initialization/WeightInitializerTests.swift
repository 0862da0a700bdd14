import Catalog
import RandomStreams
import Recurrence
import Testing

@Suite struct WeightInitializerTests {
  static func initializer(_ kind: String, _ settings: [String: ParameterValue] = [:]) throws
    -> any WeightInitializer
  {
    return try InitializerCatalog().make(kind, settings)
  }

  static func draw(
    _ configuration: NetworkConfiguration, _ kind: String, _ settings: [String: ParameterValue] = [:],
    retention: (any BiasInitializer)? = nil, replicate: Int = 0
  ) throws -> [Float] {
    InitialWeights(weights: try initializer(kind, settings), retention: retention)
      .draw(configuration, maximumSteps: 20, seed: 20_170_528, replicate: replicate)
  }

  static let configuration = NetworkConfiguration(inputWidth: 6, hidden: 16, layers: 2, outputWidth: 3)

  @Test func uniformStaysInItsRangeAndFillsIt() throws {
    let weights = try Self.draw(Self.configuration, "uniform")
    #expect(weights.count == Self.configuration.layout.count)
    #expect(weights.allSatisfy { abs($0) < 0.25 })
    #expect(weights.max()! > 0.249 && weights.min()! < -0.249)
    let mean: Float = weights.reduce(0, +) / Float(weights.count)
    #expect(abs(mean) < 0.01)
  }

  /// With 3,904 weights the mean's standard error is 0.0016·s/0.1 and that of s is 1.1 %.
  @Test(arguments: [0.1, 2])
  func normalHasItsMoments(_ deviation: Double) throws {
    let weights = try Self.draw(
      Self.configuration, "normal", ["standard_deviation": .number(deviation)])
    let layout = Self.configuration.layout
    let drawn = layout.blocks.filter { !$0.name.hasSuffix("bias") }.flatMap { weights[$0.range] }.map {
      Double($0)
    }
    let mean = drawn.reduce(0, +) / Double(drawn.count)
    let variance = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(drawn.count - 1)
    #expect(abs(mean) < 0.05 * deviation)
    #expect(abs(variance.squareRoot() / deviation - 1) < 0.04)
    #expect(layout.bias(layer: 0)!.range.allSatisfy { weights[$0] == 0 })
  }

  @Test func orthogonalMatricesAreOrthogonal() throws {
    let weights = try Self.draw(Self.configuration, "orthogonal", ["gain": .number(2)])
    let layout = Self.configuration.layout
    for block in layout.blocks where !block.name.hasSuffix("bias") {
      let groups = block.name.hasPrefix("readout") ? 1 : 4
      let rows = block.rows / groups
      for group in 0..<groups {
        func entry(_ i: Int, _ j: Int) -> Double {
          Double(weights[block.range.lowerBound + (group * rows + i) * block.columns + j])
        }
        let tall = rows >= block.columns
        let (count, length) = (min(rows, block.columns), max(rows, block.columns))
        for a in 0..<count {
          for b in 0..<count {
            let product = (0..<length).reduce(0) {
              $0 + (tall ? entry($1, a) * entry($1, b) : entry(a, $1) * entry(b, $1))
            }
            #expect(abs(product - (a == b ? 4 : 0)) < 1e-6)
          }
        }
      }
    }
    #expect(layout.bias(layer: 1)!.range.allSatisfy { weights[$0] == 0 })
  }

  /// Vectors that are parallel up to 10⁻¹⁰ come out orthogonal to rounding: the second pass is what does it.
  @Test func orthogonalizationSurvivesNearDependence() {
    var numbers = Numbers("near dependence")
    let vector = numbers.signed(50)
    let first = Orthonormal.extending([], by: vector)
    let second = Orthonormal.extending(
      [first], by: zip(vector, numbers.signed(50, scale: 1e-10)).map { $0 + $1 })
    #expect(abs(Orthonormal.product(first, second)) < 1e-15)
    #expect(abs(Orthonormal.product(second, second) - 1) < 1e-15)
  }

  @Test func replicatesDiffer() throws {
    #expect(
      try Self.draw(Self.configuration, "uniform") != Self.draw(Self.configuration, "uniform", replicate: 1))
  }

  /// Another depth, read-out or bias rule leaves all other weights what they were.
  @Test func blocksHaveStreamsOfTheirOwn() throws {
    let deep = Self.configuration
    var shallow = deep
    shallow.layers = 1
    let chrono = try ChronoBias(Parameters(ChronoBias.description))
    for kind in InitializerCatalog().kinds {
      let a = try Self.draw(deep, kind)
      let b = try Self.draw(shallow, kind)
      let c = try Self.draw(deep, kind, retention: chrono)
      let layer = 0..<deep.layout.bias(layer: 0)!.range.upperBound
      #expect(a[layer] == b[layer])
      #expect(
        Array(a[deep.layout.readoutWeights.range]) == Array(b[shallow.layout.readoutWeights.range]))
      for block in deep.layout.blocks where !block.name.hasPrefix("layer") || !block.name.hasSuffix("bias") {
        #expect(a[block.range] == c[block.range])
      }
    }
  }

  /// Peepholes and gate weights leave all other weights what they were; each of them is drawn.
  @Test(arguments: InitializerCatalog().kinds)
  func whatGatesSeeHasStreamsOfItsOwn(_ kind: String) throws {
    var seeing = Self.configuration
    (seeing.variant, seeing.peepholes) = (.fgr, true)
    let (plain, more) = (try Self.draw(Self.configuration, kind), try Self.draw(seeing, kind))
    for block in Self.configuration.layout.blocks {
      let same = try #require(seeing.layout.blocks.first { $0.name == block.name })
      #expect(more[same.range] == plain[block.range])
    }
    let added = try [0, 1].flatMap {
      [try #require(seeing.layout.peepholes(layer: $0)), try #require(seeing.layout.gateWeights(layer: $0))]
    }
    let numbers = added.flatMap { more[$0.range] }
    #expect(numbers.allSatisfy { $0 != 0 && abs($0) < 1 } && Set(numbers).count > numbers.count / 2)
    #expect(more.count == seeing.layout.count)
  }

  /// The layer's own stream, read in order: w = (2u − 1)/√n.
  @Test func uniformReadsItsStream() throws {
    let weights = try Self.draw(Self.configuration, "uniform")
    for layer in 0..<2 {
      var stream = RandomStream(
        StreamKey(
          seed: 20_170_528, path: [.index(0), .label("weights"), .index(UInt64(layer))]))
      let start = Self.configuration.layout.inputWeights(layer: layer)!.range.lowerBound
      let end = Self.configuration.layout.bias(layer: layer)!.range.upperBound
      for place in start..<end {
        #expect(weights[place] == Float((2 * Double(stream.nextUniform()) - 1) / 4))
      }
    }
  }
}
