import Recurrence
import SequenceTasks
import Sequences

extension CellBuilder {
  /// Explicit weights as one flat vector; `nil` where they are drawn.
  mutating func givenParameters(_ task: any SequenceTask, _ network: NetworkSpecification) -> [Double]? {
    let hasReadout = experiment.kind == .certify
    guard root["network"]?["weights"] != nil else {
      if hasReadout { refuseLoneReadout() }
      return nil
    }
    for key in ["initializer", "forget_bias"] where root["network"]?[key] != nil {
      fail("network.\(key)", "has no effect, because the weights are given")
    }
    guard network.layers == 1 else {
      fail("network.layers", "found \(network.layers); given weights are those of one layer")
      return nil
    }
    if hasReadout {
      let missing = ["w", "b"].filter { root["network"]?["readout"]?[$0] == nil }
      for key in missing {
        fail("network.readout.\(key)", "is missing; given weights come with those of the read-out")
      }
      guard missing.isEmpty else { return nil }
    }
    var configuration = network.configuration(task)
    if !hasReadout { configuration.outputWidth = 0 }
    var shapes = TraceShapes(root: root, settings: Settings(settings))
    let layer = shapes.layer(
      inputs: task.inputWidth, hidden: network.hidden, network.concatenation)
    let readout =
      hasReadout
      ? shapes.readout(rows: task.outputWidth, hidden: network.hidden) : AffineWeights([], bias: [])
    take(shapes.errors)
    guard shapes.errors.isEmpty else { return nil }
    return try? NetworkWeights(layers: [layer], readout: readout).parameters(configuration)
  }

  /// The weights of a read-out go with those of its layer.
  private mutating func refuseLoneReadout() {
    for key in ["w", "b"] where root["network"]?["readout"]?[key] != nil {
      fail(
        "network.readout.\(key)",
        "is given without network.weights; give both, or leave both out to draw them")
    }
  }
}
