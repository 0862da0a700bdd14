/// Takes the parts of a date off the front of a text.
struct DateScan {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  /// Whether a text is a time of day beyond doubt, hours with minutes: `18:30`.
  static func isTimeOfDay(_ text: String) -> Bool {
    var scan = DateScan(text)
    return text.contains(":") && scan.time() != nil && scan.isAtEnd
  }

  /// Takes a mark, letters in either case.
  mutating func take(_ mark: String) -> Bool {
    func lower(_ byte: UInt8) -> UInt8 { 65...90 ~= byte ? byte + 32 : byte }
    let count = mark.utf8.count
    guard rest.count >= count, zip(rest, mark.utf8).allSatisfy({ lower($0) == lower($1) }) else {
      return false
    }
    rest = rest.dropFirst(count)
    return true
  }

  /// Takes one space or more.
  mutating func takeSpaces() -> Bool {
    guard rest.first == 0x20 else { return false }
    rest = rest.drop { $0 == 0x20 }
    return true
  }

  /// Takes what may stand between the parts of a date: `-`, `/`, `.`, `,`, spaces.
  mutating func takeBetween() -> Bool {
    let before = rest.count
    rest = rest.drop { "-/., ".utf8.contains($0) }
    return rest.count < before
  }

  /// Takes digits, exactly so many.
  mutating func digits(exactly count: Int) -> Int? {
    guard rest.prefix(count).count == count else { return nil }
    var number = 0
    for byte in rest.prefix(count) {
      guard 48...57 ~= byte else { return nil }
      number = number * 10 + Int(byte) - 48
    }
    rest = rest.dropFirst(count)
    return number
  }

  /// Takes all digits that come, at most four, and says how many there were.
  mutating func digits() -> (number: Int, count: Int)? {
    let count = rest.prefix { 48...57 ~= $0 }.count
    guard 1...4 ~= count else { return nil }
    return digits(exactly: count).map { ($0, count) }
  }

  /// How many digits come.
  var digitsAhead: Int { rest.prefix { 48...57 ~= $0 }.count }

  /// Takes the English name of a month, whole or by three letters or more.
  mutating func monthName() -> Int? {
    let letters = rest.prefix { 65...90 ~= $0 || 97...122 ~= $0 }
    guard letters.count >= 3 else { return nil }
    let word = String(Substring(letters)).lowercased()
    let months = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
      "november", "december",
    ]
    guard let month = months.firstIndex(where: { $0.hasPrefix(word) }) else { return nil }
    rest = rest.dropFirst(letters.count)
    return month + 1
  }

  /// Takes a time of day, in seconds: `18`, `18:30`, `18:30:00`, `6:30 PM`, with `Z` or an offset such as `+01:00` behind
  /// it, which is taken off.
  mutating func time() -> Int? {
    guard let hour = digits(), hour.count <= 2 else { return nil }
    var (hours, minutes, seconds) = (hour.number, 0, 0)
    if take(":") {
      guard let minute = digits(exactly: 2), minute < 60 else { return nil }
      minutes = minute
      if take(":") {
        guard let second = digits(exactly: 2), second < 60 else { return nil }
        seconds = second
        if take(".") {
          // Whole seconds alone: a fraction must be 0.
          guard rest.first == 48 else { return nil }
          rest = rest.drop { $0 == 48 }
        }
      }
    }
    let beforeWord = rest
    _ = takeSpaces()
    if take("AM") || take("A.M.") {
      guard 1...12 ~= hours else { return nil }
      hours %= 12
    } else if take("PM") || take("P.M.") {
      guard 1...12 ~= hours else { return nil }
      hours = hours % 12 + 12
    } else {
      rest = beforeWord
    }
    guard hours < 24 else { return nil }
    var offset = 0
    if !take("Z"), let sign = rest.first, sign == 0x2B || sign == 0x2D {
      rest = rest.dropFirst()
      guard let offsetHours = digits(exactly: 2), offsetHours < 24 else { return nil }
      _ = take(":")
      let offsetMinutes = digits(exactly: 2) ?? 0
      guard offsetMinutes < 60 else { return nil }
      offset = (sign == 0x2D ? -1 : 1) * (offsetHours * 3_600 + offsetMinutes * 60)
    }
    return hours * 3_600 + minutes * 60 + seconds - offset
  }
}
