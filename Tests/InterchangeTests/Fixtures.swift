import Arrays
import Foundation
import Gating
import Interchange
import Recurrence
import Sequences

/// Networks of other programs; `fixtures.py` made them.
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
    _ m: Int, _ n: Int, layers: Int = 1, _ k: Int, variant: LSTMVariant = .vanilla, peepholes: Bool = false,
    forgetConvention: ForgetConvention = .keep
  ) -> NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: m, hidden: n, layers: layers, outputWidth: k, forgetConvention: forgetConvention,
      placement: .every, variant: variant, peepholes: peepholes)
  }

  /// What is wrong with a network in a file; empty where it is found.
  static func problems(_ file: Safetensors, _ query: WeightsQuery) -> [String] {
    do {
      _ = try FoundNetwork(file, query)
      return []
    } catch { return error.problems.map { "\($0.key): \($0.message)" } }
  }
}
