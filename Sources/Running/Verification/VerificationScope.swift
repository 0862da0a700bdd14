/// What of a results folder is recomputed.
public enum VerificationScope: Sendable, Hashable {
  /// Every run that has a record.
  case all
  /// A share of the runs that have a record, above 0 and at most 1: see `RunShare`.
  case fraction(Double)
  /// The runs of these ids.
  case runs([String])
  /// The runs that a row of a published table depends on; of the tables only this row is compared.
  case row(TableRowName)
}

/// A share of runs that is a function of their ids, so that it is the same for everyone, and a larger one holds a smaller one.
///
/// An id is a hash, and its first 13 hexadecimal digits after `r-`, divided by 16¹³, are uniform in 0…1. A run belongs to the share p
/// where this number is below p.
package enum RunShare {
  /// The runs of the share; where it holds none, that with the smallest number.
  package static func of(_ ids: [String], fraction: Double) -> Set<String> {
    let share = ids.filter { number($0) < fraction }
    guard share.isEmpty, let first = ids.min(by: { (number($0), $0) < (number($1), $1) }) else {
      return Set(share)
    }
    return [first]
  }

  /// 52 bits, which a Double has.
  private static func number(_ id: String) -> Double {
    Double(UInt64(id.dropFirst(2).prefix(13), radix: 16) ?? 0) * 0x1p-52
  }
}
