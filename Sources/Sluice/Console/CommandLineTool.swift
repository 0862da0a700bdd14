import ArgumentParser
import CKernels
import Pages
import Planning
import Running
import Studies

/// The command as a value: arguments in, exit status out.
struct CommandLineTool: Sendable {
  private let extensions: Extensions
  private let sections: [any ReportSection.Type]
  private let console = Console()

  init(_ extensions: Extensions, sections: [any ReportSection.Type]) {
    (self.extensions, self.sections) = (extensions, sections)
  }

  /// Runs the command with the arguments of the process.
  func run() async -> ExitStatus {
    do {
      let arguments = try RawArguments.words()
      try selectKernels()
      let context = CommandContext(
        catalogs: try ExperimentCatalogs(extensions),
        sections: try SectionCatalog.standard.adding(sections), arguments: arguments,
        console: console)
      var command = try RootCommand.parseAsRoot(arguments)
      try await CommandContext.$current.withValue(context) {
        if var asynchronous = command as? any AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          try command.run()
        }
      }
      return .done
    } catch {
      return report(error)
    }
  }

  /// Says what went wrong, and what it means for the exit status.
  private func report(_ error: any Error) -> ExitStatus {
    if RootCommand.exitCode(for: error) == .success {
      // Help and version were asked for: they are data.
      do { try console.text(RootCommand.fullMessage(for: error) + "\n") } catch { return report(error) }
      return .done
    }
    if RootCommand.exitCode(for: error) == .validationFailure {
      console.message(RootCommand.fullMessage(for: error))
      return .usage
    }
    console.message("\(error)")
    return ExitStatus(error)
  }

  /// SLUICE_KERNELS forces a path of the kernels; a name that cannot be had is not ignored.
  private func selectKernels() throws {
    guard let name = Environment["SLUICE_KERNELS"], !name.isEmpty else { return }
    guard ckernels_select(name) != 0 else { return }
    let names = (0..<ckernels_path_count()).map { String(cString: ckernels_path_name($0)) }
    let supported = names.filter { ckernels_table_named($0) != nil }
    let reason = names.contains(name) ? "this processor cannot run it" : "no kernels have this name"
    throw UsageError(
      "SLUICE_KERNELS is '\(name)', but \(reason); allowed here are auto, \(supported.joined(separator: ", "))"
    )
  }
}
