public import Catalog
import Gating
public import RandomStreams

/// Chrono initialization: memories of all lengths up to the longest dependency.
///
/// b_f = ln U([1, T_max − 1]) and b_i = −b_f: a unit drawn at τ keeps its cell with σ(ln τ) = 1 − 1/(1 + τ), a memory of
/// about τ + 1 steps. One draw a unit. Under `erase` the bias of retention is ln τ all the same: b_f = −ln τ, b_i = −ln τ.
public struct ChronoBias: BiasInitializer {
  /// The catalog entry.
  public static let description = KindDescription(
    "chrono", summary: "Forget biases for memories of all lengths up to the longest dependency.",
    formula: "b_f = ln U([1, T − 1]), b_i = −b_f; b_f has the other sign under erase",
    source: "Tallec & Ollivier 2018, 1804.11188",
    parameters: [
      Parameter(
        "longest_dependency", .integer(Bounds(2)), isOptional: true,
        summary: "T, in steps; the task's longest sequence where the file is silent.")
    ])

  private let longestDependency: Double?

  /// Reads `longest_dependency`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    longestDependency = parameters.optionalNumber("longest_dependency")
  }

  /// Draws a bias for every unit.
  public func draw(hidden: Int, maximumSteps: Int, from stream: inout RandomStream) -> RetentionBias {
    let longest = max(2, longestDependency ?? Double(maximumSteps))
    let retention = (0..<hidden).map { _ in
      Float(VectorMath.log(1 + Double(stream.nextUniform()) * (longest - 2)))
    }
    return RetentionBias(retention: retention, input: retention.map { -$0 })
  }
}
