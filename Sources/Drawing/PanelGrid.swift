/// Equal parts of a sketch for plots side by side, row by row.
public struct PanelGrid: Sendable, Hashable {
  /// The part of each plot, in order.
  public let frames: [Plot.Frame]
  /// The height of all rows together.
  public let height: Double

  /// Parts for some plots.
  ///
  /// - Parameters:
  ///   - count: the plots.
  ///   - across: plots in a row.
  ///   - aspect: a part's height over its width.
  ///   - layout: what the sketch has to fit into.
  public init(_ count: Int, across: Int, aspect: Double, in layout: Figure.Layout) {
    precondition(across > 0, "a row has plots")
    let width = layout.width / Double(across)
    let height = width * aspect
    frames = (0..<count).map { place in
      Plot.Frame(
        x: width * Double(place % across), y: height * Double(place / across), width: width, height: height)
    }
    self.height = height * Double((count + across - 1) / across)
  }
}
