/// p-values adjusted for the size of their family, so that the chance of any false rejection stays at the level
/// (Holm 1979).
///
/// With the m values in ascending order, p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎). Valid under any dependence.
///
/// - Parameters:
///   - pValues: one per hypothesis; `nil` where a hypothesis could not be tested.
///   - size: m, the size of the family, where it is more than the hypotheses that could be tested; by default as many.
/// - Returns: the adjusted values in the order given.
public func holm(_ pValues: [Double?], size: Int? = nil) -> [Double?] {
  let tested = pValues.indices.filter { pValues[$0] != nil }
  let ascending = tested.sorted { (pValues[$0]!, $0) < (pValues[$1]!, $1) }
  var adjusted = [Double?](repeating: nil, count: pValues.count)
  let size = size ?? tested.count
  precondition(size >= tested.count, "a family has all its tested hypotheses")
  var largest = 0.0
  for (rank, index) in ascending.enumerated() {
    largest = max(largest, min(1, Double(size - rank) * pValues[index]!))
    adjusted[index] = largest
  }
  return adjusted
}
