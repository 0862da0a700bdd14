import Digest
package import Planning

/// A checkpoint on the disk: plain lines that say whose it is, the state, and as the last line a checksum of all before it.
///
/// ```
/// sluice/checkpoint/v1
/// trajectory t-83c1…                    what the run shares with those that differ in their number of updates alone
/// run r-5f0c…
/// numerics sluice/numerics/v2
/// program 9f86…                         where the cell uses kinds that are not part of Sluice
/// update 1400                           updates made
/// timing 12.5 12.4                      wall and processor seconds spent on them
/// state 82764                           bytes of the state, which follows
/// …
/// sha256 9f86…
/// ```
/// A file that was cut or changed anywhere fails its checksum. One of another first line is another version's.
package struct CheckpointFile: Sendable, Hashable {
  /// The first line: the form of the file, and of every state in it.
  package static let version = "sluice/checkpoint/v1"

  /// What the run shares with those of other lengths.
  package let trajectory: String
  /// The run that was under way.
  package let run: String
  /// The code that made it.
  package let origin: RecordOrigin
  /// The state.
  package let checkpoint: Checkpoint
  /// What it cost to get there.
  package let timing: RunRecord.Timing

  /// A checkpoint of a run.
  package init(
    trajectory: String, run: String, origin: RecordOrigin, checkpoint: Checkpoint, timing: RunRecord.Timing
  ) {
    self.trajectory = trajectory
    self.run = run
    self.origin = origin
    self.checkpoint = checkpoint
    self.timing = timing
  }

  /// The lines before the state.
  private var head: String {
    var text = "\(Self.version)\ntrajectory \(trajectory)\nrun \(run)\nnumerics \(origin.numerics)\n"
    if let program = origin.program { text += "program \(program)\n" }
    text += "update \(checkpoint.update)\ntiming \(timing.wallSeconds) \(timing.processorSeconds)\n"
    return text + "state \(checkpoint.state.count)\n"
  }

  /// Writes the file, whole or not at all, and makes it last; the state, which may be large, is not copied.
  package func write(to path: String) throws(IOError) {
    var file = try AtomicFile(replacing: path)
    try file.write(head.utf8)
    for start in stride(from: 0, to: checkpoint.state.count, by: Self.piece) {
      try file.write(checkpoint.state[start..<min(start + Self.piece, checkpoint.state.count)])
    }
    try file.write("sha256 \(Hexadecimal.text(file.digest()))\n".utf8)
    _ = try file.publish()
    try Files.synchronize(folder: Files.parent(of: path))
  }

  /// Bytes that are written at once.
  private static let piece = 1 << 20

  /// Why bytes are of no use.
  package enum Fault: Error, Sendable, Hashable {
    /// They are not what was written.
    case damaged
    /// They are of another form than this version's.
    case otherVersion
  }
}

extension CheckpointFile {
  /// `sha256 `, 64 digits and the end of the line.
  private static let checksumLength = 7 + 64 + 1

  /// What the bytes of a file say.
  package init(bytes: [UInt8]) throws(Fault) {
    let body = bytes.dropLast(Self.checksumLength)
    guard bytes.suffix(Self.checksumLength).elementsEqual("sha256 \(SHA256.hexadecimal(body))\n".utf8)
    else { throw .damaged }
    var rest = body
    // What has a sound checksum and other lines was written by another version.
    guard Self.line(&rest) == [Self.version[...]] else { throw .otherVersion }
    guard let trajectory = Self.value("trajectory", &rest), let run = Self.value("run", &rest),
      let numerics = Self.value("numerics", &rest)
    else { throw .otherVersion }
    var words = Self.line(&rest)
    let program = words.count == 2 && words[0] == "program" ? String(words[1]) : nil
    if program != nil { words = Self.line(&rest) }
    guard words.count == 2, words[0] == "update", let update = Int(words[1]), update >= 0
    else { throw .otherVersion }
    words = Self.line(&rest)
    guard words.count == 3, words[0] == "timing", let wall = Double(words[1]),
      let processor = Double(words[2]), let size = Self.value("state", &rest).flatMap({ Int($0) }),
      size == rest.count
    else { throw .otherVersion }
    self.trajectory = trajectory
    self.run = run
    origin = RecordOrigin(numerics: numerics, program: program)
    checkpoint = Checkpoint(update: update, state: Array(rest))
    timing = RunRecord.Timing(wallSeconds: wall, processorSeconds: processor)
  }

  private static func value(_ key: String, _ rest: inout ArraySlice<UInt8>) -> String? {
    let words = line(&rest)
    return words.count == 2 && words[0] == key ? String(words[1]) : nil
  }

  /// The words of the next line; none at the end.
  private static func line(_ rest: inout ArraySlice<UInt8>) -> [Substring] {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
  }
}
