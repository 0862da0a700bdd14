import DataReading
import RandomStreams
import Sequences

/// Which sequences are for training, validation and test.
///
/// Files say it, or it is drawn by class: within a class sequences come in random order, the first is for training, and each further
/// one for the part that then lacks most of its share over all classes so far. So how many of a class each part has does not depend on the
/// draws, and no class is without training.
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
    var drawn = 0
    for (index, members) in members.enumerated() where !members.isEmpty {
      let order: [Int]
      if let key {
        var stream = RandomStream(key.appending(.label("split")).appending(.index(UInt64(index))))
        order = stream.permutation(members.count)
      } else {
        order = Array(members.indices)
      }
      for (place, member) in order.enumerated() {
        drawn += 1
        var part = 0
        if place > 0 {
          let lacks = shares.indices.map { shares[$0] * Double(drawn) - Double(parts[$0].count) }
          for other in lacks.indices where lacks[other] > lacks[part] { part = other }
        }
        parts[part].append(members[member])
      }
    }
    return parts.map { $0.sorted() }
  }
}
