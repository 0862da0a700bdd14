import Catalog
import SluiceTesting
import Testing

/// Each law of gate policies is broken by a gate with one mistake in it.
@Suite struct PolicyMutantTests {
  @Test func theRightGateBreaksNone() {
    #expect(Laws.violations(policy: Jitter.self) == [])
    #expect(Laws.violations(policy: MistakenGate.self) == [])
  }

  static let mistakes: [(law: String, mistake: PolicyMistake)] = [
    ("slope", .slopeOfOnePercent), ("mean", .meanOfEvaluation), ("variance", .wrongVariance),
    ("monotone in u", .opensWithU), ("monotone in z", .fallsWithZ), ("nan", .swallowsNaN),
    ("infinity", .otherAtInfinity), ("range", .leaksBeyondOne), ("precisions", .otherInSingle),
    ("discontinuities", .disordered), ("slices", .blocksDiffer), ("batches", .longSlicesDiffer),
    ("kernels and threads", .pathsDiffer), ("draws", .ignoresItsDraw), ("draws", .readsItsNeighbor),
    ("draws", .readsBeyond), ("draws", .drawsByItself), ("penalty", .openProbability),
    ("penalty", .slopeOfOpenProbability),
  ]

  @Test(arguments: mistakes.indices) func aMistakeIsFound(_ place: Int) {
    let (law, mistake) = Self.mistakes[place]
    // What reads memory that is not its own is not let near the other laws.
    let except = mistake == .readsBeyond ? Self.laws.subtracting([law]) : []
    let settings = ["mistake": ParameterValue.text(mistake.rawValue)]
    #expect(
      isBroken(law) { Laws.violations(policy: MistakenGate.self, settings: settings, except: except) },
      "\(mistake)")
  }

  /// All laws: a name that is none is answered with them, `a law of gate policies: description, draws, …`.
  private static let laws: Set<String> = {
    let answer = Laws.violations(policy: Jitter.self, except: ["nothing"])[0].expected
    return Set(answer.drop { $0 != ":" }.dropFirst(2).split(separator: ", ").map(String.init))
  }()

  @Test func everyLawHasItsMistake() {
    #expect(Set(Self.mistakes.map(\.law)).union(["description"]) == Self.laws)
    #expect(Set(Self.mistakes.map(\.mistake)) == Set(PolicyMistake.allCases).subtracting([.none]))
  }

  @Test func whatIsExceptedIsNotLookedAt() {
    let settings = ["mistake": ParameterValue.text("slopeOfOnePercent")]
    #expect(throws: LawViolations.self) { try Laws.check(policy: MistakenGate.self, settings: settings) }
    #expect(Laws.violations(policy: MistakenGate.self, settings: settings, except: ["slope"]) == [])
  }

  @Test func anExceptionThatIsNoLawIsNamed() throws {
    let found = Laws.violations(policy: Jitter.self, except: ["slop"])
    #expect(found.map(\.found) == ["'slop'"] && found[0].expected.contains("slope"))
  }
}
