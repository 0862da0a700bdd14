import ArgumentParser
import DataReading
import Pages
import Planning
import Running
import SequenceTasks
import Sequences

/// How the command ends; the one place where errors become exit codes.
enum ExitStatus: Int32 {
  /// Done.
  case done = 0
  /// The command was called in a wrong way.
  case usage = 64
  /// The experiment or its data are wrong.
  case badInput = 65
  /// A file to read is not there.
  case missingInput = 66
  /// A mistake in Sluice itself, or bytes that differ where they must not.
  case bug = 70
  /// Something could not be created.
  case cannotCreate = 73
  /// Reading or writing failed.
  case inputOutput = 74
  /// Interrupted; the same command goes on.
  case interrupted = 75

  /// What an error leads to.
  init(_ error: any Error) {
    switch error {
    case let error as ExperimentErrors: self = error.exitCode == 66 ? .missingInput : .badInput
    case let error as DataError: self = error.isMissing ? .missingInput : .badInput
    case is PlanFolder.Taken, is PlanFolder.OtherVersion, is ForeignRecords, is MissingKinds,
      is ForeignSources,
      is DifferentExperiments, is NoRecords, is MemoryBudget.TooLarge:
      self = .badInput
    case is RecordConflicts, is CheckpointConflicts: self = .bug
    case let error as VerificationRefusal: self = .init(error.cause)
    case is IncompleteTables: self = .inputOutput
    case is PlanFolder.Occupied: self = .cannotCreate
    case let error as PlanFolder.Missing: self = error.isDamaged ? .badInput : .missingInput
    case is InputError, is ResultsFolder.Empty: self = .missingInput
    case let error as IOError: self = error.isCreation ? .cannotCreate : .inputOutput
    case is NoConverter: self = .missingInput
    case is FailedConverter: self = .cannotCreate
    case is UsageError: self = .usage
    case is Interrupted, is AwaitsShares, is Verification.Stopped: self = .interrupted
    default: self = .bug
    }
  }

  private init(_ cause: VerificationRefusal.Cause) {
    switch cause {
    case .request: self = .usage
    case .otherCode, .nothing: self = .badInput
    case .missingFile: self = .missingInput
    }
  }
}

/// The command was called in a way that cannot work.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A file that was named on the command line cannot be read.
struct InputError: Error, CustomStringConvertible {
  let error: IOError

  var description: String { error.description }
}

/// Records vanish or change faster than their runs can be done again.
struct IncompleteTables: Error, CustomStringConvertible {
  let folder: String
  let finished: Int
  let total: Int

  var description: String {
    "the tables of '\(folder)' hold \(finished) of \(total) runs: records vanish or change while the command runs; find out what else writes "
      + "there, then run the same command again"
  }
}

/// The command stopped because it was told to.
struct Interrupted: Error, CustomStringConvertible {
  let finished: Int
  let total: Int

  var description: String {
    "interrupted: \(finished) of \(total) runs are finished and kept; the same command goes on from there"
  }
}
