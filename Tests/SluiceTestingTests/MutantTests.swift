import SluiceTesting
import Testing

/// A kind with one mistake breaks the law about it, in every family but policies.
@Suite struct MutantTests {
  @Test func metrics() {
    #expect(Laws.violations(metric: LastBatchAlone.self).map(\.law) == ["batches"])
    #expect(Laws.violations(metric: ZeroOfNothing.self).map(\.law) == ["no rows"])
    #expect(Laws.violations(metric: WrongDirection.self).map(\.law) == ["direction"])
    #expect(Laws.violations(metric: Nowhere.self).map(\.law) == ["targets"])
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
    #expect(Laws.violations(task: Numbers<ClaimsReplicates>.self).map(\.law) == ["replicates"])
    #expect(Laws.violations(task: Numbers<ScoresClasses>.self).map(\.law) == ["metrics"])
    #expect(Laws.violations(task: Numbers<HasInfinity>.self).map(\.law) == ["batch"])
  }

  @Test func estimators() {
    #expect(Laws.violations(estimator: HalfTheScore<ClaimsNoBias>.self).map(\.law) == ["unbiased"])
    #expect(Laws.violations(estimator: HalfTheScore<OwnsUpToBias>.self) == [])
  }

  @Test func aDescriptionOfNoSentences() {
    #expect(Laws.violations(metric: Mumbles.self).map(\.law) == ["description"])
  }
}
