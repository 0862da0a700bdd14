import Sequences

extension ReferenceEngine {
  /// What layer 0 reads, [T][B, m], or [T][B, e + m] with an embedding: x_t = [E[s_t], numbers], 0 past a sequence's length.
  func inputs(_ batch: TaskBatch) -> [[Double]] {
    let (m, width) = (configuration.inputWidth, batch.count * configuration.inputWidth)
    let given = batch.preciseInputs.isEmpty ? batch.inputs.map { Double($0) } : batch.preciseInputs
    precondition(given.count == batch.steps * width, "inputs of another shape")
    let numbers = (0..<batch.steps).map { t in Array(given[t * width..<(t + 1) * width]) }
    guard let embedding = configuration.embedding, let table = layout.embedding else { return numbers }
    return (0..<batch.steps).map { t in
      (0..<batch.count).flatMap { b in
        guard let symbol = batch.symbol(step: t, row: b, embedding) else {
          return [Double](repeating: 0, count: configuration.inputWidth(layer: 0))
        }
        let first = table.range.lowerBound + symbol * embedding.width
        return Array(parameters[first..<first + embedding.width] + numbers[t][b * m..<(b + 1) * m])
      }
    }
  }

  /// ∂ℓ/∂E from ∂ℓ/∂x [T][B, e + m].
  func sumEmbedding(_ slopes: [[Double]], _ batch: TaskBatch) {
    guard let embedding = configuration.embedding, let table = layout.embedding else { return }
    let width = configuration.inputWidth(layer: 0)
    var sums = SymbolSums(embedding)
    for t in 0..<batch.steps {
      let slopes = slopes[t]
      for b in 0..<batch.count {
        guard let symbol = batch.symbol(step: t, row: b, embedding) else { continue }
        sums.add(slopes.span.extracting(b * width..<b * width + embedding.width), to: symbol)
      }
    }
    sums.write(into: &gradient, table.range)
  }
}
