import DataReading
import RandomStreams
import Sequences

/// Which sequences are for training, validation and test.
///
/// Files say it, or it is drawn by class: of a class each part has its share, rounded down or up, and training has one at least. What
/// rounding leaves over goes, class by class, to the parts that then have the least for their shares over all classes so far:
/// to the smallest (n + ½)/share (Webster's method; Balinski and Young 1982). So how many of a class each part has does not depend on
/// the draws; which they are, does.
struct SequenceDivision: Sendable {
  /// The sequences of training, in rising order.
  let train: [Int]
  /// Those of validation.
  let validation: [Int]
  /// Those of test.
  let test: [Int]
  /// Whether any of it was drawn.
  let isDrawn: Bool

  /// The sequences of a split.
  subscript(split: Split) -> [Int] {
    switch split {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }

  /// Divides sequences.
  ///
  /// - Parameters:
  ///   - classes: the class of each sequence; one alone where they have none.
  ///   - parts: the part of each, where files say it; without any for validation a fifth of training is drawn for it.
  ///   - fractions: the shares of training, validation and test where files say nothing.
  ///   - key: the key of the draws; without one sequences come in the order of the files.
  init(classes: [Int], parts: [SequencePart]?, fractions: [Double], key: StreamKey?) {
    func places(_ part: SequencePart) -> [Int] { (parts ?? []).indices.filter { parts?[$0] == part } }
    guard parts != nil else {
      let drawn = Self.draw(Array(classes.indices), classes, fractions, key)
      (train, validation, test, isDrawn) = (drawn[0], drawn[1], drawn[2], true)
      return
    }
    test = places(.test)
    let given = places(.validation)
    isDrawn = given.isEmpty
    if given.isEmpty {
      let drawn = Self.draw(places(.train), classes, [0.8, 0.2], key)
      (train, validation) = (drawn[0], drawn[1])
    } else {
      (train, validation) = (places(.train), given)
    }
  }

  /// Divides some sequences by class into parts of the given shares, each in rising order.
  private static func draw(_ sequences: [Int], _ classes: [Int], _ shares: [Double], _ key: StreamKey?)
    -> [[Int]]
  {
    var members: [[Int]] = Array(repeating: [], count: (classes.max() ?? 0) + 1)
    for sequence in sequences { members[classes[sequence]].append(sequence) }
    var parts: [[Int]] = Array(repeating: [], count: shares.count)
    for (index, members) in members.enumerated() where !members.isEmpty {
      var order = Array(members.indices)
      if let key {
        var stream = RandomStream(key.appending(.label("split")).appending(.index(UInt64(index))))
        order = stream.permutation(members.count)
      }
      var next = 0
      for (part, count) in counts(members.count, shares, beside: parts.map(\.count)).enumerated() {
        parts[part] += order[next..<next + count].map { members[$0] }
        next += count
      }
    }
    return parts.map { $0.sorted() }
  }

  /// How many of a class each part gets.
  ///
  /// - Parameters:
  ///   - count: the size of the class, 1 or more.
  ///   - shares: the parts' shares, of sum 1.
  ///   - others: what the parts have of other classes.
  private static func counts(_ count: Int, _ shares: [Double], beside others: [Int]) -> [Int] {
    // Where training's share is less than one, it has one all the same, and the others share the rest.
    let isOne = shares[0] * Double(count) < 1
    let exact = shares.indices.map { part -> Double in
      let share =
        isOne
        ? part == 0 ? 1 : shares[part] / (1 - shares[0]) * Double(count - 1) : shares[part] * Double(count)
      // A product such as 0.57 · 100 is a little less than the whole number that is meant.
      return share + 1e-9
    }
    let whole = exact.map { Int($0) }
    var counts = whole
    while counts.reduce(0, +) < count {
      let open = shares.indices.filter { counts[$0] == whole[$0] && exact[$0] - Double(whole[$0]) > 1e-8 }
      // Of equals the one that rounding took more from.
      func rank(_ part: Int) -> (has: Double, lacks: Double) {
        ((Double(others[part] + counts[part]) + 0.5) / shares[part], Double(whole[part]) - exact[part])
      }
      counts[open.reduce(open[0]) { rank($1) < rank($0) ? $1 : $0 }] += 1
    }
    return counts
  }
}
