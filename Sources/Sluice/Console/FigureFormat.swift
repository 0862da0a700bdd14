import Glibc
import Running

/// The kinds of files that figures are written to.
enum FigureFormat: String, CaseIterable {
  case svg
  case pdf
  case png

  /// The kind that a name ends in.
  init?(path: String) {
    guard let format = Self.allCases.first(where: { path.lowercased().hasSuffix(".\($0.rawValue)") }) else {
      return nil
    }
    self = format
  }

  /// Dots per inch of pictures.
  private static let resolution = "300"

  /// Writes a drawing, through a program that converts it where it has to be.
  ///
  /// - Throws: ``NoConverter``, `IOError`.
  func write(_ svg: [UInt8], to path: String) throws {
    guard self != .svg else {
      try AtomicFile.write(svg, to: path)
      return
    }
    // Paths that begin with a hyphen would be options.
    let path = path.hasPrefix("-") ? "./" + path : path
    let source = path + ".svg.tmp"
    try AtomicFile.write(svg, to: source)
    defer { unlink(source) }
    let converters = [
      [
        "rsvg-convert", "--format", rawValue, "--dpi-x", Self.resolution, "--dpi-y", Self.resolution,
        "--output", path,
        source,
      ],
      [
        "inkscape", source, "--export-type=\(rawValue)", "--export-dpi=\(Self.resolution)",
        "--export-filename=\(path)",
      ],
    ]
    for words in converters {
      guard let status = Self.run(words) else { continue }
      guard status == 0 else { throw FailedConverter(program: words[0], path: path, status: status) }
      return
    }
    throw NoConverter(format: self)
  }

  /// Runs a program; `nil` where there is none of its name, else its exit status.
  private static func run(_ words: [String]) -> Int32? {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawnp(&child, words[0], nil, nil, &arguments, environ) == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let isExited = status & 0x7F == 0
    let code = isExited ? (status >> 8) & 0xFF : status & 0x7F
    // Where a program is missing, some systems say so in the child.
    return code == 127 ? nil : code
  }
}

/// No program is there that could convert a drawing.
struct NoConverter: Error, CustomStringConvertible {
  let format: FigureFormat

  var description: String {
    "a figure becomes \(format.rawValue.uppercased()) through rsvg-convert or inkscape, and neither is installed: "
      + "`apt install librsvg2-bin` brings the first; SVG needs neither"
  }
}

/// A program could not convert a drawing.
struct FailedConverter: Error, CustomStringConvertible {
  let program: String
  let path: String
  let status: Int32

  var description: String { "\(program) could not write '\(path)': it ended with \(status)" }
}
