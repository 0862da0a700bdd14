import Foundation
import TestSupport
import Testing

/// What the command does to the terminal that it was called from, and what the terminal does to it.
@Suite struct TerminalTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  /// Nothing of a file steers a terminal: its control characters are written out.
  @Test func controlCharactersAreWrittenOut() throws {
    let text = SmallExperiment.text.replacing("hidden: 6", with: "\"hid\u{1B}[31m\u{202E}den\": 6")
    try sluice.write(text, to: "red.yaml")
    let result = try sluice.run("plan", "red.yaml")
    #expect(result.status == 65)
    #expect(result.messages.contains("hid\\u{1B}[31m\\u{202E}den"))
    #expect(!result.messages.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    let labelled = SmallExperiment.text.replacing(
      "gates: {all: {kind: sigmoid}}", with: "gates: {all: {kind: sigmoid}, label: \"\\e]0;owned\\a\"}"
    ).replacing(
      "gates.all: [",
      with: "gates: [{all: {kind: bernoulli}, label: \"\\e]0;owned\\a\"}]\n  task.steps: [12]\n#"
    )
    .split(separator: "\n").filter { !$0.hasPrefix("compare") }.joined(separator: "\n")
    try sluice.write(labelled + "\n", to: "label.yaml")
    let plan = try sluice.run("plan", "label.yaml")
    #expect(plan.status == 0, "\(plan.messages)")
    #expect(plan.output.contains("\\u{1B}]0;owned\\u{7}"))
    #expect(!plan.output.contains("\u{1B}") && !plan.output.contains("\u{7}"))
  }

  /// A file that is opened where standard output or error was closed would get what is meant for them.
  @Test func closedDescriptorsAreNobodysElse() throws {
    let run = try sluice.shell("\"$SLUICE\" run small.yaml --out r 0<&- 1>&- 2>&-")
    #expect(run.status == 0 && run.messages.isEmpty)
    #expect(try sluice.run("run", "small.yaml", "--out", "whole").status == 0)
    #expect(try SmallExperiment.digests(sluice["r"]) == SmallExperiment.digests(sluice["whole"]))
    // Data that nobody gets are an error still.
    #expect(try sluice.shell("\"$SLUICE\" list 1>&-").status == 74)
  }

  /// The end of the terminal is no end of the work under `nohup`.
  @Test func nohupIsRespected() throws {
    let process = try sluice.shell(
      "trap '' HUP; \"$SLUICE\" run small.yaml --set training.updates=2000 --out n & sleep 0.3; kill -HUP $!; wait $!"
    )
    #expect(process.status == 0, "\(process.messages)")
  }

  // MARK: What is drawn

  private static let hasScript = access("/usr/bin/script", X_OK) == 0

  /// What the command writes on a terminal of this size, its standard output and error together.
  private func terminal(
    _ arguments: String, columns: Int = 80, rows: Int = 40, environment: String = "LC_ALL=C.UTF-8 TERM=xterm"
  ) throws -> String {
    let result = try sluice.shell(
      "\(environment) script -qec \"stty cols \(columns) rows \(rows); '$SLUICE' \(arguments)\" /dev/null < /dev/null"
    )
    #expect(result.status == 0, "\(result.output)")
    return result.output
  }

  /// While runs compute, their scores stand above the bar: within the terminal, drawn over, and left as they are at the end.
  @Test(.enabled(if: hasScript, "needs `script` (util-linux), for a terminal"), arguments: [40, 80, 120])
  func scoresAreShown(columns: Int) throws {
    let text = try terminal(
      "run small.yaml --out r --jobs 2 --set training.updates=2000", columns: columns)
    let screen = TerminalScreen(columns: columns, text)
    #expect(screen.broken == 0)
    #expect(screen.lines.first?.hasPrefix("validation.native.mse, lower is") == true, "\(screen.lines)")
    for policy in ["sigmoid", "bernoulli", "hard_threshold"] {
      let row = screen.lines.filter { $0.hasPrefix(policy) }
      #expect(row.count == 1 && row[0].contains("▁") && row[0].contains("█"), "\(screen.lines)")
    }
    #expect(screen.lines.contains { $0.hasSuffix("█ 12 of 12 runs") })
    #expect(screen.lines.last == "12 runs finished; the tables are in 'r'")
    // The scores were there before the end.
    #expect(
      screen.frames.contains {
        $0.contains { $0.hasPrefix("sigmoid") } && !$0.contains { $0.hasSuffix("12 of 12 runs") }
      })
  }

  /// A sweep that goes on shows the scores of the runs that were finished before.
  @Test(.enabled(if: hasScript, "needs `script` (util-linux), for a terminal"))
  func whatWasFinishedBeforeIsShown() throws {
    try #require(sluice.run("run", "small.yaml", "--shard", "1/2", "--out", "r", "--quiet").status == 0)
    let screen = TerminalScreen(columns: 80, try terminal("run small.yaml --out r"))
    #expect(screen.lines.contains { $0.hasPrefix("bernoulli") && $0.contains("4 of 4") }, "\(screen.lines)")
  }

  /// Nothing of scores, bars or escapes where nobody could see them, or wants them.
  @Test(.enabled(if: hasScript, "needs `script` (util-linux), for a terminal"))
  func nothingIsDrawnWhereItIsNotWanted() throws {
    func isBare(_ text: String) -> Bool {
      !text.contains { "\u{1B}█░▁".contains($0) } && !text.contains("lower is better")
    }
    let piped = try sluice.run("run", "small.yaml", "--out", "a")
    #expect(
      isBare(piped.messages) && piped.messages.contains("6 of 12 runs finished\n") && piped.output == "")
    let quiet = try terminal("run small.yaml --out b --quiet")
    #expect(quiet == "")
    let dumb = try terminal("run small.yaml --out c", environment: "LC_ALL=C.UTF-8 TERM=dumb")
    #expect(isBare(dumb) && dumb.contains("6 of 12 runs finished"), "\(dumb)")
    for plain in [
      try terminal("run small.yaml --out d --plain"),
      try terminal("run small.yaml --out e", environment: "LC_ALL=C.UTF-8 TERM=xterm SLUICE_PLAIN=1"),
    ] {
      #expect(isBare(plain), "\(plain)")
      #expect(plain.contains("0 of 12 runs are finished."))
      #expect(plain.contains("12 of 12 runs are finished. The best validation.native.mse so far is "))
    }
    // All of them do the same work.
    let digests = try ["a", "b", "c", "d", "e"].map { try SmallExperiment.digests(sluice[$0]) }
    #expect(digests.allSatisfy { $0 == digests[0] })
    let status = try terminal("status a --plain")
    #expect(isBare(status) && status.contains("4 of 4"))
    let compare = try terminal("compare a", environment: "LC_ALL=C.UTF-8 TERM=xterm SLUICE_PLAIN=1")
    #expect(isBare(compare) && !compare.contains { "├┤─●┊".contains($0) }, "\(compare)")
  }

  @Test(.enabled(if: hasScript, "needs `script` (util-linux), for a terminal"))
  func colorsAreAskedFor() throws {
    #expect(try terminal("run small.yaml --out a").contains("\u{1B}[36m"))
    let none = try terminal("run small.yaml --out b", environment: "LC_ALL=C.UTF-8 TERM=xterm NO_COLOR=1")
    #expect(none.contains("█") && !none.contains("\u{1B}[36m") && !none.contains("\u{1B}[1m"))
  }

  /// A locale without UTF-8 gets ASCII, whatever is said and wherever it goes.
  @Test(
    .enabled(if: hasScript, "needs `script` (util-linux), for a terminal"),
    arguments: ["C", "de_DE.ISO-8859-1", ""])
  func otherLocalesGetASCII(locale: String) throws {
    let environment = "TERM=xterm LC_ALL= LC_CTYPE= LANG=\(locale)"
    let run = try terminal("run small.yaml --out r", environment: environment)
    let screen = TerminalScreen(columns: 80, run)
    #expect(run.allSatisfy(\.isASCII) && screen.broken == 0)
    #expect(
      screen.lines.contains { $0.hasPrefix("####") && $0.hasSuffix(" 12 of 12 runs") }, "\(screen.lines)")
    #expect(screen.lines.contains { $0.hasPrefix("sigmoid") && $0.contains("#") })
    let plain = ["LC_ALL": "", "LC_CTYPE": "", "LANG": locale]
    for arguments in [
      ["compare", "r"], ["list"], ["plan", "small.yaml", "--trial", "0"], ["run", "--help"], ["status", "r"],
    ] {
      let result = try sluice.finish(sluice.start(arguments, environment: plain))
      #expect(result.status == 0 && result.output.allSatisfy(\.isASCII), "\(arguments)")
    }
    let wrong = try sluice.run("run", "small.yaml", "--shard", "3/2", environment: plain)
    #expect(wrong.messages.contains("expected i/n with 1 <= i <= n"))
    // Data are the same everywhere.
    #expect(try sluice.run("schema", environment: plain).output == sluice.run("schema").output)
  }

  /// No row of a table is broken by the terminal, however narrow.
  @Test(.enabled(if: hasScript, "needs `script` (util-linux), for a terminal"), arguments: [24, 40, 64, 80])
  func tablesKeepWithinTheTerminal(columns: Int) throws {
    try #require(sluice.run("run", "small.yaml", "--out", "r", "--quiet").status == 0)
    for command in ["compare r", "status r", "plan small.yaml --trial 0", "list policies"] {
      let screen = TerminalScreen(columns: columns, try terminal(command, columns: columns))
      #expect(screen.broken == 0, "\(command) at \(columns)")
    }
  }

  /// How long the rest takes is said where something is finished.
  @Test func theTimeLeftIsSaid() throws {
    try #require(sluice.run("run", "small.yaml", "--shard", "1/2", "--out", "r", "--quiet").status == 0)
    let status = try sluice.run("status", "r")
    #expect(status.output.contains("validation.native.mse, lower is better; best so far "))
    let lines = status.output.split(separator: "\n")
    #expect(lines[0] == "small: 6 of 12 runs finished")
    let last = try #require(lines.last)
    #expect(
      last.hasPrefix("about ") && last.contains(" left at ")
        && last.hasSuffix(", by what the finished runs have taken"),
      "\(last)")
    let plan = try sluice.run("plan", "r", "--trial", "0.2")
    #expect(plan.output.contains("; 6 of 12 runs are finished, about "), "\(plan.output)")
    #expect(try !sluice.run("plan", "small.yaml", "--trial", "0.2").output.contains("are finished"))
  }
}
