package import Planning
import Reports
import Synchronization

/// How far a sweep is, for a person who waits: on a terminal a bar with the time left and the scores so far, plain lines otherwise.
///
/// Nothing of it reaches a result. Work is counted in parameter updates, so that the bar moves within long runs.
public final class Progress: Sendable {
  /// How progress is shown.
  public enum Style: Sendable, Hashable {
    /// Not at all.
    case quiet
    /// A line for every tenth of the runs.
    case lines
    /// Whole sentences, at most three a minute.
    case sentences
    /// A bar with scores above it, which are drawn over.
    case bar(isColored: Bool, isASCII: Bool = false)
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
    var scores: LiveScores?
    /// The lines of the scores as they were drawn last, and when.
    var scoreLines: [String] = []
    var scored: ContinuousClock.Instant?
    var scoreWidth: Int?
    var hasNews = false
    var screen = RedrawnText()
  }

  private let style: Style
  private let size: @Sendable () -> TerminalSize?
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// A display that hands its text to `write`.
  ///
  /// - Parameters:
  ///   - style: how progress is shown.
  ///   - size: the size of the terminal at the moment, where it tells; a bar keeps within it.
  ///   - write: writes a text.
  public init(
    _ style: Style, size: @escaping @Sendable () -> TerminalSize? = { nil },
    write: @escaping @Sendable (String) -> Void
  ) {
    (self.style, self.size, self.write) = (style, size, write)
  }

  /// Whether scores are shown.
  package var showsScores: Bool {
    switch style {
    case .quiet, .lines: false
    case .sentences, .bar: true
    }
  }

