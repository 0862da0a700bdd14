/// p-values adjusted for the size of their family, so that the chance of any false rejection stays at the level
/// (Holm 1979).
///
/// With the m values in ascending order, p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎). Valid under any dependence.
///
/// - Parameter pValues: one per hypothesis; `nil` where a hypothesis could not be tested, which then does not count.
/// - Returns: the adjusted values in the order given.
public func holm(_ pValues: [Double?]) -> [Double?] {
  let tested = pValues.indices.filter { pValues[$0] != nil }
  let ascending = tested.sorted { (pValues[$0]!, $0) < (pValues[$1]!, $1) }
  var adjusted = [Double?](repeating: nil, count: pValues.count)
  var largest = 0.0
  for (rank, index) in ascending.enumerated() {
    largest = max(largest, min(1, Double(ascending.count - rank) * pValues[index]!))
    adjusted[index] = largest
  }
  return adjusted
}
