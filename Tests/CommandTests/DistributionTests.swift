import Foundation
import Testing

/// The manual page and the completions name every command and option; `make try-dist` tries the packages themselves.
@Suite struct DistributionTests {
  private static let root = URL(fileURLWithPath: Experiment.root).deletingLastPathComponent().path
  private static let hasPython = (try? SluiceProcess().shell("python3 --version").status) == 0
  let sluice = SluiceProcess()

  /// Every command that is shown with its long options, as the command itself lists them.
  private func commands() throws -> [String: [String]] {
    struct Argument: Decodable {
      struct Name: Decodable { let kind, name: String }
      let names: [Name]?
    }
    struct Command: Decodable {
      let commandName: String
      let shouldDisplay: Bool
      let arguments: [Argument]
      let subcommands: [Command]?
    }
    struct Description: Decodable { let command: Command }
    let description = try JSONDecoder().decode(
      Description.self, from: Data(sluice.run("--experimental-dump-help").output.utf8))
    let subcommands = try #require(description.command.subcommands)
    return Dictionary(
      uniqueKeysWithValues: subcommands.filter(\.shouldDisplay).map { command in
        let names = command.arguments.flatMap { $0.names ?? [] }
        return (command.commandName, names.filter { $0.kind == "long" }.map(\.name))
      })
  }

  @Test(.enabled(if: hasPython, "Python 3 is not installed"))
  func theManualPageHasEveryCommandAndOption() throws {
    let script = "\(Self.root)/Sources/Distribution/manual.py --version 0.1.0 --date 2026-11-22"
    let page = try sluice.shell("set -o pipefail; \"$SLUICE\" --experimental-dump-help | python3 \(script)")
    #expect(page.status == 0, "\(page.messages)")
    let sections = page.output.components(separatedBy: "\n.Ss ").dropFirst()
    for (command, options) in try commands() where command != "help" {
      let section = try #require(sections.first { $0.hasPrefix(command + "\n") }, "\(command)")
      for option in options where !["version", "help"].contains(option) {
        let name = option.replacing("-", with: "\\-")
        #expect(section.contains("\n.It Fl \\-\(name)"), "\(command) --\(option)")
      }
    }
    // The exit codes that the command's help names, and the letters that are not ASCII.
    for status in [0, 64, 65, 66, 70, 73, 74, 75, 130] {
      #expect(page.output.contains("\n.It \(status)\n"), "\(status)")
    }
    #expect(page.output.contains("95 % t interval"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsHaveEveryCommandAndOption(shell: String) throws {
    let script = try sluice.run("--generate-completion-script", shell)
    #expect(script.status == 0)
    for (command, options) in try commands() {
      #expect(script.output.contains(command))
      for option in options { #expect(script.output.contains(option), "\(command) --\(option)") }
    }
  }

  @Test func theVersionIsTheOneThatIsCited() throws {
    let citation = try String(contentsOfFile: Self.root + "/CITATION.cff", encoding: .utf8)
    #expect(try citation.contains("\nversion: " + sluice.run("--version").output))
  }
}
