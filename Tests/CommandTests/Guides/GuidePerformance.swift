import Foundation
import Testing

/// Does what a guide says, block by block, in a folder of its own in which the repository's experiments lie.
struct GuidePerformance {
  private let guide: Guide
  private let sluice = SluiceProcess()
  /// What the last commands have printed; `nil` where they could not be tried here.
  private var printed: String?
  private var outputs: [String]?
  /// The guide's text with what was printed in the place of what is shown.
  private(set) var recorded: [String]
  private var shift = 0

  init(_ guide: Guide) throws {
    self.guide = guide
    recorded = guide.text.components(separatedBy: "\n")
    #expect(try sluice.shell("ln -s '\(Experiment.root)' Experiments").status == 0)
  }

  mutating func perform(_ block: Guide.Block) throws {
    switch block.language {
    case "yaml":
      try sluice.write(
        block.text, to: #require(block.file, "line \(block.place) of \(guide) is not '# NAME.yaml'"))
    case "sh": try printed = run(block)
    case "python":
      if try Guide.texts(".py", below: "Experiments").contains(where: { $0.contains(block.text) }) { return }
      try runProgram()
      printed = outputs?.removeFirst()
    case "swift":
      let sources = try Guide.texts(".swift", below: "Tests/OwnPackage/Sources")
      #expect(sources.contains { $0.contains(block.text) }, "line \(block.place) of \(guide) quotes no file")
    case "text": compare(block)
    default: Issue.record("line \(block.place) of \(guide) is of no known sort: '\(block.language)'")
    }
  }

  private func run(_ block: Guide.Block) throws -> String {
    let result = try sluice.shell("PATH=\"$(dirname \"$SLUICE\"):$PATH\"; set -eo pipefail\n" + block.text)
    #expect(
      result.status == block.status, "line \(block.place) of \(guide): \(result.output)\(result.messages)")
    return (result.output.isEmpty ? result.messages : result.output).replacing("\r\n", with: "\n")
  }

  /// Runs all Python of the guide once, by the module as its source lies, where pandas is installed.
  private mutating func runProgram() throws {
    guard outputs == nil else { return }
    let parts = guide.blocks.filter { $0.language == "python" }.map(\.text)
    guard try sluice.shell("python3 -c 'import pandas'").status == 0 else {
      print("skipped: the Python of \(guide), for pandas is not installed")
      return
    }
    try sluice.write(parts.joined(separator: "print('\\f')\n"), to: ".guide.py")
    let result = try sluice.shell(
      """
      mkdir -p .modules/sluice-0.dist-info
      printf 'Metadata-Version: 2.1\\nName: sluice\\nVersion: 0\\n' > .modules/sluice-0.dist-info/METADATA
      export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH='\(Guide.root)/Sources/Distribution/Python':.modules
      PATH="$(dirname "$SLUICE"):$PATH" python3 .guide.py
      """)
    #expect(result.status == 0, "\(result.messages)")
    outputs = result.output.components(separatedBy: "\u{c}\n")
    try #require(outputs?.count == parts.count)
  }

  private mutating func compare(_ block: Guide.Block) {
    guard let printed else { return }
    let isWhole = !block.lines.contains { $0.contains("…") }
    #expect(
      Self.matches(
        block.lines, printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)),
      "line \(block.place) of \(guide) shows another output than\n\(printed)")
    guard isWhole else { return }
    let lines = printed.components(separatedBy: "\n").dropLast()
    let start = block.place + shift
    recorded.replaceSubrange(start..<start + block.lines.count, with: lines)
    shift += lines.count - block.lines.count
  }

  /// Whether lines are those that are shown.
  static func matches(_ shown: [String], _ lines: [String]) -> Bool {
    let lines = lines.last == "" ? lines.dropLast() : lines
    guard let first = shown.first else { return lines.isEmpty }
    if first == "…" {
      return (0...lines.count).contains { matches(Array(shown.dropFirst()), Array(lines.dropFirst($0))) }
    }
    guard let line = lines.first, isLike(first, line) else { return false }
    return matches(Array(shown.dropFirst()), Array(lines.dropFirst()))
  }

  /// Whether a line is the one that is shown, `…` in it being any letters.
  private static func isLike(_ shown: String, _ line: String) -> Bool {
    let parts = shown.components(separatedBy: "…")
    guard parts.count > 1 else { return shown == line }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.range(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
