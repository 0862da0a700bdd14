import Arrays
import Catalog
import Foundation
import Gating
import Interchange
import Recurrence
import Sequences

/// Networks of other programs; `fixtures.py` and `cell_fixtures.py` made them.
enum Fixtures {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil)
    guard let folder else { preconditionFailure("the test bundle has the fixtures") }
    return Array(try Data(contentsOf: folder.appending(path: "\(name).safetensors")))
  }

  static func read(_ name: String) throws -> Safetensors {
    try Safetensors(bytes(name), file: "\(name).safetensors")
  }

  /// m inputs, n units, k outputs at every step.
  static func configuration(
    _ m: Int, _ n: Int, layers: Int = 1, _ k: Int, cell: String = "lstm", variant: LSTMVariant = .vanilla,
    peepholes: Bool = false, forgetConvention: ForgetConvention = .keep
  ) -> NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: m, hidden: n, layers: layers, outputWidth: k, cell: self.cell(cell),
      forgetConvention: forgetConvention, placement: .every, variant: variant, peepholes: peepholes)
  }

  /// The cell of a name, of the default settings.
  static func cell(_ kind: String) -> CellKind {
    guard let cell = try? CellCatalog().row(named: kind).specification() else {
      preconditionFailure("there is a cell \(kind) without settings that are needed")
    }
    return cell
  }

  /// What is wrong with a network in a file; empty where it is found.
  static func problems(_ file: Safetensors, _ query: WeightsQuery) -> [String] {
    do {
      _ = try FoundNetwork(file, query)
      return []
    } catch { return error.problems.map { "\($0.key): \($0.message)" } }
  }
}
