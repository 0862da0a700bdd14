import Catalog
import SluiceTesting
import Testing

/// Whether a law is broken in one of twenty tries: kernels are selected for the whole program, and tests beside this one that
/// select others may hide what differs between them.
func isBroken(_ law: String, _ violations: () -> [LawViolation]) -> Bool {
  (0..<20).contains { _ in violations().contains { $0.law == law } }
}

/// A kind with one mistake breaks the law about it, in every family but policies.
@Suite struct MutantTests {
  @Test func metrics() {
    #expect(Laws.violations(metric: LastBatchAlone.self).map(\.law) == ["batches"])
    #expect(Laws.violations(metric: ZeroOfNothing.self).map(\.law) == ["no rows"])
    #expect(Laws.violations(metric: WrongDirection.self).map(\.law) == ["direction"])
    #expect(Laws.violations(metric: Nowhere.self).map(\.law) == ["targets"])
    #expect(Laws.violations(metric: SharesItsSums.self).map(\.law).contains("value"))
    #expect(
      names(Laws.violations(metric: Nowhere.self, except: ["nothing"]))
        == ["description", "batches", "no rows", "direction", "targets", "value"])
  }

  @Test func optimizers() {
    #expect(Laws.violations(optimizer: Step<IgnoresScale>.self).map(\.law) == ["scale"])
    #expect(Laws.violations(optimizer: Step<LooksBeside>.self).map(\.law).contains("weights apart"))
    #expect(Laws.violations(optimizer: Step<HidesNaN>.self).map(\.law) == ["nan"])
    #expect(Laws.violations(optimizer: Step<SlowerInSingle>.self).map(\.law) == ["precisions"])
    #expect(Laws.violations(optimizer: Step<StandsStill>.self).map(\.law).contains("state"))
    #expect(Laws.violations(optimizer: Step<Right>.self) == [])
  }

  @Test func stateNoises() {
    #expect(Laws.violations(stateNoise: TwiceTheCell.self).map(\.law).contains("masks"))
    #expect(Laws.violations(stateNoise: NegativeRate.self).map(\.law).contains("mean"))
    #expect(Laws.violations(stateNoise: OtherEachTime.self).map(\.law).contains("batches"))
    #expect(isBroken("kernels and threads") { Laws.violations(stateNoise: OtherOnAPath.self) })
    #expect(
      names(Laws.violations(stateNoise: TwiceTheCell.self, except: ["nothing"]))
        == ["description", "masks", "mean", "batches", "kernels and threads"])
  }

  @Test(arguments: [
    ("none", nil), ("fallsBelowZero", "shape"), ("isLopsided", "symmetry"), ("swallowsNaN", "nan"),
    ("blocksDiffer", "slices"), ("otherInSingle", "precisions"), ("pathsDiffer", "kernels and threads"),
  ])
  func surrogates(_ mistake: String, _ law: String?) {
    func found() -> [LawViolation] {
      Laws.violations(surrogate: MistakenSurrogate.self, settings: ["mistake": .text(mistake)])
    }
    if let law { #expect(isBroken(law, found)) } else { #expect(found() == []) }
  }

  @Test func everySurrogateLawHasItsMistake() {
    #expect(
      names(Laws.violations(surrogate: MistakenSurrogate.self, except: ["nothing"]))
        == ["description", "shape", "symmetry", "nan", "slices", "precisions", "kernels and threads"])
    #expect(SurrogateMistake.allCases.count == 7)
  }

  @Test(arguments: [
    ("none", nil), ("namesBlocksAlike", "structure"), ("hasACellOfNone", "structure"),
    ("carriesTooMuch", "gradient"), ("forgetsAnInjection", "gradient"), ("writesWhatIsDropped", "writes"),
    ("saysThatItKeeps", "retention"), ("swallowsNaN", "nan"), ("otherInSingle", "precisions"),
    ("longSlicesDiffer", "batches"), ("pathsDiffer", "kernels and threads"),
  ])
  func cells(_ mistake: String, _ law: String?) {
    // A cell with a memory that it does not fill is let near no engine.
    let except: Set<String> = law == "structure" ? Self.cellLaws.subtracting(["structure"]) : []
    func found() -> [LawViolation] {
      Laws.violations(cell: MistakenCell.self, settings: ["mistake": .text(mistake)], except: except)
    }
    if let law { #expect(isBroken(law, found)) } else { #expect(found() == []) }
  }

  private static let cellLaws: Set<String> = [
    "description", "structure", "gradient", "writes", "retention", "nan", "precisions", "batches",
    "kernels and threads",
  ]

  @Test func everyCellLawHasItsMistake() {
    #expect(names(Laws.violations(cell: MistakenCell.self, except: ["nothing"])) == Self.cellLaws)
    #expect(CellMistake.allCases.count == 11)
  }

  @Test(arguments: [
    ("none", nil), ("negativeBudget", "charge"), ("chargesForNothing", "charge"), ("otherEachTime", "pure"),
    ("otherEachTime", "batches"), ("looksAtADraw", "draws"), ("takesTheUnlikely", "monotone"),
    ("takesLargeDraws", "monotone"), ("neverCertain", "certain"), ("otherInSingle", "precisions"),
    ("pathsDiffer", "kernels and threads"),
  ])
  func skips(_ mistake: String, _ law: String?) {
    func found() -> [LawViolation] {
      Laws.violations(skip: MistakenSkip.self, settings: ["mistake": .text(mistake)])
    }
    if let law { #expect(isBroken(law, found)) } else { #expect(found() == []) }
  }

  @Test func everySkipLawHasItsMistake() {
    #expect(
      names(Laws.violations(skip: MistakenSkip.self, except: ["nothing"]))
        == [
          "description", "charge", "pure", "draws", "monotone", "certain", "precisions", "batches",
          "kernels and threads",
        ])
    #expect(SkipMistake.allCases.count == 10)
  }

  @Test func initializers() {
    #expect(Laws.violations(initializer: Constant.self).map(\.law) == ["mean"])
    #expect(Laws.violations(initializer: OneStream.self).map(\.law) == ["stream"])
    #expect(Laws.violations(initializer: TooFew.self).map(\.law) == ["count"])
  }

  @Test func tasks() {
    #expect(Laws.violations(task: Numbers<Right>.self) == [])
    #expect(Laws.violations(task: Numbers<SeesItsBatch>.self).map(\.law) == ["pure"])
    #expect(Laws.violations(task: Numbers<NoTest>.self).map(\.law) == ["sizes"])
    #expect(Laws.violations(task: Numbers<NamesNumbers>.self).map(\.law) == ["sizes"])
    #expect(Laws.violations(task: Numbers<ClaimsReplicates>.self).map(\.law) == ["replicates"])
    #expect(Laws.violations(task: Numbers<ScoresClasses>.self).map(\.law) == ["metrics"])
    #expect(Laws.violations(task: Numbers<HasInfinity>.self).map(\.law) == ["batch"])
    #expect(Laws.violations(task: Numbers<ReadsSymbols>.self) == [])
    #expect(Laws.violations(task: Numbers<LosesSymbols>.self).map(\.law) == ["batch"])
    #expect(Laws.violations(task: Numbers<OutrunsSymbols>.self).map(\.law) == ["batch"])
    #expect(Laws.violations(task: Numbers<SeesItsBatchInSymbols>.self).map(\.law) == ["pure"])
    #expect(Laws.violations(task: Numbers<OutrunsAddresses>.self).map(\.law) == ["addresses"])
    #expect(
      names(Laws.violations(task: Numbers<Right>.self, except: ["nothing"]))
        == ["description", "pure", "sizes", "replicates", "metrics", "batch", "addresses"])
  }

  @Test func estimators() {
    #expect(Laws.violations(estimator: HalfTheScore<ClaimsNoBias>.self).map(\.law) == ["unbiased"])
    #expect(Laws.violations(estimator: HalfTheScore<OwnsUpToBias>.self) == [])
    #expect(
      names(Laws.violations(estimator: MistakenEstimator.self, except: ["nothing"]))
        == ["description", "rows", "pure", "unbiased"])
  }

  @Test(arguments: [
    ("none", nil), ("noSamples", "rows"), ("fewerRows", "rows"), ("negativeSettling", "rows"),
    ("drawsByItself", "pure"), ("notFinite", "pure"),
  ])
  func estimatorsThatAreNoneOrImpure(_ mistake: String, _ law: String?) {
    let found = Laws.violations(
      estimator: MistakenEstimator.self, settings: ["mistake": .text(mistake)], except: ["unbiased"])
    #expect(found.map(\.law) == (law.map { [$0] } ?? []), "\(found)")
  }

  /// The names of a family's laws, from the answer to an exception that is none: `a law of metrics: description, …`.
  private func names(_ answer: [LawViolation]) -> Set<String> {
    let list = answer[0].expected.drop { $0 != ":" }.dropFirst(2)
    return Set(list.split(separator: ", ").map(String.init))
  }

  @Test func aDescriptionOfNoSentences() {
    #expect(Laws.violations(metric: Mumbles.self).map(\.law) == ["description"])
  }
}
