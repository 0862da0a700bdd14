import CGSL

/// A random generator by its name in experiment files: `philox4x32-10` or one of GSL's own.
///
/// Philox is the default. It is counter based, so draws have addresses and do not depend on batches or on
/// order. GSL's own generators are there to show that a conclusion does not hang on the generator; their
/// draws come in sequence, and outputs then depend on how sequences are put into batches. Some of them are of
/// historical interest only: `uni` has 32,767 different values and 16,383 streams, `slatec` 8 streams, and
/// `randu` is famously bad.
public struct Generator: Sendable, Hashable {
  /// The name, as GSL spells it.
  public let name: String

  /// Philox4x32-10, the default.
  public static let philox = Generator(known: GeneratorTable.philoxName)

  /// Every generator, sorted by name.
  public static var all: [Generator] { GeneratorTable.shared.entries.map { Generator(known: $0.name) } }

  /// The generator of this name.
  ///
  /// - Throws: ``UnknownGenerator`` with the nearest valid name.
  public init(named name: String) throws(UnknownGenerator) {
    guard GeneratorTable.shared.type(named: name) != nil else { throw UnknownGenerator(name: name) }
    self.name = name
  }

  private init(known name: String) { self.name = name }

  /// Whether draws have addresses, so that they do not depend on batches and order.
  public var isAddressed: Bool { name == GeneratorTable.philoxName }

  /// GSL's description of the generator.
  var type: UnsafePointer<gsl_rng_type> {
    guard let type = GeneratorTable.shared.type(named: name) else { preconditionFailure("\(name) is known") }
    return type
  }
}