  /// Begins: `finished` of `total` runs are done already, and every other has `units` steps.
  package func begin(total: Int, finished: Int, units: Int, scores: LiveScores? = nil) {
    state.withLock {
      $0 = State(total: total, finished: finished, finishedAtStart: finished, units: max(1, units))
      $0.unitsLeft = (total - finished) * $0.units
      $0.start = .now
      $0.lastLine = total == 0 ? 10 : finished * 10 / total
      $0.scores = scores
      $0.hasNews = true
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

  /// Tells what a run has measured.
  package func measure(_ rows: [Measurement], of run: RunSpecification) {
    guard showsScores else { return }
    state.withLock {
      $0.scores?.take(rows, of: run)
      $0.hasNews = true
    }
  }

  /// Tells that a run is done, `left` steps before its end.
  package func finishRun(_ run: RunSpecification? = nil, left: Int, isDiverged: Bool = false) {
    state.withLock {
      $0.finished += 1
      $0.unitsLeft -= left
      if let run { $0.scores?.finish(run, isDiverged: isDiverged) }
      $0.hasNews = true
    }
    draw(isForced: false)
  }

  /// Says what is doubtful about a run, whatever else is shown.
  package func warn(_ text: String) {
    guard case .bar = style else { return write("warning: \(text)\n") }
    state.withLock { write($0.screen.erasure(width: size()?.columns) + "warning: \(text)\n") }
    draw(isForced: true)
  }

  /// Ends the display.
  package func end() {
    switch style {
    case .quiet, .lines: break
    case .sentences:
      state.withLock { if $0.finished > $0.finishedAtStart { write(Self.sentence($0, at: .now) + "\n") } }
    case .bar:
      draw(isForced: true)
      write("\n")
    }
  }

  private func draw(isForced: Bool) {
    switch style {
    case .quiet: break
    case .lines: if let line = state.withLock({ Self.nextLine(&$0) }) { write(line + "\n") }
    case .sentences: state.withLock { if let line = Self.nextSentence(&$0) { write(line + "\n") } }
    case .bar(let isColored, let isASCII):
      // What is written over depends on what was written last: one drawing after the other.
      state.withLock { state in
        let now = ContinuousClock.now
        if !isForced, let drawn = state.drawn, now - drawn < Self.pause { return }
        state.drawn = now
        let size = size()
        // A line that fills the terminal would leave the cursor at an uncertain place.
        let width = size.map { max(1, $0.columns - 1) }
        let drawing = TextDrawing(width: width, isColored: isColored, isASCII: isASCII)
        Self.refreshScores(&state, drawing, rows: size?.rows, at: now, isForced: isForced)
        let bar = Self.bar(state, at: now, width: width, isColored: isColored, isASCII: isASCII)
        write(state.screen.drawing(state.scoreLines + [bar], width: size?.columns))
      }
    }
  }

  /// The least time from one drawing of the bar to the next.
  private static let pause = Duration.milliseconds(100)
  /// The least time from one drawing of the scores to the next.
  private static let scorePause = Duration.milliseconds(500)
  /// The least time from one sentence to the next.
  private static let sentencePause = Duration.seconds(20)

  private static func nextLine(_ state: inout State) -> String? {
    let tenth = state.total == 0 ? 10 : state.finished * 10 / state.total
    guard tenth > state.lastLine || !state.isShown else { return nil }
    state.isShown = true
    state.lastLine = tenth
    return "\(state.finished) of \(state.total) runs finished"
  }

  // MARK: Sentences

  /// A sentence at the start, and whenever another tenth of the work is done and the last was a while ago.
  private static func nextSentence(_ state: inout State) -> String? {
    let (now, tenth) = (ContinuousClock.now, Int(share(state) * 10))
    if let drawn = state.drawn, tenth <= state.lastLine || now - drawn < sentencePause { return nil }
    state.drawn = now
    state.lastLine = tenth
    return sentence(state, at: now)
  }

  private static func sentence(_ state: State, at now: ContinuousClock.Instant) -> String {
    let left = secondsLeft(state, at: now).map { ", and about \(RoughTime.text(seconds: $0)) are left" } ?? ""
    let noun = state.total == 1 ? "run is" : "runs are"
    return ["\(state.finished) of \(state.total) \(noun) finished\(left).", state.scores?.sentence]
      .compactMap { $0 }.joined(separator: " ")
  }

  // MARK: The bar

  /// The share of the work that is done.
  private static func share(_ state: State) -> Double {
    1 - Double(state.unitsLeft) / Double(max(1, state.total * state.units))
  }

  private static func bar(
    _ state: State, at now: ContinuousClock.Instant, width: Int?, isColored: Bool, isASCII: Bool
  ) -> String {
    let left = secondsLeft(state, at: now).map { ", \(RoughTime.text(seconds: $0)) left" } ?? ""
    let words = "\(state.finished) of \(state.total) runs" + left
    let length = min(longestBar, (width ?? .max) - words.count - 1)
    guard length >= shortestBar else { return String(words.prefix(width ?? .max)) }
    let filled = min(length, max(0, Int(share(state) * Double(length))))
    let full = String(repeating: isASCII ? "#" : "█", count: filled)
    let rest = String(repeating: isASCII ? "-" : "░", count: length - filled)
    let bar = isColored ? "\u{1B}[36m\(full)\u{1B}[90m\(rest)\u{1B}[0m" : full + rest
    return "\(bar) \(words)"
  }

  private static let longestBar = 30
  private static let shortestBar = 4

  /// The seconds that the rest takes at the pace so far, once there is a pace.
  private static func secondsLeft(_ state: State, at now: ContinuousClock.Instant) -> Double? {
    let done = (state.total - state.finishedAtStart) * state.units - state.unitsLeft - state.unitsResumed
    guard let start = state.start, done > 0, state.unitsLeft > 0 else { return nil }
    let elapsed = (now - start) / .seconds(1)
    guard elapsed > 0.5 else { return nil }
    return elapsed / Double(done) * Double(state.unitsLeft)
  }

  // MARK: Scores

  /// Lines of the terminal that the scores leave free, for the bar and what surrounds a table.
  private static let otherLines = 8

  /// Draws the scores anew where there is news, and not too often.
  private static func refreshScores(
    _ state: inout State, _ drawing: TextDrawing, rows: Int?, at now: ContinuousClock.Instant, isForced: Bool
  ) {
    let isOtherwiseWide = state.scoreWidth != drawing.width
    guard let scores = state.scores, state.hasNews || isOtherwiseWide else { return }
    if !isForced, !isOtherwiseWide, let scored = state.scored, now - scored < scorePause { return }
    state.scoreWidth = drawing.width
    state.hasNews = false
    let room = min(LiveScores.mostRows, (rows ?? .max) - otherLines)
    state.scoreLines = room > 0 ? drawing.lines(scores.report(for: drawing, rows: room)) : []
    // The first score is shown at once.
    state.scored = state.scoreLines.isEmpty ? nil : now
  }
}
