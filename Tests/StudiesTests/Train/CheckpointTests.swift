import Digest
import Planning
import Recurrence
import Running
import Snapshots
import Studies
import TestSupport
import Testing

/// A training that goes on from a state which an earlier attempt left comes to the outcome of one that was never stopped.
///
/// `ResumeLawTests` does so for every entry of every catalog.
@Suite struct CheckpointTests {
  /// What a training can leave behind, and all that it can remember on the way.
  static let everything = [
    "training.save_weights=selected", "evaluation.predictions=[validation]",
    "telemetry={gates: true, gradient_samples: 2, units: {examples: 2}}", "network.layers=2",
  ]

  static let cases: [[String]] = [
    everything,
    everything + ["generator=mt19937", "noise.sharing=per_sequence"],
    everything + ["generator=ranlxs0", "state_noise={kind: recurrent_dropout}", "precision=float64"],
    everything + ["telemetry.units={examples: 2, updates: measured}", "training.save_weights=last"],
    // Without a choice the last update is final.
    ["evaluation={every: 4, modes: [native], predictions: [test]}", "training.save_weights=last"],
    [
      "training.gradient={kind: score_function, baseline: moving_average}", "gates.all={kind: bernoulli}",
      "training.optimizer={kind: nadam, learning_rate: {schedule: cosine, from: 0.1, to: 0.001, updates: 9}}",
    ],
    ["training.gate_penalty=0.1", "gates.all={kind: hard_concrete}", "evaluation.every=7"],
  ]

  /// A GRU that skips, with noise on its states; it is no part of the digest below.
  static let ofAGRU =
    everything + [
      "network.cell={kind: gru}", "network.skip={kind: bernoulli, bias: 0, budget: 0.1}",
      "state_noise={kind: zoneout, cell_rate: 0}",
    ]

  private static func run(_ overrides: [String], updates: Int = 10) throws -> RunSpecification {
    let own = [
      "sweep={}", "gates.all={kind: bernoulli}", "evaluation.every=3", "training.updates=\(updates)",
    ]
    return try SmallSweep.plan(own + overrides, text: SmallSweep.uncompared).runs[1]
  }

  @Test(arguments: cases + [ofAGRU]) func goesOnToTheSameOutcome(_ overrides: [String]) throws {
    let run = try Self.run(overrides)
    let whole = KeptStates()
    let outcome = try run.outcome(whole)
    #expect(whole.states.map(\.update) == Array(0...10))
    for state in whole.states {
      let rest = KeptStates(from: state)
      #expect(try run.outcome(rest, threads: state.update % 2 + 1) == outcome, "from update \(state.update)")
      #expect(rest.resumed == state.update)
      #expect(rest.states == Array(whole.states[state.update...]), "from update \(state.update)")
    }
  }

  /// Also where the shorter run ended between two measurements of the longer one.
  @Test(arguments: cases) func aLongerRunGoesOnFromAShorterOne(_ overrides: [String]) throws {
    let (short, long) = (try Self.run(overrides), try Self.run(overrides, updates: 16))
    #expect(short.id != long.id && short.trajectoryID == long.trajectoryID)
    let (states, all) = (KeptStates(), KeptStates())
    _ = try short.outcome(states)
    let outcome = try long.outcome(all)
    #expect(states.states == Array(all.states.prefix(11)))
    let rest = KeptStates(from: states.states.last)
    #expect(try long.outcome(rest) == outcome)
    #expect(rest.resumed == 10)
  }

  /// Only the updates that are left are made.
  @Test func whatIsDoneIsNotDoneAgain() throws {
    let run = try Self.run([])
    let states = KeptStates()
    _ = try run.outcome(states)
    var updates = 0
    _ = try run.specification.study.run(
      RunContext(run, didAdvance: { updates += 1 }, checkpoints: KeptStates(from: states.states[7])))
    #expect(updates == 3)
  }

