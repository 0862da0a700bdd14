import Recurrence
import Sequences
import Testing

/// The reference engine against an independent network that is differentiated forward.
@Suite struct SecondImplementationTests {
  @Test(arguments: NetworkCase.all(GateLaws.all))
  func gradientsAgree(_ network: NetworkCase) throws {
    let (engine, loss) = try network.run()
    engine.backward(network.batch)
    let second = DualNetwork(network: network)
    let (parameters, initial) = (network.parameters, network.initial)
    func derivative(_ place: Int) -> Dual {
      func seeded(_ values: [Double], from start: Int) -> [Dual] {
        values.enumerated().map { Dual($1, slope: start + $0 == place ? 1 : 0) }
      }
      let count = parameters.count
      return second.loss(
        seeded(parameters, from: 0), hidden: seeded(initial.hidden, from: count),
        cell: seeded(initial.cell, from: count + initial.hidden.count))
    }
    #expect(agree(loss, derivative(-1).value, 1e-13))
    let expected = (0..<parameters.count + 2 * initial.hidden.count).map { derivative($0).slope }
    let found = engine.gradient + engine.initialGradient.hidden + engine.initialGradient.cell
    #expect(difference(found, expected, 1e-12) == nil)
  }

  @Test(arguments: NetworkCase.all([GateLaws.all[3]]).filter { $0.loss is SquaredLoss })
  func outputsAgree(_ network: NetworkCase) throws {
    let (engine, _) = try network.run()
    let (batch, second) = (network.batch, DualNetwork(network: network))
    for b in 0..<batch.count {
      let rows = second.outputs(
        network.parameters.map { Dual($0) }, hidden: network.initial.hidden.map { Dual($0) },
        cell: network.initial.cell.map { Dual($0) }, sequence: b)
      for (t, expected) in rows.enumerated() {
        let row = network.placement == .last ? b : t * batch.count + b
        let found = Array(engine.outputs[row * 3..<(row + 1) * 3])
        #expect(difference(found, expected.map(\.value), 1e-13) == nil)
      }
    }
  }
}
