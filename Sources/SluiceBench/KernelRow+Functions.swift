import CKernels

extension KernelRow {
  private typealias Single = @convention(c) (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
  private typealias Double64 =
    @convention(c) (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void

  private static func single(
    _ name: String, over interval: ClosedRange<Double>, _ kernel: KeyPath<ckernels_table, Single>
  ) -> KernelRow {
    slice(name) { table, room, count in
      let (x, y, kernel) = (room.floats(count, interval), room.floats(count), table.pointee[keyPath: kernel])
      return { kernel(x, y, count) }
    }
  }

  private static func double(
    _ name: String, over interval: ClosedRange<Double>, _ kernel: KeyPath<ckernels_table, Double64>
  ) -> KernelRow {
    slice(name) { table, room, count in
      let (x, y, kernel) = (
        room.doubles(count, interval), room.doubles(count), table.pointee[keyPath: kernel]
      )
      return { kernel(x, y, count) }
    }
  }

  /// A function in both precisions, and the arguments it is timed at.
  private typealias Elementary = (
    name: String, interval: ClosedRange<Double>, single: KeyPath<ckernels_table, Single>,
    double: KeyPath<ckernels_table, Double64>
  )

  private static var elementary: [Elementary] {
    [
      ("exp", -4...4, \.exp_f32, \.exp_f64),
      ("expm1", -4...4, \.expm1_f32, \.expm1_f64),
      ("log", 0...1, \.log_f32, \.log_f64),
      ("log1p", 0...1, \.log1p_f32, \.log1p_f64),
      ("sigmoid", -4...4, \.sigmoid_f32, \.sigmoid_f64),
      ("logit", 0...1, \.logit_f32, \.logit_f64),
      ("tanh", -4...4, \.tanh_f32, \.tanh_f64),
      ("softplus", -4...4, \.softplus_f32, \.softplus_f64),
      ("normal_quantile", 0...1, \.normal_quantile_f32, \.normal_quantile_f64),
      ("normal_cdf", -4...4, \.normal_cdf_f32, \.normal_cdf_f64),
    ]
  }

  /// Functions of a slice, and Philox.
  static var functions: [KernelRow] {
    [
      slice("philox_words") { table, room, count in
        let (key, counter, words) = (room.words(2), room.words(4), room.words(count))
        return { table.pointee.philox_words(key, counter, words, count) }
      },
      slice("philox_uniforms") { table, room, count in
        let (key, counter, uniforms) = (room.words(2), room.words(4), room.floats(count))
        return { table.pointee.philox_uniforms(key, counter, uniforms, count) }
      },
      slice("philox_uniform_rows") { table, room, count in
        let (key, counter, sequences) = (room.words(2), room.words(4), room.words(rows))
        let uniforms = room.floats(count)
        return { table.pointee.philox_uniform_rows(key, counter, sequences, rows, count / rows, uniforms) }
      },
    ] + elementary.map { single($0.name + "_f32", over: $0.interval, $0.single) } + [
      slice("log_sum_exp_f32") { table, room, count in
        let (x, y) = (room.floats(count, -4...4), room.floats(rows))
        return { table.pointee.log_sum_exp_f32(x, rows, count / rows, y) }
      }
    ] + elementary.map { double($0.name + "_f64", over: $0.interval, $0.double) } + [
      slice("log_sum_exp_f64") { table, room, count in
        let (x, y) = (room.doubles(count, -4...4), room.doubles(rows))
        return { table.pointee.log_sum_exp_f64(x, rows, count / rows, y) }
      }
    ]
  }
}
