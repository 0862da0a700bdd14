package import Recurrence

/// Which pre-activations of a network do not depend on its state, so that noise leaves them what they are.
///
/// That holds in layer 0 for a block whose recurrent weights are all 0, where gates see neither cells (peepholes)
/// nor each other (full gate recurrence) with any weight but 0, and inputs are not dropped. What such a gate does,
/// step by step, has a closed form. The pre-activations of higher layers depend on the hidden states below.
package struct StateIndependence {
  private let blocks: [CellBlock]

  package init(
    _ configuration: NetworkConfiguration, parameters: [some BinaryFloatingPoint], masks: [StateMask] = []
  ) {
    let (layout, structure) = (configuration.layout, configuration.structure)
    func isZero(_ range: Range<Int>?) -> Bool { range.map { parameters[$0].allSatisfy { $0 == 0 } } ?? true }
    let gatesAreFree =
      isZero(layout.peepholes(layer: 0)?.range) && isZero(layout.gateWeights(layer: 0)?.range)
    let inputsAreWhole = !masks.contains { $0.target == .input }
    func isFree(_ block: CellBlock) -> Bool {
      inputsAreWhole && (block == structure.candidate || gatesAreFree)
        && isZero(layout.recurrentWeights(of: block, layer: 0))
        && isZero(layout.ownWeights(of: block, layer: 0))
    }
    blocks = structure.blocks.filter { block in
      let gate = structure.gates.first { $0.block == block }
      return (gate?.sources ?? [block]).allSatisfy(isFree)
    }
  }

  /// Whether a block of layer 0 has the same pre-activations in every rollout.
  package func holds(_ block: CellBlock) -> Bool { blocks.contains(block) }
}
