import Catalog
import Recurrence

/// Whether a matrix of recurrent weights has the blocks of the cell that is asked for.
enum CellCheck {
  /// Why it is of another cell, in a sentence that names the one it may be of; `nil` where it is not, or where the shapes of arrays
  /// say more.
  ///
  /// - Parameters:
  ///   - blocks: all its blocks' units, and the units of one; `nil` where the shape says nothing.
  ///   - name: the array's name in the file.
  ///   - shape: its shape there.
  static func objection(
    blocks: (all: Int, one: Int)?, of name: String, _ shape: [Int], _ configuration: NetworkConfiguration
  ) -> String? {
    let expected = configuration.structure.seeingHidden.count
    let asked = configuration.cell == .lstm ? "an LSTM" : configuration.cell.kind
    let array = "\(NameList.shortened(name)) is \(ArrayReader.text(shape))"
    let found = blocks.flatMap { $0.all % $0.one == 0 ? $0.all / $0.one : nil }
    if let found, found != expected, let owner = owners[found] {
      return "\(array), \(count(found)), as \(owner) has; \(asked) has \(number(expected))"
    }
    // Weights that nothing here would read.
    return expected == 0 && !shape.isEmpty
      ? "\(array), of a cell whose blocks see the hidden states; \(asked)'s see the input alone" : nil
  }

  private static let owners = [1: "a plain recurrent network", 3: "a GRU", 4: "an LSTM"]

  private static func count(_ blocks: Int) -> String {
    blocks == 1 ? "one block" : "\(number(blocks)) blocks"
  }

  /// A number of blocks, of which a cell has ``CellStructure/mostBlocks`` at most.
  private static func number(_ blocks: Int) -> String { ["none", "one", "two", "three", "four"][blocks] }
}
