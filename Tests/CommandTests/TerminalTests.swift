import Foundation
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
}
