import Catalog
import Testing

@Suite struct ParametersTests {
  private let kind = KindDescription(
    "relaxed", summary: "A gate for these tests.",
    parameters: [
      Parameter("temperature", .number(.positive), default: .number(1), summary: "τ."),
      Parameter("rate", .number(.probability), summary: "p."),
      Parameter("units", .integer(Bounds(1, 8)), default: .number(2), summary: "n."),
      Parameter("shape", .choice(["flat", "steep"]), default: .text("flat"), summary: "Shape."),
      Parameter("data", .file, isOptional: true, summary: "A path."),
      Parameter("signed", .flag, default: .flag(false), summary: "Sign."),
      Parameter("bias", .numbers(.finite, count: 2), isOptional: true, summary: "b."),
      Parameter("columns", .texts, isOptional: true, summary: "Names."),
    ])

  private func error(_ given: [String: ParameterValue]) -> ParameterError? {
    do {
      _ = try Parameters(kind, given)
      return nil
    } catch { return error }
  }

  @Test func defaultsAreFilledIn() throws {
    let parameters = try Parameters(kind, ["rate": .number(0.25)])
    #expect(parameters.number("temperature") == 1)
    #expect(parameters.number("rate") == 0.25)
    #expect(parameters.integer("units") == 2)
    #expect(parameters.text("shape") == "flat")
    #expect(parameters.optionalText("data") == nil)
    #expect(!parameters.flag("signed"))
    #expect(parameters["bias"] == nil)
    #expect(parameters["nonsense"] == nil)
  }

  @Test func givenValuesWin() throws {
    let parameters = try Parameters(
      kind,
      [
        "rate": .number(1), "temperature": .number(0.5), "units": .number(8), "shape": .text("steep"),
        "data": .text("a.csv"), "signed": .flag(true), "bias": .list([.number(-1), .number(2)]),
        "columns": .list([.text("a"), .text("b")]),
      ])
    #expect(parameters.number("temperature") == 0.5)
    #expect(parameters.integer("units") == 8)
    #expect(parameters.text("shape") == "steep")
    #expect(parameters.optionalText("data") == "a.csv")
    #expect(parameters.flag("signed"))
    #expect(parameters.numbers("bias") == [-1, 2])
  }

  @Test func unknownNames() {
    let names = kind.parameters.map(\.name)
    #expect(error(["rat": .number(0)]) == .unknown(name: "rat", kind: "relaxed", known: names))
    #expect(
      error(["temprature": .number(1)])?.description
        == "relaxed has no parameter 'temprature' (did you mean 'temperature'?); it has "
        + "temperature, rate, units, shape, data, signed, bias, columns")
    #expect(
      ParameterError.unknown(name: "x", kind: "sigmoid", known: []).description
        == "sigmoid has no parameters, found 'x'")
  }

  @Test func missingNames() {
    #expect(error([:]) == .missing(name: "rate", kind: "relaxed", allowed: "a number ≥ 0 and ≤ 1"))
    #expect(error([:])?.description == "relaxed needs 'rate': a number ≥ 0 and ≤ 1")
  }

  @Test(arguments: [
    ("temperature", ParameterValue.number(0), "'temperature' is 0, expected a number > 0"),
    ("temperature", .number(.nan), "'temperature' is nan, expected a number > 0"),
    ("temperature", .text("hot"), "'temperature' is hot, expected a number > 0"),
    ("units", .number(2.5), "'units' is 2.5, expected a whole number ≥ 1 and ≤ 8"),
    ("units", .number(9), "'units' is 9, expected a whole number ≥ 1 and ≤ 8"),
    ("shape", .text("round"), "'shape' is round, expected one of flat, steep"),
    ("data", .number(3), "'data' is 3, expected the path of a file"),
    ("signed", .text("yes"), "'signed' is yes, expected true or false"),
    ("bias", .list([.number(1)]), "'bias' is [1], expected a list of 2 numbers"),
    (
      "bias", .list([.number(1), .flag(true)]),
      "'bias' is [1, true], expected a list of 2 numbers"
    ),
    ("columns", .list([.text("a"), .number(1)]), "'columns' is [a, 1], expected a list of texts"),
    (
      "rate", .map(["to": .number(1), "from": .number(0)]),
      "'rate' is {from: 0, to: 1}, expected a number ≥ 0 and ≤ 1"
    ),
  ])
  func notAdmissible(name: String, value: ParameterValue, message: String) {
    var given: [String: ParameterValue] = ["rate": .number(0)]
    given[name] = value
    #expect(error(given)?.description == message)
  }

  @Test func conflicts() {
    #expect(
      ParameterError.conflict(names: ["low", "high"], reason: "low must be below high").description
        == "'low' and 'high': low must be below high")
  }

  /// The first in sorted order is named, so that a message never depends on a dictionary's order.
  @Test func firstErrorIsTheSortedFirst() {
    for _ in 0..<20 {
      let found = error(["zeta": .number(0), "alpha": .number(0), "middle": .number(0), "rate": .number(0)])
      #expect(found == .unknown(name: "alpha", kind: "relaxed", known: kind.parameters.map(\.name)))
    }
  }

  @Test func labels() throws {
    func label(_ given: [String: ParameterValue]) throws -> String { try Parameters(kind, given).label }
    #expect(try label(["rate": .number(0.5)]) == "relaxed rate=0.5")
    #expect(try label(["rate": .number(1), "temperature": .number(1)]) == "relaxed rate=1")
    #expect(
      try label([
        "units": .number(3), "temperature": .number(1e-3), "rate": .number(0), "signed": .flag(true),
      ])
        == "relaxed rate=0 signed=true temperature=0.001 units=3")
    let plain = KindDescription("sigmoid", summary: "A gate.")
    #expect(try Parameters(plain).label == "sigmoid")
  }

  /// Nested values are written in one way only, whatever the order they came in.
  @Test func valuesAsText() {
    let schedule = ParameterValue.map(["updates": .number(2000), "from": .number(1), "to": .number(0.1)])
    #expect(schedule.text == "{from: 1, to: 0.1, updates: 2000}")
    #expect(ParameterValue.list([.flag(false), .text("a"), .number(-2)]).text == "[false, a, -2]")
    #expect(ParameterValue.text(of: 1e15) == "1000000000000000.0")
    #expect(ParameterValue.text(of: 1e16) == "1e+16")
    #expect(ParameterValue.text(of: -20) == "-20")
    #expect(ParameterValue.text(of: 0.1) == "0.1")
  }
}
