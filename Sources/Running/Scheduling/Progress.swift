import Synchronization

/// How far a sweep is, for a person who waits: a bar with the time left on a terminal, plain lines otherwise.
///
/// Nothing of it reaches a result. Work is counted in parameter updates, so that the bar moves within long runs.
public final class Progress: Sendable {
  /// How progress is shown.
  public enum Style: Sendable, Hashable {
    /// Not at all.
    case quiet
    /// A line for every tenth of the runs.
    case lines
    /// One line that is written over, in color or not.
    case bar(isColored: Bool)
  }

  private struct State {
    var runs = 0
    var total = 0
    var finished = 0
    var finishedAtStart = 0
    var units = 0
    var unitsLeft = 0
    /// Steps that were done before, and say nothing of the pace.
    var unitsResumed = 0
    var start: ContinuousClock.Instant?
    var drawn: ContinuousClock.Instant?
    var lastLine = 0
    var isShown = false
  }

  private let style: Style
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// A display that hands its text to `write`.
  public init(_ style: Style, write: @escaping @Sendable (String) -> Void) {
    self.style = style
    self.write = write
  }

  /// Begins: `finished` of `total` runs are done already, and every other has `units` steps.
  package func begin(total: Int, finished: Int, units: Int) {
    state.withLock {
      $0 = State(total: total, finished: finished, finishedAtStart: finished, units: max(1, units))
      $0.unitsLeft = (total - finished) * $0.units
      $0.start = .now
      $0.lastLine = total == 0 ? 10 : finished * 10 / total
    }
    draw(isForced: true)
  }

  /// Tells that some steps of a run are done.
  package func advance(_ units: Int) {
    state.withLock { $0.unitsLeft -= units }
    draw(isForced: false)
  }

  /// Tells that a run goes on after some steps that were done before.
  package func resume(_ units: Int) {
    state.withLock {
      $0.unitsLeft -= units
      $0.unitsResumed += units
    }
    draw(isForced: false)
  }

  /// Tells that a run is done, `left` steps before its end.
  package func finishRun(left: Int) {
    state.withLock {
      $0.finished += 1
      $0.unitsLeft -= left
    }
    draw(isForced: false)
  }

  /// Says what is doubtful about a run, whatever else is shown.
  package func warn(_ text: String) {
    guard case .bar = style else { return write("warning: \(text)\n") }
    write("\r\u{1B}[Kwarning: \(text)\n")
    draw(isForced: true)
  }

  /// Ends the display.
  package func end() {
    guard case .bar = style else { return }
    draw(isForced: true)
    write("\n")
  }

  private func draw(isForced: Bool) {
    switch style {
    case .quiet: break
    case .lines: if let line = state.withLock({ Self.nextLine(&$0) }) { write(line + "\n") }
    case .bar(let isColored):
      let line = state.withLock { state -> String? in
        let now = ContinuousClock.now
        if !isForced, let drawn = state.drawn, now - drawn < .milliseconds(100) { return nil }
        state.drawn = now
        return Self.bar(state, at: now, isColored: isColored)
      }
      if let line { write("\r" + line + "\u{1B}[K") }
    }
  }

  private static func nextLine(_ state: inout State) -> String? {
    let tenth = state.total == 0 ? 10 : state.finished * 10 / state.total
    guard tenth > state.lastLine || !state.isShown else { return nil }
    state.isShown = true
    state.lastLine = tenth
    return "\(state.finished) of \(state.total) runs finished"
  }

  private static func bar(_ state: State, at now: ContinuousClock.Instant, isColored: Bool) -> String {
    let all = max(1, state.total * state.units)
    let share = 1 - Double(state.unitsLeft) / Double(all)
    let width = 30
    let filled = min(width, max(0, Int(share * Double(width))))
    let full = String(repeating: "█", count: filled)
    let rest = String(repeating: "░", count: width - filled)
    let bar = isColored ? "\u{1B}[36m\(full)\u{1B}[90m\(rest)\u{1B}[0m" : full + rest
    return "\(bar) \(state.finished) of \(state.total) runs" + timeLeft(state, at: now)
  }

  /// The time that the rest takes at the pace so far, once there is a pace.
  private static func timeLeft(_ state: State, at now: ContinuousClock.Instant) -> String {
    let done = (state.total - state.finishedAtStart) * state.units - state.unitsLeft - state.unitsResumed
    guard let start = state.start, done > 0, state.unitsLeft > 0 else { return "" }
    let elapsed = (now - start) / .seconds(1)
    guard elapsed > 0.5 else { return "" }
    return ", \(RoughTime.text(seconds: elapsed / Double(done) * Double(state.unitsLeft))) left"
  }
}