  /// A run that is stopped leaves the state that it would have had at this update anyway.
  @Test(arguments: [0, 1, 3, 5]) func aRunThatIsStoppedLeavesItsState(after updates: Int) async throws {
    let run = try Self.run(Self.everything)
    let whole = KeptStates()
    _ = try run.outcome(whole)
    let last = await Task {
      var made = 0
      let stopped = Stopped()
      let context = RunContext(
        run,
        didAdvance: {
          made += 1
          if made == updates { withUnsafeCurrentTask { $0?.cancel() } }
        }, checkpoints: stopped)
      if updates == 0 { withUnsafeCurrentTask { $0?.cancel() } }
      #expect(throws: CancellationError.self) { try run.specification.study.run(context) }
      return stopped.last
    }.value
    #expect(last == (updates == 0 ? nil : whole.states[updates]))
  }

  /// Keeps what is handed over without being due.
  final class Stopped: CheckpointKeeper {
    var last: Checkpoint?
    func resume<Run>(upTo _: Int, _: (Checkpoint) throws(SnapshotError) -> Run) -> Run? { nil }
    func isDue(after _: Int, of _: Int) -> Bool { false }
    func keep(_ checkpoint: Checkpoint) { last = checkpoint }
  }

  /// Where this digest changes and no value of a record does, the form of states has changed: raise `CheckpointFile.version` with it.
  @Test func theFormOfStatesIsThatOfTheVersion() throws {
    #expect(
      CheckpointFile.version == "sluice/checkpoint/v1" && NumericsVersion.current == "sluice/numerics/v2")
    var hash = SHA256()
    for overrides in Self.cases {
      let states = KeptStates()
      _ = try Self.run(overrides).outcome(states)
      for state in states.states { hash.update(state.state) }
    }
    #expect(
      Hexadecimal.text(hash.finalize())
        == "9909f44256848c01c62b7bcb985b05bb55ca93a58d6507fb41bdcd5359510b99")
  }

  /// A state of another run is refused, whatever the difference, and so is one that says another update.
  @Test(arguments: [
    ("network.hidden=6", "numbers stand where"),
    ("training.optimizer={kind: sgd, learning_rate: 0.1}", "numbers stand where"),
    ("precision=float64", nil), ("evaluation={every: 3, modes: [native]}", "stands where"),
    ("generator=mt19937", nil),
  ]) func statesOfOtherRunsAreRefused(_ override: String, _ message: String?) throws {
    let (run, other) = (try Self.run([]), try Self.run([override]))
    let states = KeptStates()
    _ = try other.outcome(states)
    let mine = KeptStates(from: states.states[6])
    let outcome = try run.outcome(mine)
    #expect(mine.resumed == nil)
    let refusal = try #require(mine.refusal).description
    if let message { #expect(refusal.contains(message)) }
    #expect(try outcome == run.outcome(KeptStates()))
    let renamed = KeptStates(from: Checkpoint(update: 5, state: states.states[6].state))
    _ = try other.outcome(renamed)
    #expect(renamed.refusal?.description == "it is of update 6, not 5")
  }

  /// Cut at every byte, and with a bit of every byte flipped: an error, or a state.
  @Test(arguments: [cases[0], cases[1]]) func damagedStatesNeverTrap(_ overrides: [String]) throws {
    let run = try Self.run(
      overrides + ["network.hidden=1", "evaluation.every=10", "telemetry={gates: false}"])
    let states = KeptStates()
    _ = try run.outcome(states)
    let (state, study) = (states.states[4], try #require(run.specification.study as? TrainStudy))
    let context = RunContext(run)
    func reading(_ bytes: [UInt8]) -> Reading {
      Reading(isRefusal: { $0 is SnapshotError }) {
        _ = try Trainer<VectorEngine>(study, context, from: Checkpoint(update: 4, state: bytes))
        return true
      }
    }
    let length = state.state.count
    var (cut, flipped) = (0, [String]())
    for count in stride(from: 0, to: length, by: max(1, length / 1000)) {
      if case .refused = reading(Array(state.state[..<count])) { cut += 1 }
      var changed = state.state
      changed[count] ^= 1 << (count % 8)
      if case .fault(let fault) = reading(changed) { flipped.append(fault) }
    }
    #expect(cut == (length + max(1, length / 1000) - 1) / max(1, length / 1000))
    #expect(flipped.isEmpty, "\(flipped.first ?? "")")
  }
}
