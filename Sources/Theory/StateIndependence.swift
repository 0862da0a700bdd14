package import Recurrence

/// Which pre-activations of a network do not depend on its state, so that noise leaves them what they are.
///
/// That holds in layer 0 for a row group whose recurrent weights are all 0, where gates see neither cells (peepholes)
/// nor each other (full gate recurrence) with any weight but 0, and inputs are not dropped. What such a gate does,
/// step by step, has a closed form. The pre-activations of higher layers depend on the hidden states below.
package struct StateIndependence {
  private let blocks: [GateBlock]

  package init(
    _ configuration: NetworkConfiguration, parameters: [some BinaryFloatingPoint], masks: [StateMask] = []
  ) {
    let layout = configuration.layout
    func isZero(_ range: Range<Int>) -> Bool { parameters[range].allSatisfy { $0 == 0 } }
    let recurrent = layout.recurrentWeights(layer: 0)
    let gatesAreFree = [layout.peepholes(layer: 0), layout.gateWeights(layer: 0)].allSatisfy { block in
      block.map { isZero($0.range) } ?? true
    }
    let inputsAreWhole = !masks.contains { $0.target == .input }
    blocks = GateBlock.allCases.filter { block in
      let rows = block.rows(hidden: configuration.hidden)
      let start = recurrent.range.lowerBound
      let weights = start + rows.lowerBound * recurrent.columns..<start + rows.upperBound * recurrent.columns
      return inputsAreWhole && isZero(weights) && (block == .candidate || gatesAreFree)
    }
  }

  /// Whether a row group of layer 0 has the same pre-activations in every rollout.
  package func holds(_ block: GateBlock) -> Bool { blocks.contains(block) }
}
