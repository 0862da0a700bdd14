import CKernels

extension KernelRow {
  /// z = b + W_x·x + W_h·h of four row groups, n inputs and n units.
  private static func forward(_ name: String, rows: Int) -> KernelRow {
    KernelRow(name) { table, room, n in
      let kernels = table.pointee
      let panels = room.floats(kernels.panel_size(4, n, 2 * n))
      let weights = room.list(
        (0..<2).map { _ in
          ckernels_weights(values: room.floats(4 * n * n), count: n, term_stride: 1, column_stride: n)
        })
      kernels.pack(panels, 4, n, room.floats(4 * n), weights, 2)
      let segments = room.list(
        (0..<2).map { _ in ckernels_segment(values: room.floats(rows * n), count: n, stride: n) })
      let outputs = room.list((0..<4).map { _ in room.floats(rows * n) })
      return KernelTrial(work: 2 * Double(rows * 4 * n * 2 * n)) {
        kernels.product(panels, 4, n, segments, 2, outputs, n, rows)
      }
    }
  }

  /// Products, in floating-point operations.
  static var products: [KernelRow] {
    [
      forward("product, 32 rows", rows: 32),
      forward("product, 64 rows", rows: 64),
      forward("product, 1 row", rows: 1),
      // ∂ℓ/∂h: one group of n columns, 4n terms.
      KernelRow("product backward, 32 rows") { table, room, n in
        let kernels = table.pointee
        let panels = room.floats(kernels.panel_size(1, n, 4 * n))
        let weights = room.list(
          (0..<4).map { _ in
            ckernels_weights(values: room.floats(n * n), count: n, term_stride: n, column_stride: 1)
          })
        kernels.pack(panels, 1, n, nil, weights, 4)
        let segments = room.list(
          (0..<4).map { _ in ckernels_segment(values: room.floats(rows * n), count: n, stride: n) })
        let outputs = room.list([room.floats(rows * n)])
        return KernelTrial(work: 2 * Double(rows * 4 * n * n)) {
          kernels.product(panels, 1, n, segments, 4, outputs, n, rows)
        }
      },
      // A hundred steps of 32 sequences.
      KernelRow("gradient, 3200 rows") { table, room, n in
        let (kernels, rows) = (table.pointee, 3200)
        let left = room.list((0..<4).map { _ in UnsafePointer(room.floats(rows * n)) })
        let (right, out) = (room.floats(rows * n), room.floats(4 * n * n))
        let scratch = room.floats(kernels.gradient_scratch(4, n, n))
        let factors = room.list([
          ckernels_factors(values: right, width: n, stride: n, out: out, out_stride: n)
        ])
        return KernelTrial(work: 2 * Double(rows * 4 * n * n)) {
          kernels.gradient(4, left, n, n, factors, 1, rows, scratch)
        }
      },
    ]
  }

  /// What goes with products, in elements.
  static var productCompanions: [KernelRow] {
    [
      KernelRow("pack, per weight") { table, room, n in
        let kernels = table.pointee
        let panels = room.floats(kernels.panel_size(4, n, 2 * n))
        let weights = room.list(
          (0..<2).map { _ in
            ckernels_weights(values: room.floats(4 * n * n), count: n, term_stride: 1, column_stride: n)
          })
        let bias = room.floats(4 * n)
        return KernelTrial(work: Double(8 * n * n)) { kernels.pack(panels, 4, n, bias, weights, 2) }
      },
      slice("column_sums") { table, room, count in
        let (values, out) = (room.floats(count), room.floats(count / rows))
        return { table.pointee.column_sums(values, count / rows, count / rows, rows, out) }
      },
      slice("column_products") { table, room, count in
        let (left, right, width) = (room.floats(count), room.floats(count), count / rows)
        let out = room.floats(width)
        return { table.pointee.column_products(left, width, right, width, width, rows, out) }
      },
    ]
  }
}
