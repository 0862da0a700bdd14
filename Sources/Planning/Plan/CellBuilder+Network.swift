import Catalog
import Recurrence
import SequenceTasks
package import Sequences

extension CellBuilder {
  mutating func network(_ task: any SequenceTask) -> NetworkSpecification? {
    let values = Settings(settings)["network"]
    let fitting: [ReadoutActivation] =
      switch task.target {
      case .real: [.linear, .sigmoid]
      case .classIndex: [.softmax]
      case .bits: [.sigmoid]
      }
    let given = values["readout"].optionalText("activation").flatMap(ReadoutActivation.init)
    if let given, !fitting.contains(given) {
      fail(
        "network.readout.activation",
        "\(given.rawValue) does not fit the task, whose targets are \(Self.words(task.target)); "
          + "expected \(fitting.map(\.rawValue).joined(separator: " or "))")
    }
    let readout = given ?? fitting[0]
    var readoutSettings = values["readout"].values
    readoutSettings["activation"] = .text(readout.rawValue)
    resolve("network", "readout", .map(readoutSettings))
    // Networks that are read are not drawn, and then nothing is said of how.
    let law =
      values["initializer"].values.isEmpty ? Settings(["kind": .text("uniform")]) : values["initializer"]
    let initializer = make("network.initializer", law, from: experiment.catalogs.initializers)
    let chrono = values["forget_bias"].optionalNumber("chrono")
    let retention =
      chrono.map { ["kind": .text("chrono"), "longest_dependency": .number($0)] }
      ?? [
        "kind": ParameterValue.text("constant"), "value": .number(values.optionalNumber("forget_bias") ?? 1),
      ]
    let bias = make("network.forget_bias", Settings(retention), from: experiment.catalogs.forgetBiases)
    guard let initializer, let bias else { return nil }
    // Only `true` is written down: files from before there were peepholes keep their ids.
    let peepholes = values.flag("peepholes")
    resolve("network", "peepholes", peepholes ? .flag(true) : nil)
    return NetworkSpecification(
      hidden: values.integer("hidden"), layers: values.integer("layers"), variant: values.choice("variant"),
      peepholes: peepholes,
      concatenation: values.optionalText("concatenation").flatMap(Concatenation.init) ?? .inputThenHidden,
      forgetConvention: values.choice("forget_convention"),
      readout: readout, initializer: initializer, forgetBias: bias)
  }

  package static func words(_ target: TargetKind) -> String {
    switch target {
    case .real: "real numbers"
    case .classIndex: "classes"
    case .bits: "bits"
    }
  }
}
