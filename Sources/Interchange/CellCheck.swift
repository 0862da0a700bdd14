import Catalog
import Recurrence

/// Whether a matrix of recurrent weights has the blocks of the cell that is asked for.
enum CellCheck {
  /// Why it is of another cell, in a sentence that names the one it may be of; `nil` where it is not.
  ///
  /// - Parameters:
  ///   - blocks: all its blocks' units, and the units of one; `nil` where the shape says nothing.
  ///   - name: the array's name in the file.
  ///   - shape: its shape there.
  static func objection(
    blocks: (all: Int, one: Int)?, of name: String, _ shape: [Int], _ configuration: NetworkConfiguration
  ) -> String? {
    let expected = configuration.structure.seeingHidden.count
    guard let blocks, blocks.all % blocks.one == 0, blocks.all / blocks.one != expected else { return nil }
    let found = blocks.all / blocks.one
    guard let owner = owners[found] else { return nil }
    return "\(NameList.shortened(name)) is \(ArrayReader.text(shape)), \(count(found)), as \(owner) has; "
      + "\(configuration.cell == .lstm ? "an LSTM" : configuration.cell.kind) has \(number(expected))"
  }

  private static let owners = [1: "a plain recurrent network", 3: "a GRU", 4: "an LSTM"]

  private static func count(_ blocks: Int) -> String {
    blocks == 1 ? "one block" : "\(number(blocks)) blocks"
  }

  /// A number of blocks, of which a cell has ``CellStructure/mostBlocks`` at most.
  private static func number(_ blocks: Int) -> String { ["no", "one", "two", "three", "four"][blocks] }
}
