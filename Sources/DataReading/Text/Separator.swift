/// What stands between two cells of a row.
package enum Separator: String, Sendable, CaseIterable {
  case comma, semicolon, tab, space, pipe

  /// The byte; ``space`` stands for a run of spaces and tabs.
  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .space: UInt8(ascii: " ")
    case .pipe: UInt8(ascii: "|")
    }
  }
}
