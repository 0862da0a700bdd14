import Interchange
import Planning
import Recurrence
import SequenceTasks
import Sequences

extension CellBuilder {
  /// Given weights as one flat vector, from a file or spelled out; `nil` where they are drawn.
  mutating func givenParameters(
    _ task: any SequenceTask, _ network: NetworkSpecification, withReadout hasReadout: Bool
  ) -> [Double]? {
    guard isGiven("network.weights") else {
      resolve("network", "weights", nil)
      if hasReadout { refuseLoneReadout() }
      return nil
    }
    for key in ["initializer", "forget_bias"] where isGiven("network.\(key)") {
      fail("network.\(key)", "has no effect, because the weights are given")
    }
    var configuration = network.configuration(task)
    if !hasReadout { (configuration.outputWidth, configuration.constants) = (0, 0) }
    if isGiven("network.weights.file") {
      return networkOfFile(
        configuration, readout: hasReadout ? .width(task.outputWidth) : .none, of: task)?
        .parameters
    }
    guard network.embedding == nil else {
      fail("network.weights", "spells out no embedding; networks of symbols are drawn, or read from a file")
      return nil
    }
    guard network.layers == 1 else {
      fail("network.layers", "found \(network.layers); weights spelled out are those of one layer")
      return nil
    }
    if hasReadout {
      let missing = ["w", "b"].filter { !isGiven("network.readout.\($0)") }
      for key in missing {
        fail("network.readout.\(key)", "is missing; given weights come with those of the read-out")
      }
      guard missing.isEmpty else { return nil }
    }
    let given = explicit { numbers in
      let layer = numbers.layer(configuration)
      let skip = numbers.skipParameters(configuration)
      let readout =
        hasReadout
        ? numbers.readout(rows: configuration.outputWidth, hidden: network.hidden)
        : AffineWeights([], bias: [])
      return (weights: NetworkWeights(layers: [layer], readout: readout), skip: skip)
    }
    return given.map { $0.weights.parameters(configuration, skip: $0.skip) }
  }

  /// The weights of a read-out go with those of its layer.
  private mutating func refuseLoneReadout() {
    for key in ["w", "b"] where isGiven("network.readout.\(key)") {
      fail(
        "network.readout.\(key)",
        "is given without network.weights; give both, or leave both out to draw them")
    }
  }
}
