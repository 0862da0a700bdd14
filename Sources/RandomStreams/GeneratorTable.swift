import CGSL
import CStreams

/// All generator types, sorted by name, read from GSL once.
///
/// GSL's types are constants in static memory: sharing the pointers between threads is safe. GSL's own way of
/// choosing, `gsl_rng_env_setup` with GSL_RNG_TYPE and GSL_RNG_SEED, is never called: a typing error in the
/// first aborts the process, one in the second silently means seed 0, and neither is in the experiment file.
struct GeneratorTable: @unchecked Sendable {
  struct Entry {
    let name: String
    let type: UnsafePointer<gsl_rng_type>
  }

  static let philoxName = "philox4x32-10"
  static let shared = GeneratorTable()

  let entries: [Entry]

  private init() {
    GSLErrorHandler.turnOff()
    let philox = cstreams_philox_type().assumingMemoryBound(to: gsl_rng_type.self)
    var entries = [Entry(name: Self.philoxName, type: philox)]
    var next = cgsl_generator_types()
    while let type = next?.pointee {
      entries.append(Entry(name: String(cString: type.pointee.name), type: type))
      next = next?.successor()
    }
    self.entries = entries.sorted { $0.name < $1.name }
  }

  func type(named name: String) -> UnsafePointer<gsl_rng_type>? {
    entries.first { $0.name == name }?.type
  }
}
