public import Gating
import Glibc

/// The whole command, with a program's own gate policies beside those of Sluice.
///
/// A package of one's own needs no more than this in its `main.swift`:
///
/// ```swift
/// import Sluice
///
/// await Sluice.main(policies: [MyGate.self])
/// ```
///
/// The policies can then be named in experiment files, and `list`, `schema` and every table know them.
///
/// - Parameter policies: policies to add; none may have the kind of another.
public func main(policies: [any GatePolicy.Type] = []) async -> Never {
  exit(await CommandLineTool(policies: policies).run(Array(CommandLine.arguments.dropFirst())).rawValue)
}
