/// The hidden states and cells before the first step, of every layer and sequence; also a gradient to them.
public struct InitialState: Sendable, Hashable {
  /// h_{−1}, [layers, B, n].
  public var hidden: [Double]
  /// c_{−1}, [layers, B, n].
  public var cell: [Double]

  /// States [layers, B, n]; both must have the same count.
  public init(hidden: [Double], cell: [Double]) {
    precondition(hidden.count == cell.count, "hidden and cell differ in size")
    self.hidden = hidden
    self.cell = cell
  }

  /// One state [layers, n] for every sequence of a batch of `count`.
  public init(hidden: [Double], cell: [Double], layers: Int, count: Int) {
    func spread(_ state: [Double]) -> [Double] {
      let width = state.count / layers
      return (0..<layers).flatMap { layer in
        (0..<count).flatMap { _ in state[layer * width..<(layer + 1) * width] }
      }
    }
    self.init(hidden: spread(hidden), cell: spread(cell))
  }

  /// Zeros, where every network starts unless told otherwise.
  public static func zero(_ configuration: NetworkConfiguration, count: Int) -> InitialState {
    let zeros = [Double](repeating: 0, count: configuration.layers * count * configuration.hidden)
    return InitialState(hidden: zeros, cell: zeros)
  }
}
