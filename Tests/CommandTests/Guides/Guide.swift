import Foundation
import Testing

/// A guide of the documentation: prose, and fenced blocks that do or show something.
///
/// | block | what it is |
/// |---|---|
/// | `yaml` that begins with `# NAME.yaml` | a file |
/// | `sh` | commands; `# exit 65` at the end says how they end, 0 without |
/// | `python` | a part of the guide's only program, or a quotation of a `.py` file |
/// | `swift` | a quotation of the package in `Tests/OwnPackage` |
/// | `text` | what the commands before it print; `…` stands for any letters, on a line of its own for any lines |
struct Guide: Sendable, CustomTestStringConvertible {
  /// A fenced block.
  struct Block: Sendable {
    /// The word behind the fence.
    let language: String
    /// The lines between the fences.
    var lines: [String]
    /// The number of the line behind the opening fence, from 0.
    let place: Int

    var text: String { lines.map { $0 + "\n" }.joined() }
    /// The file that a block is.
    var file: String? {
      lines.first.flatMap { $0.wholeMatch(of: /# ([a-z-]+\.yaml)/) }.map { String($0.output.1) }
    }
    /// How its commands end.
    var status: Int32 {
      lines.last.flatMap { $0.firstMatch(of: /# exit (\d+)$/) }.flatMap { Int32($0.output.1) } ?? 0
    }
  }

  let path: String
  let text: String
  let blocks: [Block]

  var name: String { (path as NSString).lastPathComponent.replacing(".md", with: "") }
  var testDescription: String { name }

  init(_ path: String) throws {
    self.path = path
    text = try String(contentsOfFile: path, encoding: .utf8)
    var blocks: [Block] = []
    var isOpen = false
    for (place, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("```") {
        if !isOpen { blocks.append(Block(language: String(line.dropFirst(3)), lines: [], place: place + 1)) }
        isOpen.toggle()
      } else if isOpen {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    try #require(!isOpen, "a block of \(path) has no end")
    self.blocks = blocks
  }

  static let root = URL(fileURLWithPath: Experiment.root).deletingLastPathComponent().path
  static let catalog = root + "/Sources/Sluice/Sluice.docc"

  /// Every guide, by name.
  static func all() throws -> [Guide] {
    try FileManager.default.contentsOfDirectory(atPath: catalog + "/Guides").sorted()
      .filter { $0.hasSuffix(".md") }.map { try Guide("\(catalog)/Guides/\($0)") }
  }

  /// The texts of all files with an ending below a folder of the repository.
  static func texts(_ ending: String, below folder: String) throws -> [String] {
    let names =
      FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(ending) }.sorted().map {
      try String(contentsOfFile: "\(root)/\(folder)/\($0)", encoding: .utf8)
    }
  }
}
