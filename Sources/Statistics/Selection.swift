extension [Double] {
  /// The `rank`-th smallest element (1 is the minimum), by Hoare's selection; the array ends up partly sorted.
  ///
  /// Expected time is linear, also among many equal values. Elements are not NaN.
  package mutating func select(rank: Int) -> Double {
    precondition((1...Swift.max(count, 1)).contains(rank) && !isEmpty)
    let target = rank - 1
    withUnsafeMutableBufferPointer { values in
      var (first, last) = (0, values.count - 1)
      while first < last {
        let pivot = values[first + (last - first) / 2]
        var (left, right) = (first, last)
        while left <= right {
          while values[left] < pivot { left += 1 }
          while pivot < values[right] { right -= 1 }
          if left <= right {
            values.swapAt(left, right)
            left += 1
            right -= 1
          }
        }
        if target <= right { last = right } else if target >= left { first = left } else { return }
      }
    }
    return self[target]
  }
}
