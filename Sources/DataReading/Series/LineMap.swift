/// The line of each row, kept as stretches of rows on successive lines.
struct LineMap: Sendable {
  private var starts: [(row: Int, line: Int)] = []
  private(set) var count = 0

  init() {}

  /// Lines in any order.
  init(_ lines: some Sequence<Int>) {
    for line in lines { append(line) }
  }

  mutating func append(_ line: Int) {
    if let last = starts.last, line == last.line + count - last.row {
    } else {
      starts.append((count, line))
    }
    count += 1
  }

  /// The line of a row.
  subscript(row: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle].row <= row { low = middle } else { high = middle - 1 }
    }
    return starts[low].line + row - starts[low].row
  }
}
