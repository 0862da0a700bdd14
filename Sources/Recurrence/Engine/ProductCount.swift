import Catalog

/// Multiply-adds in a network's products on the way forward, by arithmetic: what `plan` estimates work from, and what skipped steps
/// save.
///
/// A step that a layer takes, with n units that read m numbers, an embedded symbol's among them, has n·m for every block that sees the
/// input and n·n for every one that sees all hidden states, of an LSTM 4n·(m + n); with full gate recurrence 3n·3n more; and with a
/// ``SkipRule`` that learns the n of w·m_t. The outputs of a step have n·k. What is done unit by unit, peepholes among it, is left out.
public struct ProductCount: Sendable, Hashable {
  /// Of a step that a layer takes, layer by layer.
  public let layers: [Int]
  /// Of the outputs of a step that has some.
  public let outputs: Int

  /// The products of a network.
  public init(_ configuration: NetworkConfiguration) {
    let (n, blocks) = (configuration.hidden, configuration.computedBlocks)
    let inputs = blocks.count(where: \.seesInput)
    let states = blocks.count { $0.hidden == .allUnits }
    let gates = configuration.variant.seesGates ? 9 * n * n : 0
    let decision = configuration.skip.value.learns ? n : 0
    layers = (0..<configuration.layers).map { layer in
      n * (inputs * configuration.inputWidth(layer: layer) + states * n) + gates + decision
    }
    outputs = n * configuration.outputWidth
  }

  /// Of a step that all layers take, without outputs.
  public var step: Int { layers.reduce(0, +) }
}
