extension ParameterLayout {
  /// The place of a cell's block in W_x of a layer; `nil` where it does not see the input.
  public func inputWeights(of block: CellBlock, layer: Int) -> Range<Int>? {
    place(block, among: structure.seeingInput, inputWeights(layer: layer))
  }

  /// The place of a cell's block in W_h of a layer; `nil` where it does not see all hidden states.
  public func recurrentWeights(of block: CellBlock, layer: Int) -> Range<Int>? {
    place(block, among: structure.seeingHidden, recurrentWeights(layer: layer))
  }

  /// The place of a cell's block among the weights for a unit's own state; `nil` where it does not see it.
  public func ownWeights(of block: CellBlock, layer: Int) -> Range<Int>? {
    place(block, among: structure.seeingThemselves, ownWeights(layer: layer))
  }

  /// The place of a cell's block in b of a layer; `nil` where it has no parameters.
  public func bias(of block: CellBlock, layer: Int) -> Range<Int>? {
    place(block, among: structure.biased, bias(layer: layer))
  }

  private func place(_ block: CellBlock, among blocks: [CellBlock], _ parameters: Block?) -> Range<Int>? {
    guard let group = blocks.firstIndex(of: block) else { return nil }
    return parameters?.range(group: group, hidden: hidden)
  }
}
