/// Reads the numbers of a file's cells: with a point or a comma before the fraction, and with digits in groups of three.
///
/// Where the file does not say which mark stands before the fraction, it is a point, or in a file separated by semicolons
/// what the cells show. A file that shows both, or whose only marks could as well group thousands, is refused.
struct NumberFormat {
  /// What may stand before the fraction.
  enum Decimal: String, Sendable, CaseIterable {
    case auto, point, comma
  }

  /// What may stand between groups of three digits.
  enum Thousands: String, Sendable, CaseIterable {
    case none, comma, point, space, apostrophe
  }

  /// The mark before the fraction; `nil` until a cell shows it.
  private(set) var point: UInt8?
  private let told: Decimal
  private let thousands: Thousands
  private let separator: Separator
  /// Whether every mark so far could group thousands; the first cell that has one.
  private var doubtful: (place: FilePlace, text: String)?
  private var isDecided = false
  /// Whether a cell showed the mark, rather than the file's form or the settings.
  private var isShown = false

  init(_ decimal: Decimal, _ thousands: Thousands, separator: Separator) {
    (told, self.thousands, self.separator) = (decimal, thousands, separator)
    switch (decimal, thousands) {
    case (.point, _): point = UInt8(ascii: ".")
    case (.comma, _): point = UInt8(ascii: ",")
    case (.auto, .comma): point = UInt8(ascii: ".")
    case (.auto, .point): point = UInt8(ascii: ",")
    case (.auto, _): point = separator == .semicolon ? nil : UInt8(ascii: ".")
    }
    isDecided = point != nil
  }

  /// The mark before the fraction, where numbers have no other form.
  var onlyPoint: UInt8? { isDecided && thousands == .none ? point : nil }

  /// The word for the mark before the fraction.
  var decimal: String { point == UInt8(ascii: ",") ? "comma" : "point" }

  /// The number that a cell spells; `nil` where it spells none.
  ///
  /// `place` is asked for the first cell whose mark decides nothing yet.
  mutating func number(_ bytes: Span<UInt8>, place: () -> FilePlace) -> Double? {
    if thousands != .none, let ungrouped = ungrouped(bytes) { return plain(ungrouped.span, place: place) }
    return plain(bytes, place: place)
  }

  /// The number of a cell whose digits are in no groups.
  private mutating func plain(_ bytes: Span<UInt8>, place: () -> FilePlace) -> Double? {
    if let point, isDecided { return DecimalNumber.value(of: bytes, point: point) }
    for mark in [UInt8(ascii: "."), UInt8(ascii: ",")] where point == nil || point == mark {
      guard let value = DecimalNumber.value(of: bytes, point: mark) else { continue }
      guard (0..<bytes.count).contains(where: { bytes[$0] == mark }) else { return value }
      (point, isShown) = (mark, true)
      // Where something else groups thousands, no other mark does.
      if thousands == .none, Self.couldBeGroups(bytes, mark) {
        if doubtful == nil {
          let place = place()
          let text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
          doubtful = (place, text)
        }
      } else {
        isDecided = true
      }
      return value
    }
    return nil
  }

  /// What would make a number of a cell that is none: the other mark before the fraction, or thousands in groups.
  func hint(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    if !isShown {
      for mark in [UInt8(ascii: "."), UInt8(ascii: ",")] where mark != point {
        guard DecimalNumber.value(of: bytes.span, point: mark) != nil else { continue }
        let word = mark == UInt8(ascii: ",") ? "comma" : "point"
        return Self.couldBeGroups(bytes.span, mark)
          ? "say 'read: {thousands: \(word)}' if the \(word) groups thousands, 'read: {decimal: \(word)}' if it begins the fraction"
          : "say 'read: {decimal: \(word)}' if the \(word) begins the fraction"
      }
    }
    for group in Thousands.allCases where group != .none {
      for decimal in [told, .point, .comma] {
        var other = NumberFormat(decimal, group, separator: separator)
        guard other.number(bytes.span, place: { FilePlace(line: 1, column: 1) }) != nil,
          !isShown || other.point ?? point == point
        else { continue }
        let words = decimal == told ? "" : ", decimal: \(decimal.rawValue)"
        return "say 'read: {thousands: \(group.rawValue)\(words)}'"
      }
    }
    return isShown ? "cells above show a \(decimal) before the fraction" : nil
  }

  /// What is wrong once all cells are read: marks that could be either.
  func check(_ file: String) throws(DataError) {
    guard let doubtful, !isDecided else { return }
    let word = decimal
    throw DataError(
      file: file, line: doubtful.place.line, column: doubtful.place.column,
      "'\(doubtful.text)' could be a fraction or thousands in groups, and so could every other cell with a \(word); "
        + "say 'read: {decimal: \(word)}' or 'read: {thousands: \(word)}'")
  }

  /// Whether every mark stands before exactly three digits, and one to three digits come first.
  private static func couldBeGroups(_ bytes: Span<UInt8>, _ mark: UInt8) -> Bool {
    var (run, marks) = (0, 0)
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == mark {
        guard marks == 0 ? 1...3 ~= run : run == 3 else { return false }
        (run, marks) = (0, marks + 1)
      } else if 48...57 ~= byte {
        run += 1
      } else if index > 0 {
        return false
      }
    }
    return marks > 0 && run == 3
  }

  /// The cell without the marks between its groups; `nil` where it has none, or they do not stand in threes.
  private func ungrouped(_ bytes: Span<UInt8>) -> [UInt8]? {
    let marks: [[UInt8]] =
      switch thousands {
      case .none: []
      case .comma: [[UInt8(ascii: ",")]]
      case .point: [[UInt8(ascii: ".")]]
      // Beside the plain space those that do not break a line, and the thin one.
      case .space: [[0x20], [0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x80, 0x89]]
      case .apostrophe: [[UInt8(ascii: "'")], [0xE2, 0x80, 0x99]]
      }
    var result: [UInt8] = []
    var (run, isGrouped, isFraction) = (0, false, false)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if !isFraction,
        let mark = marks.first(where: { mark in
          mark.indices.allSatisfy { index + $0 < bytes.count && bytes[index + $0] == mark[$0] }
        })
      {
        guard isGrouped ? run == 3 : 1...3 ~= run else { return nil }
        (run, isGrouped) = (0, true)
        index += mark.count
        continue
      }
      if 48...57 ~= byte {
        run += 1
      } else if !isFraction, index > 0 {
        guard !isGrouped || run == 3 else { return nil }
        isFraction = true
      }
      result.append(byte)
      index += 1
    }
    return isGrouped && (isFraction || run == 3) ? result : nil
  }
}
