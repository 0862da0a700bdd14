/// Files that runs publish, put together many to a file.
///
/// A pack takes one file after the other until it is full; its bytes are a function of the files, their names and their order.
public protocol FilePack: Sendable {
  /// Adds a file that a run has made, under the run's id; the first always fits.
  ///
  /// - Returns: `false` where it does not fit; the pack is then as it was.
  mutating func add(_ bytes: [UInt8], of run: String) -> Bool

  /// The pack as a file.
  var bytes: [UInt8] { get }
}

/// The names of packs.
package enum PackName {
  /// `pack-0000` and so on.
  package static func text(_ number: Int) -> String {
    let digits = String(number)
    return "pack-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
