import Catalog
import Gating
import Planning
import Studies
import Testing

/// A user's own policy is read, checked, labeled and in the schema like those that come with Sluice.
struct AddedPolicyTests {
  /// The sigmoid under another name and with a parameter of its own.
  struct LeakyGate: GatePolicy {
    static let description = KindDescription(
      "leaky", summary: "A sigmoid that never closes.", formula: "g = leak + (1 − leak)·σ(z)",
      parameters: [
        Parameter("leak", .number(.probability), default: .number(0.1), summary: "The smallest value.")
      ])

    private let sigmoid: SigmoidGate

    init(_ parameters: Parameters) throws(ParameterError) {
      if parameters.number("leak") == 1 {
        throw .conflict(names: ["leak"], reason: "a gate that leaks all is none")
      }
      sigmoid = try SigmoidGate(Parameters(SigmoidGate.description))
    }

    var drawsPerUnit: Int { 0 }
    var derivative: GateDerivative { .pathwise }
    func sample(
      _ z: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
      slopes: inout MutableSpan<Float>
    ) { sigmoid.sample(z, uniforms: uniforms, gates: &gates, slopes: &slopes) }
    func sample(
      _ z: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
      slopes: inout MutableSpan<Double>
    ) { sigmoid.sample(z, uniforms: uniforms, gates: &gates, slopes: &slopes) }
    func evaluate(_ z: Span<Float>, gates: inout MutableSpan<Float>) { sigmoid.evaluate(z, gates: &gates) }
    func evaluate(_ z: Span<Double>, gates: inout MutableSpan<Double>) { sigmoid.evaluate(z, gates: &gates) }
    func mean(_ z: Span<Float>, gates: inout MutableSpan<Float>) { sigmoid.mean(z, gates: &gates) }
    func mean(_ z: Span<Double>, gates: inout MutableSpan<Double>) { sigmoid.mean(z, gates: &gates) }
  }

  private func plan(_ gate: String) throws -> ExperimentPlan {
    let catalogs = try ExperimentCatalogs(Extensions(policies: [LeakyGate.self]))
    let text = TestFiles.small + "sweep: {gates.all: [{kind: sigmoid}, \(gate)]}\n"
    let experiment = try Experiment(ExperimentFile(name: "f", bytes: Array(text.utf8)), catalogs: catalogs)
    return try ExperimentPlan(experiment, files: TestFiles.reader)
  }

  @Test func itIsPlanned() throws {
    #expect(try plan("{kind: leaky, leak: 0.2}").cells[1].name == "gates.all=leaky leak=0.2")
    #expect(try plan("{kind: leaky, leak: 0.1}").cells[1].name == "gates.all=leaky")
  }

  @Test func itsOwnReasonsAreLocated() {
    #expect {
      try plan("{kind: leaky, leak: 1}")
    } throws: {
      "\($0)".hasPrefix(
        "f:8:38: sweep.gates.all[1]: 'leak': a gate that leaks all is none (in the cell gates.all=leaky leak=1)"
      )
    }
  }

  @Test func itIsInTheSchema() throws {
    let catalogs = try ExperimentCatalogs(Extensions(policies: [LeakyGate.self]))
    #expect(ExperimentSchema(catalogs).text.contains("A sigmoid that never closes."))
    #expect(!ExperimentSchema(ExperimentCatalogs()).text.contains("leaky"))
  }
}
