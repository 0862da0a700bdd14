import Testing

/// A cell of the catalog as tables show it: its gates, which of them decides how long it remembers, and its states.
struct EveryCell: Sendable, CustomTestStringConvertible {
  let kind: String
  let gates: [String]
  /// The gate that has a half-life, and whether it keeps what it lets through.
  var retention: (gate: String, keeps: Bool)?
  var states = ["hidden"]
  var testDescription: String { kind }

  static let all = [
    EveryCell(
      kind: "lstm", gates: ["input", "forget", "output"], retention: ("forget", true),
      states: ["cell", "hidden"]),
    EveryCell(kind: "gru", gates: ["reset", "update"], retention: ("update", true)),
    EveryCell(kind: "mgu", gates: ["forget"], retention: ("forget", false)),
    EveryCell(kind: "ugrnn", gates: ["update"], retention: ("update", true)),
    EveryCell(kind: "min_gru", gates: ["update"], retention: ("update", false)),
    EveryCell(kind: "min_lstm", gates: ["update"], retention: ("update", false)),
    EveryCell(kind: "rnn", gates: []),
  ]

  /// The states after a step, by name, from what a table has of the step and the memory before it.
  func states(_ number: (String) throws -> Double, before: Double, tanh: (Double) -> Double) rethrows
    -> [String: Double]
  {
    let candidate = try number("candidate")
    if kind == "lstm" {
      let cell = try number("forget") * before + number("input") * candidate
      return ["cell": cell, "hidden": try number("output") * tanh(number("cell"))]
    }
    guard let retention else { return ["hidden": candidate] }
    let gate = try number(retention.gate)
    let keep = retention.keeps ? gate : 1 - gate
    return ["hidden": keep * before + (1 - keep) * candidate]
  }

  /// What names the cell in a file that `hidden` units and these gates are asked for.
  func overrides(hidden: Int = 3, policy: String = "bernoulli") -> [String] {
    [
      "network={hidden: \(hidden), cell: {kind: \(kind)}}",
      gates.isEmpty ? "gates={}" : "gates={all: {kind: \(policy)}}",
    ]
  }
}
