import RandomStreams
import Recurrence
import SequenceTasks
import Sequences

/// Other draws for the same batch: what the gradient's variance is measured with.
///
/// They lie where nothing that trains ever draws, so that measuring charges nothing to the training noise: among the
/// evaluation noise of the run, in the other half of the sub-draws (0 and 1 become 2 and 3, which readings of at most
/// two draws a gate never ask for), at the time of the sample's index. Like all evaluation noise they do not depend on
/// the update, so that variances compare over updates and policies on the same draws.
final class RedrawnNoise: DivisibleNoise {
  private let field: NoiseField

  /// The field must be one of evaluation noise that nobody else uses.
  init(_ field: NoiseField) { self.field = field }

  /// Goes back to the first sample.
  func restart() { field.restart() }

  /// Announces a pass over a batch with the draws of a sample.
  func begin(sample: Int, _ batch: TaskBatch, _ configuration: NetworkConfiguration, copies: Int) {
    field.begin(time: UInt32(sample), batch, configuration, copies: copies)
  }

  var rows: Int { field.rows }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    field.fill(&uniforms, at: Self.turned(place), preActivations: preActivations)
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, rows: Range<Int>) {
    field.fill(&uniforms, at: Self.turned(place), rows: rows)
  }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    field.fill(&uniforms, at: Self.turned(place), preActivations: preActivations)
  }

  private static func turned(_ place: NoisePlace) -> NoisePlace {
    var place = place
    place.subDraw ^= 2
    return place
  }
}
