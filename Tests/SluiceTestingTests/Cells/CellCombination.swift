import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import SluiceTesting

/// One way to put a network together: a cell, what its gates follow, how they are differentiated, the noise and the shape.
struct CellCombination: CustomStringConvertible {
  let cell: String
  let policy: String
  let rule: String
  let noise: String
  let sharing: NoiseSharing
  let scope: NoiseScope
  let layers: Int
  let placement: TargetPlacement
  let readsSymbols: Bool

  static let cells = CellCatalog().kinds
  static let policies = PolicyCatalog().kinds
  static let rules = GradientRuleCatalog().kinds
  /// The kinds of noise on states, and zoneout that leaves cells alone, which every cell has a place for.
  static let noises = StateNoiseCatalog().kinds + ["zoneout of hidden states"]

  /// Levels of each factor.
  static let levels = [
    cells.count, policies.count, rules.count, noises.count, NoiseSharing.allCases.count,
    NoiseScope.allCases.count, 2, TargetPlacement.allCases.count, 2,
  ]

  /// The combination of a level of each factor.
  init(_ row: [Int]) {
    cell = Self.cells[row[0]]
    policy = Self.policies[row[1]]
    rule = Self.rules[row[2]]
    noise = Self.noises[row[3]]
    sharing = NoiseSharing.allCases[row[4]]
    scope = NoiseScope.allCases[row[5]]
    layers = row[6] + 1
    placement = TargetPlacement.allCases[row[7]]
    readsSymbols = row[8] == 1
  }

  var description: String {
    "\(cell), \(policy), \(rule), \(noise), \(sharing.rawValue), \(scope.rawValue), \(layers) layers, read at \(placement)"
      + (readsSymbols ? ", symbols" : "")
  }

  /// Of the catalogs' kinds nothing goes wrong.
  private static func made<Value>(_ make: () throws -> Value) -> Value {
    do { return try make() } catch { preconditionFailure("\(error)") }
  }

  var kind: CellKind { Self.made { try CellCatalog().row(named: cell).specification() } }
  var gatePolicy: any GatePolicy { Self.made { try PolicyCatalog().make(policy) } }
  var gradientRule: GradientRule { Self.made { try GradientRuleCatalog().make(rule) } }
  var embedding: Embedding? { readsSymbols ? Embedding(symbols: 5, width: 1) : nil }

  /// The noise, at rates at which both sides of a mask are common.
  var stateNoise: any StateNoise {
    Self.made {
      if noise == Self.noises.last {
        return try Zoneout(settings: ["cell_rate": .number(0), "hidden_rate": .number(0.4)])
      }
      let parameters = try StateNoiseCatalog().row(named: noise).description.parameters
      return try StateNoiseCatalog().make(
        noise, Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, .number(0.4)) }))
    }
  }

  /// Why nobody can run it; `nil` where it is sound.
  var refusal: String? {
    let masks = stateNoise.activeMasks
    if !kind.value.structure.hasCell,
      masks.contains(where: { $0.target == .zoneoutCell && !$0.isForWholeStep })
    {
      return "the noise holds a cell at a rate of its own, and there is none beside the hidden state"
    }
    if !kind.value.hasWrites, masks.contains(where: { $0.target == .write }) {
      return "the noise drops what is written, and the cell does not say what that is"
    }
    let network = EnumeratedCell(self)
    return gradientRule.refusal(
      EstimationSetting(
        network.configuration, gates: network.gates, sharing: sharing, scope: scope, steps: network.steps))
  }
}
