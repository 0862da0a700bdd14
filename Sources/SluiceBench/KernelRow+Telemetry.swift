import CKernels

extension KernelRow {
  /// What a kernel of telemetry meets: two slices of gate values, and what it adds to.
  private final class Stream<Value> {
    let x, y: UnsafeMutablePointer<Value>
    let count: Int
    let sums, more, others: UnsafeMutablePointer<Double>
    let counts: UnsafeMutablePointer<Int>

    init(_ x: UnsafeMutablePointer<Value>, _ y: UnsafeMutablePointer<Value>, _ room: KernelRoom, _ count: Int)
    {
      (self.x, self.y, self.count) = (x, y, count)
      (sums, more, others) = (room.doubles(8), room.doubles(8), room.doubles(8))
      counts = room.list(Array(repeating: 0, count: 24))
    }
  }

  private static func single(
    _ name: String, _ call: @escaping (ckernels_table, Stream<Float>) -> Void
  ) -> KernelRow {
    slice(name + "_f32") { table, room, count in
      let stream = Stream(room.floats(count, 0...1), room.floats(count, 0...1), room, count)
      return { call(table.pointee, stream) }
    }
  }

  private static func double(
    _ name: String, _ call: @escaping (ckernels_table, Stream<Double>) -> Void
  ) -> KernelRow {
    slice(name + "_f64") { table, room, count in
      let stream = Stream(room.doubles(count, 0...1), room.doubles(count, 0...1), room, count)
      return { call(table.pointee, stream) }
    }
  }

  /// What is gathered from gates and states.
  static var telemetry: [KernelRow] {
    [
      single("moments") {
        $0.moments_f32($1.x, $1.count, 0, 0.5, $1.sums, $1.more, $1.others, $1.others + 1)
      },
      single("probabilities") {
        $0.probabilities_f32($1.x, $1.count, 0, CKERNELS_KEEPS, $1.sums, $1.more, $1.others, $1.counts)
      },
      single("differences") { $0.differences_f32($1.x, $1.y, $1.count, 0, $1.sums, $1.more) },
      single("histogram") { $0.histogram_f32($1.x, $1.count, $1.counts + 20, $1.counts) },
      single("ones") { table, stream in
        _ = table.ones_f32(stream.x, stream.count, stream.counts)
      },
      single("crossings") {
        $0.crossings_f32($1.x, $1.y, $1.count, $1.counts, $1.counts + 1, $1.counts + 2)
      },
      double("moments") {
        $0.moments_f64($1.x, $1.count, 0, 0.5, $1.sums, $1.more, $1.others, $1.others + 1)
      },
      double("probabilities") {
        $0.probabilities_f64($1.x, $1.count, 0, CKERNELS_KEEPS, $1.sums, $1.more, $1.others, $1.counts)
      },
      double("differences") { $0.differences_f64($1.x, $1.y, $1.count, 0, $1.sums, $1.more) },
      double("histogram") { $0.histogram_f64($1.x, $1.count, $1.counts + 20, $1.counts) },
      double("ones") { table, stream in _ = table.ones_f64(stream.x, stream.count, stream.counts) },
      double("crossings") {
        $0.crossings_f64($1.x, $1.y, $1.count, $1.counts, $1.counts + 1, $1.counts + 2)
      },
    ]
  }
}
