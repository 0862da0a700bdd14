package import Planning

/// Which part of a run the processor's time went to, while the run goes on.
///
/// The time between two reports of a run belongs to the later one. Time is the processor's, of the run's thread, so that other
/// programs on the machine are left out.
package struct TrialClock {
  /// Time and sequences of one kind of pass.
  package struct Tally: Sendable, Hashable {
    /// Seconds of the processor.
    package private(set) var seconds = 0.0
    /// Sequences.
    package private(set) var sequences = 0

    /// No time and no sequences.
    package init() {}

    /// Adds time and sequences.
    package mutating func add(_ seconds: Double, _ sequences: Int) {
      self.seconds += seconds
      self.sequences += sequences
    }
  }

  /// Passes forward and back.
  package private(set) var differentiated = Tally()
  /// Passes forward only.
  package private(set) var read = Tally()
  /// Seconds of what is done once: data before the first pass, an exact gradient.
  package private(set) var once = 0.0
  /// Seconds up to the last report.
  package private(set) var total = 0.0
  /// Signs of progress.
  package private(set) var units = 0

  /// A clock that has counted nothing.
  package init() {}

  /// Tells that the run is about to begin, after so many seconds.
  package mutating func prepare(at seconds: Double) {
    once = seconds
    total = seconds
  }

  /// Tells that sequences have gone through the network, after so many seconds.
  package mutating func pass(_ pass: SequencePass, _ sequences: Int, at seconds: Double) {
    switch pass {
    case .differentiated: differentiated.add(seconds - total, sequences)
    case .read: read.add(seconds - total, sequences)
    case .once: once += seconds - total
    }
    total = seconds
  }

  /// Tells of a sign of progress; its time belongs to what was reported since the last.
  package mutating func advance() { units += 1 }

  /// Tells that the run has ended, after so many seconds.
  package mutating func end(at seconds: Double) { total = seconds }

  /// Whether every kind of pass that a run takes has been seen.
  package func hasSeen(_ demand: RunDemand) -> Bool {
    (demand.differentiated == 0 || differentiated.sequences > 0) && (demand.read == 0 || read.sequences > 0)
  }
}
