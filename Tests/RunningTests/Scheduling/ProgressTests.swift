import Planning
import Running
import Synchronization
import TestSupport
import Testing

@Suite struct ProgressTests {
  private final class Sink: Sendable {
    let text = Mutex("")
    func write(_ piece: String) { text.withLock { $0 += piece } }
  }

  private func lines(total: Int, finished: Int) -> String {
    let sink = Sink()
    let progress = Progress(.lines, write: sink.write)
    progress.begin(total: total, finished: finished, units: 10)
    for _ in finished..<total {
      progress.advance(10)
      progress.finishRun(left: 0)
    }
    progress.end()
    return sink.text.withLock { $0 }
  }

  @Test func aLineForEveryTenthOfTheRuns() {
    #expect(lines(total: 30, finished: 0).split(separator: "\n").count == 11)
    #expect(lines(total: 30, finished: 0).hasPrefix("0 of 30 runs finished\n3 of 30 runs finished\n"))
    #expect(
      lines(total: 3, finished: 1) == "1 of 3 runs finished\n2 of 3 runs finished\n3 of 3 runs finished\n")
    #expect(lines(total: 2, finished: 2) == "2 of 2 runs finished\n")
  }

  @Test func theBarEndsFull() {
    let sink = Sink()
    let progress = Progress(.bar(isColored: false), write: sink.write)
    progress.begin(total: 2, finished: 0, units: 4)
    for _ in 0..<2 {
      progress.advance(3)
      progress.finishRun(left: 1)
    }
    progress.end()
    let text = sink.text.withLock { $0 }
    let bar = String(repeating: "█", count: 30)
    #expect(text.hasPrefix("\r" + String(repeating: "░", count: 30) + " 0 of 2 runs\u{1B}[K"))
    #expect(text.hasSuffix("\r\(bar) 2 of 2 runs\u{1B}[K\n"))
    #expect(!text.contains("\u{1B}[3"))
  }

  /// The bar and the scores keep within the terminal, whatever its size.
  @Test(arguments: [40, 80, 120, 200], [6, 12, 50]) func scoresStandAboveTheBar(columns: Int, rows: Int)
    throws
  {
    let plan = try SmallSweep.plan()
    let sink = Sink()
    let progress = Progress(
      .bar(isColored: true), size: { TerminalSize(columns: columns, rows: rows) }, write: sink.write)
    progress.begin(total: 9, finished: 0, units: 2, scores: LiveScores(plan))
    for run in plan.runs {
      let row = Measurement(update: 0, split: "validation", mode: "native", metric: "mse", value: 0.5)
      progress.measure([row], of: run)
      progress.advance(2)
      progress.finishRun(run, left: 0)
    }
    progress.warn("mind the step")
    progress.end()
    let screen = TerminalScreen(columns: columns, sink.text.withLock { $0 })
    #expect(screen.broken == 0 && screen.lines.allSatisfy { $0.count < columns })
    #expect(screen.lines.first == "warning: mind the step")
    #expect(screen.lines.last?.hasSuffix("█ 9 of 9 runs") == true)
    // A terminal of few lines has the bar alone.
    #expect(screen.lines.contains { $0.hasPrefix("bernoulli") } == (rows > 9), "\(screen.lines)")
    #expect(screen.frames.allSatisfy { $0.count <= max(rows, 3) })
  }

  @Test func sentencesAreWhole() throws {
    let plan = try SmallSweep.plan()
    let sink = Sink()
    let progress = Progress(.sentences, write: sink.write)
    progress.begin(total: 9, finished: 0, units: 2, scores: LiveScores(plan))
    for run in plan.runs {
      let row = Measurement(update: 0, split: "validation", mode: "native", metric: "mse", value: 0.5)
      progress.measure([row], of: run)
      progress.finishRun(run, left: 2)
    }
    progress.end()
    // All that comes within seconds is said at the end.
    #expect(
      sink.text.withLock { $0 } == """
        0 of 9 runs are finished.
        9 of 9 runs are finished. The best validation.native.mse so far is 0.50000, of sigmoid.

        """)
  }

  @Test func quietIsQuiet() {
    let sink = Sink()
    let progress = Progress(.quiet, write: sink.write)
    progress.begin(total: 1, finished: 0, units: 1)
    progress.finishRun(left: 1)
    progress.end()
    #expect(sink.text.withLock { $0 } == "")
  }

  /// A warning is no progress: it comes through in every style, on a line of its own.
  @Test func warningsAreAlwaysSaid() {
    for style in [Progress.Style.quiet, .lines, .sentences, .bar(isColored: false)] {
      let sink = Sink()
      let progress = Progress(style, write: sink.write)
      progress.begin(total: 1, finished: 0, units: 1)
      progress.warn("mind the step")
      let lines = sink.text.withLock { $0 }.split(separator: "\n")
      #expect(
        lines.contains { $0 == "warning: mind the step" || $0.hasSuffix("\r\u{1B}[Kwarning: mind the step") })
    }
  }

  @Test(arguments: [
    (0, "0 s"), (0.2, "1 s"), (59, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (7500, "2 h 5 min"),
    (270_000, "3 d 3 h"), (Double.infinity, "very long"), (Double.nan, "very long"),
  ])
  func roughTimes(seconds: Double, text: String) { #expect(RoughTime.text(seconds: seconds) == text) }
}
