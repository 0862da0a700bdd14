import Catalog
import Gating
import RandomStreams
import Recurrence

/// The cells, and what their blocks see, written a second time for the tests.
enum CellEquations: String, CaseIterable, Sendable {
  case lstm
  case gru
  case mgu
  case ugrnn
  case minGRU = "min_gru"
  case minLSTM = "min_lstm"
  case rnn
  /// ``OwnUnitsCell``, which is not in the catalog.
  case ownUnits = "own_units"

  /// The same from the library.
  var kind: CellKind {
    do { return try Self.catalog.row(named: rawValue).specification() } catch {
      preconditionFailure("\(error)")
    }
  }

  private static let catalog: CellCatalog = {
    do { return try CellCatalog().adding([.init(OwnUnitsCell.self)]) } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The row groups of a layer's parameters, by the names in the equations: W, U, b and u.
  var groups: (input: [String], recurrent: [String], bias: [String], own: [String]) {
    switch self {
    case .lstm: preconditionFailure("`DualCell` is the LSTM's")
    case .gru: (["r", "z", "n"], ["r", "z", "m"], ["r", "z", "n", "m"], [])
    case .mgu: (["f", "n"], ["f", "m"], ["f", "n", "m"], [])
    case .ugrnn: (["g", "n"], ["g", "n"], ["g", "n"], [])
    case .minGRU: (["z", "n"], [], ["z", "n"], [])
    case .minLSTM: (["f", "i", "n"], [], ["f", "i", "n"], [])
    case .rnn: (["n"], ["n"], ["n"], [])
    case .ownUnits: (["r", "z", "n"], ["m"], ["r", "z", "n", "m"], ["r", "z"])
    }
  }
}

/// One layer's step of the second implementation of every cell but the LSTM, unit by unit, as the equations have it.
struct DualEquations {
  let network: NetworkCase
  private var input: [String: [[Dual]]] = [:]
  private var recurrent: [String: [[Dual]]] = [:]
  private var bias: [String: [Dual]] = [:]
  private var own: [String: [Dual]] = [:]

  /// A layer of n units; `take` gives the next rows × columns of the flat vector.
  init(network: NetworkCase, hidden n: Int, inputs m: Int, _ take: (Int, Int) -> [[Dual]]) {
    self.network = network
    let groups = network.cell.groups
    for name in groups.input { input[name] = take(n, m) }
    for name in groups.recurrent { recurrent[name] = take(n, n) }
    for name in groups.bias { bias[name] = take(n, 1).map { $0[0] } }
    for name in groups.own { own[name] = take(n, 1).map { $0[0] } }
  }

  /// A step; `draw` gives a channel's draw for a unit, of this step or of the first.
  func step(
    _ x: [Dual], _ before: DualCell.Memory, draw: (NoiseChannel, Int, Bool) -> Double
  ) -> DualCell.Memory {
    func masks(_ unit: Int) -> UnitMasks {
      network.stateNoise.masks({ draw($0, unit, false) }, first: { draw($0, unit, true) })
    }
    let seenInput = x.indices.map { x[$0] * Dual(masks($0).input) }
    let seenHidden = before.hidden.indices.map { before.hidden[$0] * Dual(masks($0).hidden) }
    var after = before
    for unit in before.hidden.indices {
      let masks = masks(unit)
      func a(_ block: String) -> Dual {
        var sum = bias[block]?[unit] ?? Dual(0)
        if let weights = input[block] { sum = sum + Dual.dot(weights[unit], seenInput) }
        if let weights = recurrent[block] { sum = sum + Dual.dot(weights[unit], seenHidden) }
        if let weights = own[block] { sum = sum + weights[unit] * seenHidden[unit] }
        return sum
      }
      func gate(_ index: Int, _ z: Dual) -> Dual {
        let law = [network.laws.input, network.laws.forget, network.laws.output][index]
        let channel = [NoiseChannel.input, .forget, .output][index]
        return law(z, uniform: draw(channel, unit, false), identity: network.laws.identity)
      }
      let (keeps, written) = parts(a, gate)
      let new = Dual(masks.cell) * (keeps * before.hidden[unit] + Dual(masks.write) * written)
      after.hidden[unit] = masks.holdsHidden ? before.hidden[unit] : new
    }
    return after
  }

  /// What h_{t−1} is multiplied by, and what is added to it.
  private func parts(_ a: (String) -> Dual, _ gate: (Int, Dual) -> Dual) -> (keeps: Dual, written: Dual) {
    let one = Dual(1)
    switch network.cell {
    case .lstm: preconditionFailure("`DualCell` is the LSTM's")
    case .gru, .ownUnits:
      let (r, z) = (gate(0, a("r")), gate(1, a("z")))
      let n = (a("n") + r * a("m")).hyperbolicTangent
      return (z, (one - z) * n)
    case .mgu:
      let f = gate(0, a("f"))
      return (one - f, f * (a("n") + f * a("m")).hyperbolicTangent)
    case .ugrnn:
      let g = gate(0, a("g"))
      return (g, (one - g) * a("n").hyperbolicTangent)
    case .minGRU:
      let z = gate(0, a("z"))
      return (one - z, z * a("n"))
    case .minLSTM:
      let g = gate(0, softplus(Dual(0) - a("f")) - softplus(Dual(0) - a("i")))
      return (one - g, g * a("n"))
    case .rnn: return (Dual(0), a("n").hyperbolicTangent)
    }
  }

  private func softplus(_ x: Dual) -> Dual { (Dual(1) + x.exponential).logarithm }
}
