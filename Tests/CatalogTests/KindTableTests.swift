import Catalog
import Testing

@Suite struct KindTableTests {
  private let table = KindTable(of: "thing", [Self.row("plain", 1)])

  private static func row(_ kind: String, _ value: Int) -> KindTable<Int>.Row {
    KindTable<Int>.Row(KindDescription(kind, summary: "A thing.")) { _ in value }
  }

  private func defect(_ kind: String, _ parameters: [Parameter] = []) -> String? {
    KindDescription(kind, summary: "A thing.", parameters: parameters).defect
  }

  @Test func addingKeepsTheOrderAndTheOriginal() throws {
    let longer = try table.adding([Self.row("fancy", 2)])
    #expect(longer.kinds == ["plain", "fancy"])
    #expect(try longer.make("fancy") == 2)
    #expect(longer.rows.map(\.isOwn) == [false, true])
    #expect(try longer.map { $0 * 10 }.make("plain") == 10)
    #expect(longer.map { $0 * 10 }.rows.map(\.isOwn) == [false, true])
    #expect(table.kinds == ["plain"])
  }

  @Test func errors() {
    #expect(throws: CatalogError.unknownKind(subject: "thing", found: "plan", known: ["plain"])) {
      try table.row(named: "plan")
    }
    #expect(throws: CatalogError.duplicateKind(subject: "thing", kind: "plain")) {
      try table.adding([Self.row("plain", 3)])
    }
    #expect(throws: CatalogError.self) { try table.adding([Self.row("No", 3)]) }
  }

  @Test(arguments: ["", "Big", "with space", "1st", "a-b", "é"])
  func namesThatAreNotSnakeCase(_ name: String) {
    #expect(defect(name) == "a kind is lower-case letters, digits and underscores")
    #expect(defect("fine", [Parameter(name, .flag, summary: "Flag.")]) != nil)
  }

  @Test func parametersThatContradictThemselves() {
    let width = Parameter("width", .number(.positive), default: .number(1), summary: "Width.")
    #expect(defect("fine_2", [width]) == nil)
    #expect(defect("fine", [width, width]) == "it has two parameters 'width'")
    #expect(
      defect("fine", [Parameter("width", .number(.positive), default: .number(0), summary: "Width.")])
        == "the default 0 of 'width' is not a number > 0")
    #expect(
      defect("fine", [Parameter("deep", .flag, isSchedulable: true, summary: "Deep.")])
        == "'deep' is not a number and cannot follow a schedule")
    #expect(defect("fine", [Parameter("kind", .flag, summary: "Kind.")]) == "'kind' cannot be a parameter")
  }

  @Test func errorsWithinASetting() {
    #expect(
      ParameterError.unknown(name: "form", kind: "linear", known: ["from"]).inside("rate").description
        == "linear has no parameter 'rate.form' (did you mean 'rate.from'?); it has rate.from")
    #expect(
      ParameterError.conflict(names: ["a", "b"], reason: "no").inside("c").description
        == "'c.a' and 'c.b': no")
  }
}
