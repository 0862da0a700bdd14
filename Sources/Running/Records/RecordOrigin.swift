import Digest
public import Planning
import Synchronization

/// Which code made a record: the version of Sluice's numerics and, where the cell uses a kind that is not part of Sluice, the
/// program.
///
/// The version of the numerics is part of a run's id. The program is not, so that ids, and with them published tables, do not
/// depend on how a program was compiled; two programs' records are told apart by it.
public struct RecordOrigin: Sendable, Hashable {
  /// The version of Sluice's numerics.
  public let numerics: String
  /// The SHA-256 of the program's file; `nil` for a cell of Sluice's own kinds.
  public let program: String?

  /// An origin.
  public init(numerics: String, program: String? = nil) {
    self.numerics = numerics
    self.program = program
  }

  /// This program, on a cell of Sluice's own kinds.
  public static let current = RecordOrigin(numerics: NumericsVersion.current)

  /// What this program writes into the record of a cell.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - numerics: the version of the numerics; another than this one's for a folder of another version.
  /// - Throws: ``IOError`` where the program's own file cannot be read.
  public static func current(
    for cell: CellSpecification, numerics: String = NumericsVersion.current
  ) throws(IOError) -> RecordOrigin {
    RecordOrigin(numerics: numerics, program: cell.usesOwnKinds ? try Program.digest() : nil)
  }
}

/// The file of the running program.
enum Program {
  private static let path = "/proc/self/exe"
  private static let kept = Mutex<String?>(nil)

  /// Its name.
  static var name: String { Files.target(of: path).map { Files.name(of: $0) } ?? "" }

  /// Its SHA-256 in hexadecimal digits, found once.
  static func digest() throws(IOError) -> String {
    if let digest = kept.withLock({ $0 }) { return digest }
    let digest = SHA256.hexadecimal(try Files.read(path))
    kept.withLock { $0 = digest }
    return digest
  }
}
