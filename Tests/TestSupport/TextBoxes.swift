package import Drawing

/// Where the texts of a sketch lie: none may cover another or leave the drawing.
package enum TextBoxes {
  private struct Box {
    let text: String
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>

    init?(_ shape: Shape, size: Double) {
      guard case .text(let text, let place, let anchor, let isUpward) = shape.form else { return nil }
      let width = TextWidth.of(text, size: size) / 1.1
      let start: Double
      switch anchor {
      case .start: start = 0
      case .middle: start = -width / 2
      case .end: start = -width
      }
      self.text = text
      // Letters rise three quarters of the size above the baseline; descenders may touch the next line.
      if isUpward {
        x = place.x - 0.75 * size...place.x
        y = place.y - start - width...place.y - start
      } else {
        x = place.x + start...place.x + start + width
        y = place.y - 0.75 * size...place.y
      }
    }
  }

  /// What is wrong with the texts of a sketch; nothing where all can be read.
  package static func faults(_ sketch: Sketch) -> [String] {
    let boxes = sketch.shapes.compactMap { Box($0, size: sketch.fontSize) }
    var faults: [String] = []
    for (place, box) in boxes.enumerated() {
      if box.x.lowerBound < -0.5 || box.x.upperBound > sketch.width + 0.5 || box.y.lowerBound < -0.5
        || box.y.upperBound > sketch.height + 0.5
      {
        faults.append("'\(box.text)' leaves the drawing")
      }
      for other in boxes[(place + 1)...] where box.x.overlaps(other.x) && box.y.overlaps(other.y) {
        faults.append("'\(box.text)' covers '\(other.text)'")
      }
    }
    return faults
  }
}
