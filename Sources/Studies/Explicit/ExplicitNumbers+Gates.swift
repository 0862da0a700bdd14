import Catalog
import Planning
import Recurrence

/// What gates have beside matrix and bias, and which gates there are.
extension ExplicitNumbers {
  /// Whether a block's weights are there, as they must be where the variant has no objection and nowhere else.
  mutating func present(_ block: CellBlock, _ objection: String?, _ weights: Settings, _ path: String)
    -> Bool
  {
    let isGiven = weights.values[block.name] != nil
    switch objection {
    case let objection? where isGiven:
      fail(path, "is not used, because the variant \(objection); leave it out")
    case nil where !isGiven: fail(path, "is missing; expected a map with the keys w, b")
    default: break
    }
    return isGiven
  }

  /// A gate's p, with `count` numbers; none where that is 0.
  mutating func peepholes(_ values: Settings, _ path: String, count: Int) -> [Double] {
    guard let p = values.optionalNumbers("p") else {
      if count > 0 {
        fail(path + ".p", "is missing; with peepholes, p must have \(count), one for each unit")
      }
      return Array(repeating: 0, count: count)
    }
    if count == 0 {
      fail(path + ".p", "is not used without peepholes; write `peepholes: true`, or leave it out")
    } else if p.count != count {
      fail(path + ".p", "found \(p.count) numbers; p must have \(count), one for each unit")
    }
    checkRange(path + ".p", p)
    return p
  }

  /// What units of a block make of their own state, `count` numbers; none where that is 0.
  mutating func ownWeights(_ values: Settings, _ path: String, count: Int) -> [Double] {
    let u = values.optionalNumbers("u") ?? []
    if u.count != count {
      fail(
        path + ".u",
        count == 0
          ? "is not used: the units do not see their own state by themselves; leave it out"
          : "found \(u.count) numbers; u must have \(count), what each unit makes of its own state")
    }
    checkRange(path + ".u", u)
    return u
  }

  /// A gate's R, with `rows` rows of three times as many numbers; none where that is 0.
  mutating func gateWeights(_ values: Settings, _ path: String, rows: Int) -> [[Double]] {
    let columns = 3 * rows
    let shape = "\(rows)×\(columns): the columns are \(rows) each of input, forget and output gate"
    guard values.values["r"] != nil else {
      if rows > 0 { fail(path + ".r", "is missing; for the variant fgr, R is \(shape)") }
      return Array(repeating: Array(repeating: 0, count: columns), count: rows)
    }
    let r = values.matrix("r")
    if rows == 0 {
      fail(path + ".r", "is used by the variant fgr alone; leave it out")
    } else if let bad = r.firstIndex(where: { $0.count != columns }) {
      failRow(path + ".r", bad, "found \(r[bad].count) numbers in row \(bad); R must be \(shape)")
    } else if r.count != rows {
      fail(path + ".r", "found \(r.count)×\(columns); R must be \(shape)")
    }
    checkRange(path + ".r", r)
    return r
  }
}

extension AffineWeights {
  /// Zeros in place of a block that is not there.
  static func absent(rows: Int, columns: Int, peepholes: Bool, seesItself: Bool = false) -> AffineWeights {
    AffineWeights(
      Array(repeating: Array(repeating: 0, count: columns), count: rows),
      bias: Array(repeating: 0, count: rows), peepholes: peepholes ? Array(repeating: 0, count: rows) : [],
      ownWeights: seesItself ? Array(repeating: 0, count: rows) : [])
  }
}
