import Sequences

/// The fast engine's embedding: what layer 0 reads, and ∂ℓ/∂x on its way to the table's rows.
final class VectorEmbedding {
  private let embedding: Embedding
  /// Numbers beside the symbol at each step, and all that layer 0 reads.
  private let numbers: Int
  private let width: Int
  /// x = [E[s], numbers], [T, B, e + m]; 0 past a sequence's length.
  private var inputs = FloatBuffer()
  /// ∂ℓ/∂x, [T, B, e + m].
  private var slopes = FloatBuffer()
  private var sums: SymbolSums

  /// The embedding of a network; `nil` for one that reads numbers alone.
  init?(_ configuration: NetworkConfiguration) {
    guard let embedding = configuration.embedding else { return nil }
    self.embedding = embedding
    (numbers, width) = (configuration.inputWidth, configuration.inputWidth(layer: 0))
    sums = SymbolSums(embedding)
  }

  /// Makes room for a batch's x.
  func begin(_ batch: TaskBatch) -> UnsafePointer<Float> {
    inputs.reserve(batch.steps * batch.count * width)
    return UnsafePointer(inputs.start)
  }

  /// Writes x of some of the sequences.
  func write(_ batch: TaskBatch, table: UnsafePointer<Float>, rows: Range<Int>) {
    batch.inputs.withUnsafeBufferPointer { given in
      for step in 0..<batch.steps {
        for row in rows {
          let place = step * batch.count + row
          let x = inputs.start + place * width
          guard let symbol = batch.symbol(step: step, row: row, embedding) else {
            x.update(repeating: 0, count: width)
            continue
          }
          x.update(from: table + symbol * embedding.width, count: embedding.width)
          for k in 0..<numbers { x[embedding.width + k] = given[place * numbers + k] }
        }
      }
    }
  }

  /// Where ∂ℓ/∂x of a batch is written.
  func slopes(_ batch: TaskBatch) -> UnsafeMutablePointer<Float> {
    slopes.reserve(batch.steps * batch.count * width)
    return slopes.start
  }

  /// Writes ∂ℓ/∂E, from ∂ℓ/∂x of all sequences.
  func sumGradients(_ batch: TaskBatch, into gradient: inout [Float], _ range: Range<Int>) {
    let slopes = UnsafeBufferPointer(start: slopes.start, count: batch.steps * batch.count * width).span
    sums.clear()
    for step in 0..<batch.steps {
      for row in 0..<batch.count {
        guard let symbol = batch.symbol(step: step, row: row, embedding) else { continue }
        let first = (step * batch.count + row) * width
        sums.add(slopes.extracting(first..<first + embedding.width), to: symbol)
      }
    }
    sums.write(into: &gradient, range)
  }
}
