import Glibc
public import Pages
import Running
public import Studies

/// The whole command, with a program's own kinds beside those of Sluice.
///
/// Your own package needs no more than this in its `main.swift`:
///
/// ```swift
/// import Sluice
///
/// await Sluice.main(Extensions(policies: [MyGate.self], optimizers: [MyOptimizer.self]))
/// ```
///
/// Experiment files can then name them, and `list`, `schema`, `certify` and every table know them.
///
/// - Parameters:
///   - extensions: the kinds that the program adds; none may have the name of another of its family.
///   - sections: what it adds to the pages of results folders.
@MainActor public func main(
  _ extensions: Extensions = Extensions(), sections: [any ReportSection.Type] = []
) async -> Never {
  OutputFile.keepStandardDescriptors()
  // On the main thread, before anything waits for another.
  if let problem = SystemLimits.problem {
    Console().message(problem)
    exit(ExitStatus.inputOutput.rawValue)
  }
  exit(await CommandLineTool(extensions, sections: sections).run().rawValue)
}
